"""客户: the list, one customer in full, and the taking in of sheets."""
