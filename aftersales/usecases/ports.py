"""What the use cases need of the world: the books they load from and save to, and the papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from aftersales.domain.errors import DomainError
from aftersales.domain.reading import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from aftersales.domain.case import Case, StepTaken
    from aftersales.domain.fields import Record
    from aftersales.domain.office import Office
    from aftersales.domain.records.agreement import Agreement, AgreementClause
    from aftersales.domain.records.customer import Customer
    from aftersales.domain.records.notice import Notice
    from aftersales.domain.records.office import Clause, DictionaryEntry
    from aftersales.domain.records.product import Batch, Product
    from aftersales.domain.records.proposal import Proposal
    from aftersales.domain.records.trail import ImportBatch, Message

    Tell = Callable[[int, int], object]  # hears how many are done of how many; what it raises ends the work


class NoSuchCase(DomainError):
    """No case has this number. Facts: ``case_no``."""


class NoSuchCustomer(DomainError):
    """No customer has this number. Facts: ``cust_no``."""


class NoSuchImport(DomainError):
    """No import has this number. Facts: ``batch_no``."""


class NoSuchFile(DomainError):
    """No file is kept under this fingerprint. Facts: ``sha256``."""


class SomeoneElseWasFaster(DomainError):
    """The case has moved since it was read. Facts: ``case_no``, ``version`` (read), ``found`` (now)."""


@dataclass(frozen=True)
class Precedent:
    """A case in which the like was approved; ``cost`` in 分; ``alike``: ``batch``, ``product``, ``cause``."""

    case_no: str
    title: str
    alike: str
    decision: str
    cost: int
    approved_at: datetime


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

    def others_since(self, case_no: str, at: datetime) -> str | None:
        """Somebody else who has taken a step on the case after this moment, None if nobody has."""

    def customer(self, cust_no: str) -> Customer:
        """The customer; ``NoSuchCustomer`` if there is none."""

    def standing_customer(self, cust_no: str) -> Customer:
        """The record that stands for this customer, however often he was merged; ``NoSuchCustomer``."""

    def customer_with_phone(self, numbers: Iterable[str], name: str | None = None) -> Customer | None:
        """The newest customer, not merged away, with one of these telephones (and of this name).

        One merged into another is that other: his name counts after the names of those who stand.
        """

    def approved_value(self, cust_no: str, since: datetime) -> int:
        """Sum (分) of the authority value of this customer's approved, not void proposals since then.

        Customers merged into one count as one; cases of every state count.
        """

    def precedents(self, case: Case) -> tuple[Precedent, ...]:
        """Other cases in which the like was approved, the most alike first; a few."""

    def cases_with_phone(self, numbers: Iterable[str], limit: int) -> tuple[str, ...]:
        """Numbers of the newest cases of customers, merged or not, with one of these telephone numbers."""

    def put_record(self, record: Record, *, step: str, reason: str | None = None, at: datetime) -> None:
        """Insert or update a record of the office, with its history row (without version) first."""

    def note(
        self,
        step: str,
        *,
        table: str,
        key: str,
        at: datetime,
        case_no: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Add a history row that changes nothing: a print, an export. ``table`` and ``key`` say of what."""

    def put_file(self, content: bytes) -> str:
        """Keep bytes; the same bytes are kept once. Returns their sha256 in hex."""

    def file(self, sha256: str) -> bytes:
        """The bytes kept under this fingerprint."""

    def clauses(self, language: str) -> tuple[Clause, ...]:
        """The newest version of every clause in a language, those retired too, in the order of their keys."""

    def clause(self, key: str, language: str, version: int) -> Clause | None:
        """One version of a clause, None if there is none."""

    def clauses_by(self, language: str, step: str) -> frozenset[str]:
        """The keys of the clauses whose newest version this step made."""

    def imported(self, identities: Iterable[str]) -> Mapping[str, str]:
        """Of these identities of imported rows, those taken before: identity → case number.

        A case whose import was taken back does not count: its row may be taken again.
        """

    def put_import_row(self, identity: str, batch_no: int, case_no: str, row_no: int, raw: str) -> None:
        """Note which row of which file a case came from; an identity taken again points to its new case."""

    def import_batch(self, batch_no: int) -> ImportBatch:
        """The batch; ``NoSuchImport`` if there is none."""

    def imported_cases(self, batch_no: int) -> tuple[str, ...]:
        """Numbers of the batch's cases that were not taken back, in the order of their rows."""

    def customers_alike(self, names: Iterable[str], usccs: Iterable[str]) -> tuple[Customer, ...]:
        """Customers with one of these names in any writing, or codes, and into whom they merged."""

    def products(self, codes: Iterable[str]) -> Mapping[str, Product]:
        """Of these codes of products, those that are on file."""

    def batches(self, codes: Iterable[str]) -> Mapping[tuple[str, str], Batch]:
        """The batches on file of these codes of products, by code and number."""

    def now(self) -> datetime:
        """The office's clock: the server's, or this computer's for an office in one file. UTC."""

    def history_head(self) -> str:
        """The hash of the last history row, "" for a new book."""

    def create_login(self, login: str, password: str, *, admin: bool) -> bool:
        """Let a person of the staff in; whether with this password, or with one that he has already.

        Raises ``WeakPassword``.
        """

    def set_password(self, login: str, password: str) -> None:
        """Give a login another password; raises ``WeakPassword``, ``NoSuchLogin``."""

    def disable_login(self, login: str) -> None:
        """Let a login in no more; the person's row stays."""

    def messages(self, messages: Iterable[Message]) -> None:
        """Write rows of the outbox; a key that exists is left alone."""

    def read_messages(self, keys: Iterable[str], at: datetime) -> int:
        """Mark messages to me as read; how many were not yet."""

    def be_present(self, case_no: str, field: str | None, at: datetime) -> None:
        """I have this case before me, in ``field`` the step that I am filling in; others of mine are past."""

    def be_gone(self) -> None:
        """I have no case before me at this computer."""

    def act(self, key: str) -> tuple[str, str] | None:
        """What my act of this key said (a digest) and its case's number; None where it was not done."""

    def keep_act(self, key: str, told: str, case_no: str, at: datetime) -> None:
        """My act of this key is done with this unit of work."""


class Papers(Protocol):
    """Who draws papers: values in, the bytes of a PDF out; the same values give the same bytes."""

    def agreement(
        self, office: Office, case: Case, agreement: Agreement, *, by: str, at: datetime, anchor: str
    ) -> bytes:
        """The agreement; ``by`` prints it at ``at`` (UTC), ``anchor`` is the history's head."""

    def clauses(
        self, office: Office, case: Case, agreement: Agreement, library: Iterable[Clause]
    ) -> tuple[AgreementClause, ...]:
        """The clauses that stand in the agreement, filled; behind them those that were struck."""

    def delivered(self, language: str) -> tuple[Clause, ...]:
        """The clauses that the program brings in this language."""

    def registration(self, office: Office, case: Case, *, by: str, at: datetime) -> bytes:
        """The registration form."""

    def approval(
        self,
        office: Office,
        case: Case,
        proposal: Proposal | None = None,
        *,
        by: str,
        at: datetime,
        precedents: tuple[Precedent, ...] = (),
    ) -> bytes:
        """The approval sheet of a proposal, by default the newest, with similar cases and what they cost."""

    def notice(self, office: Office, case: Case, notice: Notice, *, by: str, at: datetime) -> bytes:
        """A department's notice."""

    def slips(
        self,
        office: Office,
        rows: Sequence[tuple[Case, Notice]],
        size: str,
        *,
        by: str,
        at: datetime,
        tell: Tell,
    ) -> bytes:
        """Notices on ``a4``, ``a5`` or ``three_part`` paper, one after the other; ``tell`` hears how far."""

    def follow_up(self, office: Office, case: Case, *, by: str, at: datetime) -> bytes:
        """The follow-up form."""

    def letter(self, office: Office, case: Case, kind: str, *, by: str, at: datetime) -> bytes:
        """A letter to the customer; ``kind`` is one of ``domain.steps.writing.LETTERS``."""

    def tracking(self, office: Office, case: Case, *, by: str, at: datetime) -> bytes:
        """The tracking sheet."""

    def of_office(self, office: Office, name: str, *, by: str, at: datetime) -> bytes:
        """A paper of no case: the leaflet, a blank form."""


class BothWays(Vocabulary, Protocol):
    """Codes for words, and words for codes."""

    def word(self, dictionary: str, code: str | None) -> str:
        """The word for a code; the code itself where no word is known, "" for none."""


class Language(Protocol):
    """The words of the office: codes for what people type."""

    def vocabulary(self, entries: Iterable[DictionaryEntry]) -> BothWays:
        """Codes and words, with the values that the office added."""

    def phrase(self, name: str) -> str:
        """A text that the program itself writes into a record: ``fast_lane``, ``anonymous``."""
