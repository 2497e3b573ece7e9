"""The verbs of the office: load, move, save; no rules, no SQL, no words."""
