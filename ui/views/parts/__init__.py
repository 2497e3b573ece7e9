"""Pieces of pages that know words but no presenter of their own: tabs, the day strip, the card, the rail."""
