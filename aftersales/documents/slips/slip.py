"""A department's notice as a slip: the A4 notice's contents set close, head and code on each slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents import notice
from aftersales.documents.imprint import frame
from aftersales.documents.imprint.format import A5, MM, THREE_PART, Format
from aftersales.documents.sheet import Sheet, fitted

if TYPE_CHECKING:
    from aftersales.documents.labels import Labels
    from aftersales.documents.page import Page
    from aftersales.documents.values import Notice

_CODE = 13.5 * MM  # side of the code: modules of 0.6 mm, for needles and worn ribbons
_TITLE, _SMALL, _FOOT = 15.0, 8.5, 7.5  # sizes of text, in points
_STEPS = (1.0, 0.95, 0.9)  # a slip that would just run over is set smaller
_LINE = 17.0  # from line to line of the signatures, in points
_PEN = 18.0  # height of a field to be filled with a pen, in points
_ENDING = 90.0  # what the department fills in stays together with its signatures, in points


class Slip(Sheet):
    """A sheet whose head is above the text of every page."""

    def begin(self) -> None:
        """Nothing stands within the text: the head is part of the frame."""

    def frame(self, page: Page, number: int) -> None:
        """Logo, title, company, number, page and code above; below, which copy is whose, who printed when."""
        around = frame.Around(self.labels, self.imprint, self.format, number, len(self.pages))
        title = self.labels.say("paper.goes_on", title=self.title) if number > 1 else self.title
        _head(page, around, title)
        _foot(page, around)


def draw(value: Notice, labels: Labels, form: Format = A5) -> bytes:
    """The notice as a slip on `form`; raises UnknownNotice, and UnknownWord for a code without a word."""
    return slip_of(value, labels, form).finish()


def slip_of(value: Notice, labels: Labels, form: Format = A5) -> Slip:
    """The slip laid out, running on to further slips where it needs them; raises as ``draw``."""
    return fitted(lambda size: _laid(value, labels, form, size), [form.size * step for step in _STEPS])


def _laid(value: Notice, labels: Labels, form: Format, size: float) -> Slip:
    kind = notice.kind_of(value)
    slip = Slip(value.imprint, labels.label(f"notice.title.{value.kind}"), labels, format=form, size=size)
    slip.grid([one for one in notice.head_fields(slip, value) if one.value], columns=3)
    own = notice.own_fields(slip, value, kind)
    slip.grid(sorted(own, key=lambda one: one.wide), columns=3)  # the short ones share their rows
    notice.items(slip, value, kind)
    if value.remark:
        slip.grid([slip.field("notice.remark", value.remark, wide=True)])
    _ending(slip, kind)
    return slip


def _ending(slip: Slip, kind: notice.Kind) -> None:
    """What the department fills in, and who signs."""
    slip.reserve(_ENDING)
    slip.by_hand = True
    slip.grid(notice.done_fields(slip, kind, _PEN), columns=3)
    slip.by_hand = False
    date = slip.labels.label("notice.sign.date")
    slip.signatures([(one, date) for one in notice.signers(slip.labels, kind)], _LINE)


def _head(page: Page, around: frame.Around, title: str) -> None:
    form, imprint = around.format, around.imprint
    low = form.top + 7
    right = form.right - frame.put_code(page, imprint.number, form.right, low, _CODE)
    frame.put_logo(page, form, imprint, low + _CODE)
    left = form.left + frame.room_of_logo(imprint)
    middle, side = form.width / 2, max(left - form.left, form.right - right)
    page.put(title, middle, low + 21, form.body - 2 * side, align=0.5, size=_TITLE, bold=True)
    number = around.labels.say("paper.number", number=imprint.number, version=imprint.version)
    ahead = around.labels.pair(number, around.page)
    used = page.put(ahead, right, low, (right - left) * 0.6, align=1, size=_SMALL)
    page.put(frame.short(imprint.company), left, low, right - left - used - 8, size=_SMALL)


def _foot(page: Page, around: frame.Around) -> None:
    form, low = around.format, around.format.bottom - 13
    if form is THREE_PART:
        page.put(around.labels.label("paper.parts"), form.width / 2, low, form.body, align=0.5, size=_SMALL)
        low -= 11
    page.put(around.printed, form.left, low, form.body / 2, size=_FOOT)
    page.put(around.anchor, form.right, low, form.body / 2, align=1, size=_FOOT)
