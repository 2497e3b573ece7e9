"""A person has a case before him, and has it no more: told to the others, kept nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aftersales.usecases.work import Work


def be_present(work: Work, case_no: str, field: str | None = None) -> None:
    """I have this case before me; ``field``: the step that I am filling in."""
    work.books.be_present(case_no, field, work.now)


def be_gone(work: Work) -> None:
    """I have no case before me at this computer."""
    work.books.be_gone()
