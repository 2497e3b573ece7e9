"""What the use cases need of the world: the books they load from and save to, and the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from aftersales.domain.case import Case, StepTaken
    from aftersales.domain.fields import Record
    from aftersales.domain.office import Office
    from aftersales.domain.records.customer import Customer
    from aftersales.domain.records.trail import Message


class Books(Protocol):
    """One unit of work: everything inside is one transaction, the only writer of its moment.

    ``me`` is the login of who acts, as the database itself sees it.
    """

    @property
    def me(self) -> str:
        """The login under which this unit of work writes."""

    def office(self) -> Office:
        """The office with all its settings."""

    def case(self, case_no: str) -> Case:
        """The case with all its rows; ``NoSuchCase`` if there is none."""

    def save(self, taken: StepTaken) -> None:
        """Write history first, then rows that differ, then the complaint under its version guard.

        Raises ``SomeoneElseWasFaster`` if the case no longer stands as ``taken.before`` says.
        """

    def next_number(self, name: str) -> int:
        """The next value of the counter ``name``, from 1; given back if the unit of work fails."""

    def customer(self, cust_no: str) -> Customer:
        """The customer; ``NoSuchCustomer`` if there is none."""

    def customer_with_phone(self, numbers: Iterable[str]) -> Customer | None:
        """The newest customer, not merged away, with one of these telephone numbers."""

    def approved_value(self, cust_no: str, since: datetime) -> int:
        """Sum (分) of the authority value of this customer's approved, not void proposals since then.

        Customers merged into one count as one; cases of every state count.
        """

    def cases_with_phone(self, numbers: Iterable[str], limit: int) -> tuple[str, ...]:
        """Numbers of the newest cases of customers with one of these telephone numbers."""

    def put_record(self, record: Record, *, step: str, reason: str | None = None, at: datetime) -> None:
        """Insert or update a record of the office, with its history row (without version) first."""

    def put_file(self, content: bytes) -> str:
        """Keep bytes; the same bytes are kept once. Returns their sha256 in hex."""

    def file(self, sha256: str) -> bytes:
        """The bytes kept under this fingerprint."""

    def history_head(self) -> str:
        """The hash of the last history row, "" for a new book."""

    def messages(self, messages: Iterable[Message]) -> None:
        """Write rows of the outbox; a key that exists is left alone."""
