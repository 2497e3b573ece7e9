"""协议: where the papers are, and one agreement from its draft to the original on its shelf."""
