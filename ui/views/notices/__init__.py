"""通知单: the board, a department's list, the slip that is open, its form, copies and pictures."""
