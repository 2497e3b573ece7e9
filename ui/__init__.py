"""The window of the after-sales desk."""
