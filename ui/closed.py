"""What the window's thread may not call: the office, files, pictures that are decoded, PDF that is drawn.

It is told by name, and closed when its module is loaded: a start loads nothing for its sake.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

from ui import tasks

Door = tuple[str, str]
"""A module, or ``module:Class``, and the names of its functions; ``*`` is every public one."""

CLOSED: tuple[Door, ...] = (
    ("aftersales.app:App", "do ask look"),
    ("aftersales.documents.papers:Papers", "*"),
    ("ui.widgets.pages.rendering:Rendering", "*"),
    ("ui.printers.system:SystemPrinters", "known send put_aside"),
    ("ui.presenters.drafts:Drafts", "write all one left_open close discard restore remove forget"),
    ("ui.presenters.photos.kept:FileShelf", "put read sweep"),
    ("ui.presenters.photos.kept", "read_whole"),
    ("ui.presenters.photos.showing", "_written"),
    ("ui.widgets.photos.darkroom:Pictures", "small drawn thumb whole"),
    ("ui.copies:Copies", "copies make drill restore"),
    ("aftersales.exchange.writing", "write_xlsx write_csv"),
    ("ui.presenters.calls.paper", "put_down"),
    ("ui.presenters.step_form", "_bytes_of"),
    ("ui.presenters.notices.acting", "content_of"),
    ("ui.presenters.printing.page", "_written _put_aside"),
    ("ui.views.notices.clipping", "drawn encoded read_and_drawn"),
    ("ui.views.settings.logo", "read_scaled"),
)


def behind(door: Door) -> tuple[type | ModuleType, tuple[str, ...]]:
    """The class or module that a door of a loaded module names, and the names of its functions."""
    name, _, kind = door[0].partition(":")
    module = sys.modules[name]
    place: type | ModuleType = getattr(module, kind) if kind else module
    public = (verb for verb in vars(place) if not verb.startswith("_"))
    return place, tuple(public if door[1] == "*" else door[1].split())


class _Loader(SourceFileLoader):
    """Loads a module as always, and tells when that is done."""

    def __init__(self, name: str, path: str, loaded: Callable[[str], None]) -> None:
        super().__init__(name, path)
        self._loaded = loaded

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        self._loaded(module.__name__)


class _Closing(MetaPathFinder):
    """Closes doors: now where their module is loaded, else as soon as it is."""

    def __init__(self, doors: Sequence[Door]) -> None:
        self._doors = doors
        self.opens = ExitStack()
        self._modules = {door.partition(":")[0] for door, _ in doors}
        for name in self._modules & set(sys.modules):
            self._close(name)

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module with the loader that tells; None for all that holds no door."""
        spec = PathFinder.find_spec(name, path, target) if name in self._modules else None
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(name, spec.loader.path, self._close)
        return spec

    def _close(self, name: str) -> None:
        for door in self._doors:
            if door[0].partition(":")[0] == name:
                place, verbs = behind(door)
                self.opens.callback(tasks.guard(place, *verbs))


def close_to_the_window(*more: Door) -> Callable[[], None]:
    """Have all of that, and ``more``, raise in the window's thread; gives back what opens it again."""
    closing = _Closing((*CLOSED, *more))
    sys.meta_path.insert(0, closing)
    closing.opens.callback(sys.meta_path.remove, closing)
    return closing.opens.close
