"""What all compositions share: names, wall-clock times, quantities, product lines and remedies of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.documents import values as v
from aftersales.domain.money import yuan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from decimal import Decimal

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.fields import Record
    from aftersales.domain.office import Office
    from aftersales.domain.records.agreement import AgreementItem
    from aftersales.domain.records.complaint import Demand, Loss
    from aftersales.domain.records.product import ProductLine
    from aftersales.domain.records.proposal import Remedy


@dataclass(frozen=True)
class Printing:
    """Who prints which paper when: a login, a moment (UTC), the history's head or ""."""

    by: str
    at: datetime
    anchor: str = ""


def number(value: Decimal | None) -> str:
    """A quantity without needless noughts, ``12`` for ``12.000``; "" for none."""
    return "" if value is None else f"{value.normalize():f}"


def lines(*texts: str) -> str:
    """What is there of ``texts``, one below the other."""
    return "\n".join(text for text in texts if text)


@dataclass(frozen=True)
class Scribe:
    """Who writes the papers of one case: turns what the records hold into what stands on paper."""

    office: Office
    case: Case
    labels: Labels

    @property
    def hidden(self) -> str:
        """What stands in the place of the customer who asked for confidence; "" where nobody asked."""
        return self.labels.label("compose.hidden") if self.case.complaint.confidential else ""

    def unnamed(self, text: str) -> str:
        """The text without the customer's names; a single character is a name only where it stands alone."""
        customer = self.case.customer
        users = (user.name for user in customer.end_user)
        named = {customer.cust_name, customer.contact_name, customer.agent_for, *users}
        names = sorted((name for name in named if name), key=lambda name: (-len(name), name))
        if text in names:
            return self.hidden
        for name in names:
            text = text.replace(name, self.hidden) if len(name) > 1 else text
        return text

    def imprint(self, number: str, version: int, printing: Printing) -> v.Imprint:
        """What stands in the frame of each page."""
        company = self.office.company
        return v.Imprint(
            company=company.name or "",
            number=number,
            printed_by=self.name(printing.by),
            printed_at=self.clock(printing.at),
            version=max(version, 1),
            anchor=printing.anchor[:12],
            contact=self.labels.pair(company.address, company.phone),
            logo=self.office.logo,
        )

    def name(self, login: str | None) -> str:
        """The name of a person, also of one who has left; a login that nobody has stays as it is."""
        if not login:
            return ""
        person = self.office.by_login.get(login)
        return person.name if person and person.name else login

    def clock(self, moment: datetime) -> datetime:
        """The office's wall-clock time at this moment (UTC)."""
        return moment.astimezone(self.office.zone).replace(tzinfo=None)

    def wall(self, moment: datetime | None) -> datetime | None:
        """``clock``, and None for None."""
        return None if moment is None else self.clock(moment)

    def text(self, record: Record, name: str) -> str:
        """A field's text or code; 不详, 无 or 未留 where that was answered; else ""."""
        value = getattr(record, name)
        mark = record.na.get(name)
        if value in (None, "", ()) and mark:
            return self.labels.word("na", mark)
        return str(value or "")

    def line(self, key: str, value: object) -> str:
        """A value after the label ``compose.<key>``, "" where there is nothing to say."""
        shown = self.labels.shown(value)
        return self.labels.label(f"compose.{key}") + shown if shown else ""

    def money(self, fen: int | None) -> str:
        """An amount (分) with its sign, "" for None."""
        return "" if fen is None else self.labels.say("paper.yuan", amount=yuan(fen))

    def counted(self, qty: Decimal | None, unit: str | None) -> str:
        """A quantity with its unit's word."""
        return self.measured(number(qty), self.labels.word("unit", unit or ""))

    def measured(self, qty: str, unit: str) -> str:
        """A quantity beside the word of its unit, where it has one."""
        return self.labels.quantity(qty, unit)

    def files(self, *kinds: str) -> tuple[str, ...]:
        """The names of the case's files of these kinds, of all without ``kinds``; withdrawn ones left out."""
        rows = (row for row in self.case.attachments if not row.gone)
        wanted = (row for row in rows if not kinds or row.kind in kinds)
        return tuple(row.name or self.labels.word("attachment_kind", row.kind or "") for row in wanted)

    def file(self, no: int | None) -> str:
        """The name of one file of the case."""
        return next((row.name or "" for row in self.case.attachments if row.no == no), "")

    def phone(self) -> str:
        """The telephone that the customer prefers, else the first."""
        phones = sorted(self.case.customer.phones, key=lambda phone: not phone.preferred)
        return phones[0].number if phones else self.text(self.case.customer, "phones")

    def products(self) -> tuple[v.Product, ...]:
        """The product lines."""
        return tuple(self._product(row) for row in self.case.product_lines)

    def product_names(self) -> str:
        """The products complained about, each once, with their specifications."""
        rows = self.case.product_lines
        names = (self.labels.pair(row.product, row.spec) for row in rows)
        return self.labels.joined(*dict.fromkeys(names))

    def _product(self, row: ProductLine) -> v.Product:
        bought, bad, unit = number(row.qty_bought), number(row.qty_bad), row.unit or ""
        if row.qty_bad is None:  # 不详 takes no unit
            bought, bad, unit = self.counted(row.qty_bought, row.unit), self.text(row, "qty_bad"), ""
        return v.Product(
            name=self.text(row, "product"),
            spec=self.text(row, "spec"),
            batch=self.labels.pair(self.text(row, "batch_no"), self.line("serial_no", row.serial_no)),
            produced_on=row.produced_on,
            purchased_on=row.purchased_on,
            seller=row.seller or "",
            receipt_kind=self.text(row, "receipt_kind"),
            receipt_no=self._receipt(row),
            qty_bought=bought,
            qty_bad=bad,
            unit=unit,
            started_using=row.started_using,
            equipment=self.labels.pair(row.equipment, row.plate, row.vin),
            usage=self.measured(
                number(row.usage_amount), self.labels.word("usage_unit", row.usage_unit or "")
            ),
            symptom=self._symptom(row),
        )

    def _receipt(self, row: ProductLine) -> str:
        others = (
            ("invoice_no", row.invoice_no),
            ("order_no", row.order_no),
            ("delivery_no", row.delivery_no),
        )
        told = (self.line(key, value) for key, value in others if value != row.receipt_no)
        return self.labels.pair(row.receipt_no, *told, row.receipt_on, self.money(row.receipt_amount))

    def _symptom(self, row: ProductLine) -> str:
        names = ("prev_brand", "prev_state", "recent_state")
        rest = (self.line(name, self.text(row, name)) for name in names)
        sample = self.labels.pair(self.counted(row.sample_qty, row.unit), row.sample_desc)
        missing = ("produced_on", "started_using")  # a day's field has no room for 不详
        unsaid = (self.line(name, self.text(row, name)) for name in missing if getattr(row, name) is None)
        return lines(self.text(row, "symptom"), self.labels.pair(*rest, self.line("sample", sample), *unsaid))

    def offer(self, row: Remedy | AgreementItem) -> str:
        """One remedy in a line: what, of what, how much."""
        kind = self.labels.word("remedy", row.kind)
        count = self.counted(row.qty, row.unit)
        return self.labels.pair(kind, row.product, row.spec, count, self.money(row.amount))

    def demand(self, row: Demand) -> v.Demand:
        """One demand as the customer made it."""
        return v.Demand(kind=row.kind, text=row.text or "", qty=number(row.qty), amount=row.amount)

    def loss(self, row: Loss) -> v.Demand:
        """One loss as the customer claims it, among the demands."""
        kind = self.labels.label("compose.loss") + self.labels.word("loss", row.kind)
        return v.Demand(kind=kind, amount=row.claimed)

    def events(self) -> Iterable[str]:
        """What happened, an event a line."""
        for row in self.case.complaint.events:
            yield self.labels.pair(self.wall(row.at), row.fact, self.line("source", row.source))
