"""What the window's thread may not call: the office, files, pictures that are decoded, PDF that is drawn."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import ModuleType

from aftersales.app import App
from aftersales.documents.papers import Papers
from aftersales.exchange import writing
from ui import tasks
from ui.copies import Copies
from ui.presenters import register, step_form
from ui.presenters.drafts import Drafts
from ui.presenters.notices import acting
from ui.presenters.photos import kept, showing
from ui.presenters.photos.kept import FileShelf
from ui.presenters.printing import page
from ui.printers.system import SystemPrinters
from ui.views.notices import clipping
from ui.views.settings import logo
from ui.widgets.pages.rendering import Rendering
from ui.widgets.photos.darkroom import Pictures

Door = tuple[type | ModuleType, str]
"""A class or module, and the names of its functions."""

CLOSED: tuple[Door, ...] = (
    (App, "do ask"),
    (Papers, " ".join(name for name in vars(Papers) if not name.startswith("_"))),
    (Rendering, "outline picture"),
    (SystemPrinters, "known send put_aside"),
    (Drafts, "write all one left_open close discard restore remove forget"),
    (FileShelf, "put read sweep"),
    (kept, "read_whole"),
    (showing, "_written"),
    (Pictures, "small drawn thumb whole"),
    (Copies, "copies make drill restore"),
    (writing, "write_xlsx write_csv"),
    (register, "put_down"),
    (step_form, "_bytes_of"),
    (acting, "content_of"),
    (page, "_written _put_aside"),
    (clipping, "drawn encoded"),
    (logo, "read_scaled"),
)


def close_to_the_window(*more: Door) -> Callable[[], None]:
    """Have all of that, and ``more``, raise in the window's thread; gives back what opens it again."""
    opens = ExitStack()
    for door, verbs in (*CLOSED, *more):
        opens.callback(tasks.guard(door, *verbs.split()))
    return opens.close
