"""The headless door: the console command ``aftersalesctl``, a file a group of commands."""
