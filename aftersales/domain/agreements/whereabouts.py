"""Where the paper of an agreement is: from the draft to the original on its shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.domain.codes import AgreementState, Whereabouts

if TYPE_CHECKING:
    from aftersales.domain.records.agreement import Agreement


def whereabouts(row: Agreement) -> Whereabouts:
    """Where this agreement's paper is now; the same is asked of the database in ``queries/agreements``."""
    if row.state in (AgreementState.VOID, AgreementState.DRAFT):
        return Whereabouts(row.state)
    if row.state == AgreementState.ISSUED:
        if row.handed_at is not None:
            return Whereabouts.HANDED_OVER
        return Whereabouts.PRINTED if row.printed_at is not None else Whereabouts.ISSUED
    if row.original_place is not None:
        return Whereabouts.FILED
    return Whereabouts.SCANNED if row.scan is not None else Whereabouts.SIGNED
