"""The reading side: one frozen row type and one question a screen, to be handed to ``ask``."""
