"""How letters get into the file of a PDF: the operators that write them, and the fonts behind them."""
