"""The core of the after-sales desk: no window, no thread, two verbs at the door (see app.py)."""

__version__ = "0.1.0"
