"""设置: what its pages read of the office, and what they change."""
