"""Help: the manual's window behind F1 and the sheet of keys behind Ctrl+/."""
