"""Pages of a PDF on the screen: drawn off the window's thread, only those in sight."""
