"""回访: the queue, the script and the answers of a call."""
