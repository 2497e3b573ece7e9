"""Notices as slips: on half a sheet or on three-part continuous paper, one or many in one file."""

from aftersales.documents.slips.many import many
from aftersales.documents.slips.slip import draw, slip_of

__all__ = ["draw", "many", "slip_of"]
