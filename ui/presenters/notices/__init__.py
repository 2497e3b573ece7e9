"""通知单: what departments do, as a board for after-sales and a list for each department."""

from aftersales.domain.codes import Role
from aftersales.domain.routing import ROLE_OF

SEES_ALL: frozenset[str] = frozenset({Role.SERVICE, Role.LEADER, Role.ADMIN})
"""Who sees the board of all departments; anybody else the list of his own."""
SEES: frozenset[str] = SEES_ALL | frozenset(ROLE_OF.values())
"""Who has notices to do or to look after."""
