"""The practice company: people, products and complaints that exist nowhere, made by the real use cases."""

from aftersales.practice.company import PASSWORD, Desks, found_company
from aftersales.practice.filling import fill

__all__ = ["PASSWORD", "Desks", "fill", "found_company"]
