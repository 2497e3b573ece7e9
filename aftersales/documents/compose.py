"""From a case to its papers: pure functions from the domain's records to the frozen values that are drawn."""

from aftersales.documents.compose_agreement import agreement
from aftersales.documents.compose_approval import NothingProposed, approval, precedents
from aftersales.documents.compose_forms import follow_up, registration
from aftersales.documents.compose_notice import notice

__all__ = ["NothingProposed", "agreement", "approval", "follow_up", "notice", "precedents", "registration"]
