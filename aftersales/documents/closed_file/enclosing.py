"""An attachment's bytes made into A4 pages: pictures scaled, PDFs page by page; no stranger crashes it."""

from __future__ import annotations

import zlib
from io import BytesIO
from logging import CRITICAL, getLogger
from struct import error as BadStructure  # noqa: N812 (it is raised as a class of errors)
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from PIL import Image, ImageOps, ImageSequence
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from aftersales.documents.closed_file.forms import Box, as_form, paint, picture_form
from aftersales.documents.page import HEIGHT, WIDTH
from aftersales.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

getLogger("pypdf").setLevel(CRITICAL)  # what is wrong with a stranger's file is told in the list of files
ROOM = Box(42.0, 44.0, WIDTH - 84.0, HEIGHT - 88.0)
"""Where an attachment's page lies on ours: above and below it, the file's own words."""
MOST_BYTES, MOST_PIXELS, MOST_PAGES = 40 * 1024 * 1024, 120_000_000, 300
_DPI = 200  # of a picture on paper
_QUALITY = 85
_KINDS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")
_FRAMES = 50  # a scan of several sheets
_TOO_BIG = (Image.DecompressionBombError, MemoryError)
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    PyPdfError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
    BadStructure,
)
"""What readers of pictures and PDFs raise over a stranger's broken file."""


class NotEnclosed(DomainError):
    """This file cannot be made into pages. Facts: ``why`` (closed_file.why), ``pages``."""


def enclosed(content: bytes, tell: Callable[[], None] = lambda: None) -> bytes:
    """A PDF of A4 pages with what the file shows; ``tell`` is called at each page and may raise to cancel.

    Raises NotEnclosed, whatever the bytes are.
    """
    if len(content) > MOST_BYTES:
        raise NotEnclosed(why="too_big")
    is_pdf = b"%PDF-" in content[:1024]
    if not is_pdf and not _is_picture(content):
        raise NotEnclosed(why="other_kind")
    try:
        return _bound(_pdf_pages(content, tell) if is_pdf else _picture_pages(content, tell))
    except (DependencyError, FileNotDecryptedError) as cause:
        raise NotEnclosed(why="encrypted") from cause
    except _TOO_BIG as cause:
        raise NotEnclosed(why="too_big") from cause
    except _BROKEN as cause:
        raise NotEnclosed(why="broken") from cause


def _is_picture(content: bytes) -> bool:
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
    return content.startswith(starts) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def _bound(pages: Iterator[Callable[[PdfWriter], None]]) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for page in pages:
        page(writer)
    writer.write(out)
    return out.getvalue()


def _pdf_pages(content: bytes, tell: Callable[[], None]) -> Iterator[Callable[[PdfWriter], None]]:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotEnclosed(why="encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise NotEnclosed(why="too_many_pages", pages=len(reader.pages))
    if not reader.pages:
        raise NotEnclosed(why="broken")
    for page in reader.pages:
        tell()
        yield lambda writer, page=page: paint(writer, [as_form(writer, page, ROOM)])  # type: ignore[misc]


def _picture_pages(content: bytes, tell: Callable[[], None]) -> Iterator[Callable[[PdfWriter], None]]:
    with catch_warnings():
        simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(BytesIO(content), formats=_KINDS) as found:
            if found.width * found.height > MOST_PIXELS and found.format != "JPEG":
                raise NotEnclosed(why="too_big")
            frames = _frames(found)
            for frame in frames:
                tell()
                jpeg, size = _jpeg(frame)
                yield lambda writer, jpeg=jpeg, size=size: paint(  # type: ignore[misc]
                    writer, [picture_form(writer, jpeg, size, ROOM)]
                )


def _frames(found: Image.Image) -> Iterator[Image.Image]:
    """All sheets of a scan; the first picture of anything else."""
    if found.format != "TIFF":
        yield found
        return
    for number, frame in enumerate(ImageSequence.Iterator(found)):
        if number < _FRAMES:
            yield frame


def _jpeg(found: Image.Image) -> tuple[bytes, tuple[int, int]]:
    """The picture upright, on white, no finer than the paper shows, without what else its file tells."""
    room = (round(ROOM.width / 72 * _DPI), round(ROOM.height / 72 * _DPI))
    longest = max(room)
    found.draft("RGB", (longest, longest))
    if max(found.size) > 2 * longest:
        found.thumbnail((2 * longest, 2 * longest), Image.Resampling.BOX)
    upright = ImageOps.exif_transpose(found).convert("RGBA" if _has_alpha(found) else "RGB")
    if upright.mode == "RGBA":
        white = Image.new("RGB", upright.size, "white")
        white.paste(upright, mask=upright.getchannel("A"))
        upright = white
    upright.thumbnail(room, Image.Resampling.LANCZOS)
    out = BytesIO()
    upright.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue(), upright.size


def _has_alpha(found: Image.Image) -> bool:
    return "A" in found.getbands() or "transparency" in found.info
