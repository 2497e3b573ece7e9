"""设置: one page a subject, listed at the left; each kept while another is shown."""
