"""协议: where the papers are, and one agreement from its draft to the original on its shelf."""

from aftersales.domain.codes import Role

SEES = frozenset({Role.SERVICE, Role.LEADER})
"""Who has this page: who makes agreements, and who answers for them."""
