"""A step's form on disk while it is filled in: what was typed comes back when the program was killed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from aftersales.domain.errors import CodedError
from ui import texts
from ui.i18n import translate
from ui.presenters.drafts import Draft, Drafts, place
from ui.presenters.runner import Lane
from ui.views.casework.editors import show, told
from ui.views.room import Room
from ui.views.step_form import StepFormView

BASE = "base"
EVERY = 500
"""Milliseconds after which what was typed is looked at: a quarter of what is promised."""


class StepKeeper(QObject):
    """Watches one form. A draft goes when its step is taken, or put away on purpose."""

    def __init__(self, form: StepFormView, room: Room) -> None:
        super().__init__(form)
        self._form, self._room = form, room
        signed = room.signed
        self.drafts = Drafts(place(signed.url, signed.login) / "steps")
        self._id, self._step = "", ""
        self._base: Mapping[str, object] = {}
        """What stood in the form when it was opened: only what is otherwise was typed."""
        self._last: Mapping[str, object] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.keep)
        form.taken.connect(lambda _: self.end())
        form.left.connect(self.end)

    def begin(self, case_no: str, step: str) -> None:
        """The form of this step at this case was opened: bring back what a crash left of it."""
        self._id = hashlib.sha256(f"{case_no}\0{step}".encode()).hexdigest()[:32]
        self._step, self._base = step, self.values()
        self._last = self._base
        work, done = partial(self.drafts.one, self._id), partial(self._back, self._id)
        self._room.runner.run(work, done, self._not_kept, lane=Lane.FILES)
        self._timer.start()

    def values(self) -> dict[str, object]:
        """What stands in the form, as a draft keeps it."""
        fields = {path: _plain(told(field.widget)) for path, field in self._form.fields.items()}
        marks = {path: mark for path, field in self._form.fields.items() if (mark := field.answered())}
        tables = {path: table.placed_values() for path, table in self._form.tables.items()}
        return {"fields": fields, "marks": marks, "tables": tables}

    def keep(self) -> None:
        """Put on disk what was typed since the last look."""
        values = self.values()
        if not self._id or values == self._last:
            return
        self._last = values
        kept = {**values, BASE: self._base}
        draft = Draft(self._id, self._step, kept, datetime.now(UTC).isoformat())
        self._room.runner.run(
            lambda: self.drafts.write(draft), lambda _: None, self._not_kept, lane=Lane.FILES
        )

    def end(self) -> None:
        """The step was taken or given up: nothing of it is kept."""
        self._timer.stop()
        gone, self._id = self._id, ""
        if gone:
            self._room.runner.run(
                lambda: self.drafts.remove(gone), lambda _: None, self._not_kept, lane=Lane.FILES
            )

    def _back(self, id_: str, draft: Draft | None) -> None:
        if draft is None or id_ != self._id or draft.form != self._step:
            return
        moved = self._fill(draft.values)
        self._last = self.values()
        word = self._room.words.step(self._step)
        said = translate("Case", "上次填到一半的“{step}”已恢复").format(step=word)
        if moved:
            also = translate("Case", "别人后来也改过，请核对：{fields}")
            said += texts.stop() + also.format(
                fields=texts.joint().join(dict.fromkeys(map(self._named, moved)))
            )
        self._room.frame.say(said)

    def _fill(self, values: Mapping[str, object]) -> list[str]:
        """Put back what was typed; what others wrote since stays, but for the same field: those are told."""
        typed = _typed(values)
        base, marks = _part(values, BASE), _part(values, "marks")
        self._form.presenter.need_lines(
            path for path in typed["fields"] if path in marks or typed["fields"][path]
        )
        for path, value in typed["fields"].items():
            field = self._form.fields.get(path)
            if field is not None:
                if field.answered():
                    field.answer("")
                show(field.widget, tuple(value) if isinstance(value, list) else str(value or ""))  # type: ignore[arg-type]
                if path in marks:
                    field.answer(str(marks[path]))
                field.changed.emit()
        for path, told_rows in typed["tables"].items():
            table = self._form.tables.get(path)
            if table is not None and isinstance(told_rows, list):
                table.show_rows([row for row in told_rows if isinstance(row, dict)])
                table.edited.emit()
        return [
            path
            for kind, found in typed.items()
            for path in found
            if base and _stood(base, kind, path) != _stood(self._base, kind, path)
        ]

    def _named(self, path: str) -> str:
        return self._room.words.field(path.removesuffix(".more"))

    def _not_kept(self, error: CodedError) -> None:
        """The disk says no: the next look tries again, and the person goes on."""
        self._last = {}
        told_ = translate("Register", "草稿没存上：{why}").format(why=str(error.facts.get("why", "")))
        self._timer.stop()
        self._room.frame.say(told_)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _typed(values: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Of a draft's fields and tables those that are otherwise than they stood when the form was opened."""
    base = _part(values, BASE)
    return {
        kind: {
            path: value
            for path, value in _part(values, kind).items()
            if not base or _stood(values, kind, path) != _stood(base, kind, path)
        }
        for kind in ("fields", "tables")
    }


def _stood(values: Mapping[str, object], kind: str, path: str) -> tuple[object, object]:
    """A field's value and mark, or a table's rows; nothing is nothing."""
    return _part(values, kind).get(path) or None, _part(values, "marks").get(path)


def _part(values: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = values.get(name)
    return part if isinstance(part, Mapping) else {}
