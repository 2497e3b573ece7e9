"""What a desk hears of changes made elsewhere: a hint of what to ask again, never the change itself."""

from __future__ import annotations

from dataclasses import dataclass

from aftersales.domain.errors import Trouble


@dataclass(frozen=True, kw_only=True)
class Heard:
    """``cases`` changed; in ``present`` somebody came, went or began a form; ``office``: anything else did.

    ``all``: listening began, or began again after a cut: whatever was shown may be old.
    ``away``: nothing can be heard until further notice; why.
    """

    cases: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    office: bool = False
    all: bool = False
    away: Trouble | None = None

    def and_also(self, other: Heard) -> Heard:
        """Both at once; what was heard last says whether the office can be heard."""
        return Heard(
            cases=self.cases | other.cases,
            present=self.present | other.present,
            office=self.office or other.office,
            all=self.all or other.all,
            away=other.away,
        )

    @property
    def written(self) -> bool:
        """Whether anything that lists and counts show may have changed."""
        return bool(self.cases) or self.office or self.all
