"""The sheet of all components in all their moments: the gallery draws it, tests walk over it."""

from ui.widgets.sheet.page import components as components
