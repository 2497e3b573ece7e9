"""What each step brings, by noun: pure functions from a case and what was given to the case after."""
