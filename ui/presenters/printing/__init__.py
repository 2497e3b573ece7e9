"""Printing as presenters know it: which papers, to which printer, what the person is told."""
