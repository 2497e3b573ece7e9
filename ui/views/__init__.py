"""Layout and signals of each screen; what is shown and done stands in the presenter of the same name."""
