"""The name of a file as a label: no path, nothing unseen, nothing that a system takes for something else."""

from __future__ import annotations

import re
import unicodedata

from aftersales.domain.text import BadCharacter, clean

LONGEST = 120
"""Characters of a label (data-dictionary.md, attachment.name)."""
_NO_NAME = re.compile(r'[<>:"|?*\\/]')
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?=\s*(?:\.|$))")
_DRIVE = re.compile(r"^[A-Za-z]:")
_END = re.compile(r"\.[0-9A-Za-z]{1,8}$")
UNNAMED = "file"
PICTURES = frozenset("jpg jpeg png webp bmp gif tif tiff".split())
RECORDINGS = frozenset("mp3 m4a wav amr aac ogg wma mp4 mov 3gp".split())
SHOWN_ELSEWHERE = (
    PICTURES | RECORDINGS | frozenset("heic heif pdf txt csv doc docx xls xlsx ppt pptx wps et".split())
)
"""Endings of files that may be handed to another program: none of them is one."""


def label_of(raw: str) -> str:
    """The last part of a path as a label of at most 120 characters, its ending kept. Source: trust.md.

    Signs that nobody sees and those that turn a line around go, a stream's name (``x.txt::$DATA``) goes,
    names of devices (``CON``, ``NUL .pdf``) get a line before them, what no file system takes becomes a line.
    """
    seen = "".join(sign for sign in raw if not unicodedata.category(sign).startswith("C"))
    last = re.split(r"[\\/]", _DRIVE.sub("", seen))[-1].split("::", 1)[0]
    plain = " ".join(_NO_NAME.sub("_", unicodedata.normalize("NFC", last)).split()).strip(". ")
    if _DEVICE.match(plain):
        plain = f"_{plain}"
    return _taken(_cut(plain)) or UNNAMED


def _taken(name: str) -> str:
    """The name without what the office's own check refuses: a lone selector, too many marks."""
    kept = name
    while kept:
        try:
            return clean(kept, LONGEST)
        except BadCharacter as refused:
            place = int(str(refused.facts["position"])) - 1
            kept = (kept[:place] + kept[place + 1 :]).strip(". ")
    return kept


def _cut(name: str) -> str:
    end = _END.search(name)
    tail = end[0] if end else ""
    return name if len(name) <= LONGEST else name[: LONGEST - len(tail)] + tail


def ending(name: str) -> str:
    """The ending of a name in small letters, without its dot; "" where it has none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind_of(name: str, *, picture: bool) -> str:
    """What a file most likely is: a code of ``attachment_kind``."""
    if picture:
        return "photo"
    return "recording" if ending(name) in RECORDINGS else "other"


def opens(name: str) -> bool:
    """Whether another program may be asked to show a file of this name: nothing that runs is."""
    return ending(name) in SHOWN_ELSEWHERE
