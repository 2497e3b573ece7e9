"""Values to try the storage with: any record of the domain, whole cases, and the steps between them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from aftersales.domain.case import CASE_ROWS, Case, StepTaken
from aftersales.domain.codes import DICTIONARIES, State
from aftersales.domain.fields import Kind, Part, Spec, specs
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.storage.database import Store

NOW = datetime(2026, 6, 8, 1, 2, 3, 456000, tzinfo=UTC)
ME = {"sqlite": "service1", "postgresql": "postgres"}


def me(store: Store) -> str:
    """Who acts in a test: on the server the cluster's superuser."""
    return ME[store.engine]


TEXTS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), min_size=1, max_size=12
)
MOMENTS = st.integers(0, 4 * 10**12).map(
    lambda ms: datetime.fromtimestamp(ms // 1000, UTC) + timedelta(milliseconds=ms % 1000)
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: TEXTS,
    Kind.LONG_TEXT: TEXTS,
    Kind.REF: TEXTS,
    Kind.DAY: st.dates(date(1970, 1, 1), date(2100, 1, 1)),
    Kind.MOMENT: MOMENTS,
    Kind.TIME: st.times().map(lambda at: time(at.hour, at.minute)),
    Kind.COUNT: st.integers(0, 10**9),
    Kind.FILE: st.integers(1, 10**6),
    Kind.MONEY: st.integers(-(10**12), 10**12),
    Kind.QUANTITY: st.integers(-(10**9), 10**12).map(lambda n: Decimal(n) / 1000),
    Kind.FLAG: st.booleans(),
    Kind.TEXTS: st.lists(TEXTS, max_size=3).map(tuple),
    Kind.REFS: st.lists(TEXTS, max_size=3).map(tuple),
    Kind.FILES: st.lists(st.integers(1, 99), max_size=3).map(tuple),
    Kind.MARKS: st.dictionaries(TEXTS, st.sampled_from(DICTIONARIES["na"]), max_size=2),
}


def _value(spec: Spec) -> st.SearchStrategy[Any]:
    if spec.row is not None:
        return st.lists(parts(spec.row), max_size=2).map(tuple)
    if spec.kind == Kind.CODE:
        return st.sampled_from(DICTIONARIES[spec.words])
    if spec.kind == Kind.CODES:
        return st.lists(st.sampled_from(DICTIONARIES[spec.words]), max_size=2).map(tuple)
    return VALUES[spec.kind]


def parts(part: type[Part], **fixed: object) -> st.SearchStrategy[Any]:
    """Any value of a record type, some fields fixed; what may be None sometimes is."""
    optional = {item.name for item in fields(part) if "None" in str(item.type)}
    drawn = {
        name: st.none() | _value(spec) if name in optional else _value(spec)
        for name, spec in specs(part).items()
        if name not in fixed
    }
    return st.builds(part, **drawn, **{name: st.just(value) for name, value in fixed.items()})


@st.composite
def cases(draw: st.DrawFn, case_no: str, version: int, customer: str = "KH000001") -> Case:
    """Any case with this number and version, with up to two rows in up to three of its tables."""
    rows: dict[str, Any] = {}
    for name in draw(st.sets(st.sampled_from(sorted(CASE_ROWS)), max_size=3)):
        count = draw(st.integers(1, 2))
        rows[name] = tuple(
            draw(parts(CASE_ROWS[name], no=no, created_at=NOW, created_by="a")) for no in range(1, count + 1)
        )
    told = {"case_no": case_no, "customer": customer, "version": version, "created_at": NOW}
    complaint = draw(parts(Complaint, **told, state=draw(st.sampled_from(State))))
    known = draw(parts(Customer, cust_no=customer, created_at=NOW, merged_into=None))
    return Case(complaint=complaint, customer=known, **rows)


def case(n: int, *, day: str = "20260608", **told: Any) -> Case:  # noqa: ANN401
    """A small case: registered, of a customer of its own. ``told``: fields of its complaint."""
    number = f"TS-{day}-{n:03}"
    said: dict[str, Any] = {
        "case_no": number,
        "customer": f"KH{n:06}",
        "state": State.REGISTERED,
        "version": 1,
        "verbatim": "用了十天就漏油",
    }
    said.update(told)
    customer = Customer(cust_no=said["customer"], cust_name=f"第{n}汽修厂")
    return Case(complaint=Complaint(**said), customer=customer)


def registered(made: Case, actor: str, **told: Any) -> StepTaken:  # noqa: ANN401
    """The step by which a case comes into being."""
    return StepTaken(step="register", before=None, after=made, at=NOW, actor=actor, **told)


def stepped(before: Case, actor: str, step: str = "amend", **told: Any) -> StepTaken:  # noqa: ANN401
    """A step that changes fields of the complaint (or, with ``after``, anything) and the version."""
    after: Case = told.pop("after", before)
    version = before.complaint.version + 1
    complaint = replace(after.complaint, version=version, **told)
    later = NOW + timedelta(minutes=version)
    return StepTaken(
        step=step, before=before, after=replace(after, complaint=complaint), at=later, actor=actor
    )
