"""客户: the list, one customer in full, files of customers and products taken in."""
