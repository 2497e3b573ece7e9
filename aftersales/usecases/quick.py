"""快速处理: a trivial case walks its legs in one transaction, to its notice or to its satisfied close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.domain.codes import Mark
from aftersales.domain.forms import read_form
from aftersales.domain.reading import require
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.steps import fastlane, intake
from aftersales.domain.steps.rows import marked
from aftersales.domain.steps.taking import begin, take
from aftersales.domain.workflow import Step
from aftersales.usecases.registering import chosen_customer, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk
    from aftersales.usecases.work import Work


def quick(work: Work, data: Mapping[str, object]) -> Case:
    """Register, accept, decide, answer, accept offer, settle without paper; one history row each.

    Raises ``NotTrivial`` where the case must go the long way, and ``OverLimit`` above the service limit.
    """
    chosen, data = chosen_customer(work, data)
    asked = read_form(fastlane.FORM, work.reader(), "quick", data)
    wanted = fastlane.Quick(**asked.of(fastlane.Quick))
    require(wanted, "row", frozenset())
    fastlane.must_be_trivial(wanted, asked.rows(Remedy), work.desk())
    told = fastlane.Told(lane=work.language.phrase("fast_lane"), anonymous=work.language.phrase("anonymous"))
    known = chosen or work.books.customer_with_phone(intake.telling(wanted.phones))
    given = work.given(
        Step.REGISTER, fastlane.registration(wanted, data, known.cust_name if known else None, told)
    )
    case = work.save(begin(numbered(work, given, chosen), given, work.desk(), _registered))
    case = _walked(work, case, fastlane.script(wanted, data, case, told))
    return _walked(work, case, fastlane.closing(wanted, case))


def _registered(case: Case, given: Given, desk: Desk) -> Case:
    return marked(intake.register(case, given, desk), Mark.FAST_LANE)


def _walked(work: Work, case: Case, steps: Iterable[tuple[Step, dict[str, Any]]]) -> Case:
    for step, data in steps:
        given = work.given(step, {name: value for name, value in data.items() if value is not None})
        case = work.save(*take(step, case, given, work.desk(case)))
    return case
