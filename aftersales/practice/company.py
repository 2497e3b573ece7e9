"""Founds the practice company with its people and products, and hands out each person's desk in it."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from aftersales.app import App, Founding, found_office, open_app
from aftersales.domain.forms import own
from aftersales.domain.records.product import Product
from aftersales.settings import delivered, read_resource
from aftersales.storage.founding import forget
from aftersales.storage.orm import POSTGRESQL
from aftersales.storage.passwords import PRACTICE
from aftersales.usecases.people import add_person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from aftersales.usecases.work import Work

PASSWORD = PRACTICE
"""Of every practice login; refused outside a practice company."""


def found_company(
    url: str, setup: tuple[str, str] = ("", ""), *, at: datetime | None = None, station: str = ""
) -> Desks:
    """A new practice company at ``url``, its thirteen people and its products in it, without a complaint.

    ``at`` and ``station``: what history says, so that it can be the same everywhere. Raises what
    ``found_office`` raises.
    """
    told = read_resource("practice/company.toml")
    app = found_office(
        url,
        Founding(
            admin=told["admin"],
            password=PASSWORD,
            company=told["company"],
            delivered=delivered(),
            setup=setup,
            practice=True,
            at=at,
            station=station,
        ),
    )
    with ExitStack() as undo:
        undo.callback(forget, url, app.store, *setup)
        app.at(at).do(_settle, told)
        undo.pop_all()
    return Desks(url, app)


def _settle(work: Work, told: Mapping[str, Any]) -> None:
    for person in told["people"]:
        add_person(work, person, PASSWORD)
    for row in told["products"]:
        product = Product(**work.reader().row(Product, row, own(Product)))
        work.books.put_record(product, step="add_product", at=work.now)


@dataclass
class Desks:
    """Who acts in the practice company: on a server each has his own connection, in a file all share one."""

    url: str
    first: App
    _kept: dict[str, App] = field(default_factory=dict)

    def of(self, login: str) -> App:
        """This person's desk."""
        if login == self.first.login:
            return self.first
        if login not in self._kept:
            self._kept[login] = self._opened(login)
        return self._kept[login]

    def _opened(self, login: str) -> App:
        if self.first.store.engine != POSTGRESQL:
            return replace(self.first, login=login)
        store = open_app(self.url, login=login, password=PASSWORD).store
        return replace(self.first, store=store, login=login)

    def close(self) -> None:
        """Close every connection but the first, which the caller keeps."""
        for app in self._kept.values():
            if app.store is not self.first.store:
                app.close()
