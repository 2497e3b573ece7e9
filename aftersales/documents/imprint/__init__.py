"""What stands around the text of every paper: its size and margins, head and foot, code, logo."""
