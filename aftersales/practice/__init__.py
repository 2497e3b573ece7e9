"""The practice company: people, products and complaints that exist nowhere, made by the real use cases."""

from aftersales.practice.company import PASSWORD, Desks, found_company
from aftersales.practice.filling import before, fill

__all__ = ["PASSWORD", "Desks", "before", "fill", "found_company"]
