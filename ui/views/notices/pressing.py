"""The second press of a verb: it was not meant for the slip that the first brought into sight."""

from __future__ import annotations

from ui.widgets.keys import DoublePress


class VerbPress(DoublePress):
    """Tells it from a verb that follows quickly on the same slip."""

    _first = ("", "")

    def is_second_of(self, step: str, slip: str, *, at_once: bool) -> bool:
        """Whether it comes right behind the same verb, or behind one that was done on another slip.

        ``at_once``: the verb asks nothing, so what comes right behind it may be its second press.
        """
        if self.isActive() and (step == self._first[0] or slip != self._first[1]):
            return True
        if at_once:
            self._first = (step, slip)
            self.start()
        return False
