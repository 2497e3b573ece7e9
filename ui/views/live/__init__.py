"""What is seen of other desks: their changes, who is there, messages, a field that two changed."""
