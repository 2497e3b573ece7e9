"""The letters to a customer and the other papers of a case: their values, how a case becomes one, drawing."""
