"""The screen in front of which windows are tried without a real one: an office's, not Qt's 800 by 800."""

from __future__ import annotations

from pathlib import Path

PLATFORM = f"offscreen:configfile={Path(__file__).with_suffix('.json')}"
"""What ``QT_QPA_PLATFORM`` says of it."""
