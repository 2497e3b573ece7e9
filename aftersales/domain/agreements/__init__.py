"""The text of an agreement: its clauses and their variables, what is wrong with it, how two differ."""
