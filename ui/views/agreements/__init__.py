"""协议: the list of papers, the draft beside its paper, the way to the shelf."""
