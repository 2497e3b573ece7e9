"""The star of a case: a person's own mark, which nobody else sees."""

from __future__ import annotations

from ui.i18n import translate
from ui.prefs import Prefs
from ui.presenters.calls import marked
from ui.widgets.buttons import Button, Kind
from ui.widgets.paint import strokes


class Star(Button):
    """Marks the case that is shown; the palette lists what is marked."""

    def __init__(self, prefs: Prefs) -> None:
        super().__init__(kind=Kind.GHOST, small=True)
        self._prefs, self._case_no, self._title = prefs, "", ""
        self.only_icon("star", translate("Case", "标记这一单（只有自己看得到）"))
        self.clicked.connect(self._turn)

    def at(self, case_no: str, title: str) -> None:
        """The case that is shown is this one now."""
        self._case_no, self._title = case_no, title
        marked.opened(self._prefs, case_no, title)
        self._show(marked.is_starred(self._prefs, case_no))

    def _turn(self) -> None:
        if self._case_no:
            self._show(marked.star(self._prefs, self._case_no, self._title))

    def _show(self, starred: bool) -> None:
        self.kind = Kind.LINK if starred else Kind.GHOST
        usual = translate("Case", "标记这一单（只有自己看得到）")
        told = translate("Case", "已标记，再按一次取消") if starred else usual
        self.setAccessibleName(told)
        strokes.tip(self, told)
        self.updateGeometry()
        self.update()
