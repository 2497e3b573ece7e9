"""The components in light, dark, double text and enlarged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

OUT = Path("out") / "gallery"


def shots() -> Iterator[tuple[str, Scheme, float, int]]:
    """Each picture of the components: name, scheme, zoom, and how often each text is repeated."""
    for scheme in Scheme:
        yield f"components-{scheme}", scheme, 1.0, 1
        yield f"components-{scheme}-double", scheme, 1.0, 2
    yield "components-light-150", Scheme.LIGHT, 1.5, 1


def draw(name: str, scheme: Scheme, zoom: float, times: int) -> Path:
    """Draw one picture of the components; where it lies."""
    from ui.widgets.sheet import components

    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme().put_on(app, scheme, zoom)
    return shoot(components(times), name)


def shoot(widget: QWidget, name: str) -> Path:
    """The widget as a PNG in the gallery's folder."""
    widget.ensurePolished()
    widget.show()
    for _ in range(2):  # the first time fields learn how high their messages are
        settle()
        widget.resize(widget.sizeHint())
    file = OUT / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(file))
    widget.close()
    widget.deleteLater()
    settle()
    return file


def settle() -> None:
    """Have Qt do all that waits, also what is to be deleted."""
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
