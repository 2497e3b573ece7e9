"""Brushwork shared by widgets and delegates: icons, marks, rings, key caps, shadows; all of it cached."""
