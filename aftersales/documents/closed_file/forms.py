"""Pages as forms: a page of any PDF, or a picture, becomes a mark that is painted onto a page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from aftersales.documents.page import HEIGHT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject, PdfObject, RectangleObject

_RESOURCES = "/Resources"
_GROUP = "/Group"


class Box(NamedTuple):
    """A rectangle on a page, in points."""

    left: float
    bottom: float
    width: float
    height: float


Matrix = tuple[float, float, float, float, float, float]
WHOLE: Matrix = (1, 0, 0, 1, 0, 0)


def as_form(writer: PdfWriter, page: PageObject, room: Box | None = None) -> IndirectObject:
    """A page of a PDF as a form, upright and, with ``room``, fitted into it, never enlarged.

    Only what is drawn comes along: no links, no scripts, no attached files.
    """
    contents = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    box = page.cropbox
    form[NameObject("/BBox")] = _numbers(box.left, box.bottom, box.right, box.top)
    form[NameObject("/Matrix")] = _numbers(*(_fitted(box, page.rotation, room) if room else WHOLE))
    for key in (_RESOURCES, _GROUP):
        if key in page:
            form[NameObject(key)] = _copied(page[key], writer)
    return _added(writer, form)


def picture_form(writer: PdfWriter, jpeg: bytes, size: tuple[int, int], room: Box) -> IndirectObject:
    """A JPEG of RGB as a form that fills the room as its shape allows, at 100 dots an inch or finer."""
    image = StreamObject()
    image.set_data(jpeg)
    _told(image, {"/Type": "/XObject", "/Subtype": "/Image"})
    _told(image, {"/ColorSpace": "/DeviceRGB", "/Filter": "/DCTDecode"})
    for key, number in (("/Width", size[0]), ("/Height", size[1]), ("/BitsPerComponent", 8)):
        image[NameObject(key)] = NumberObject(number)
    scale = min(room.width / size[0], room.height / size[1], 0.72)
    width, height = size[0] * scale, size[1] * scale
    left, bottom = room.left + (room.width - width) / 2, room.bottom + (room.height - height) / 2
    form = DecodedStreamObject()
    form.set_data(f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /I Do Q".encode())
    form[NameObject("/BBox")] = _numbers(0, 0, WIDTH, HEIGHT)
    form[NameObject(_RESOURCES)] = _resources({"/I": _plain(writer, image)})
    return _added(writer, form)


def paint(
    writer: PdfWriter, forms: Sequence[IndirectObject], width: float = WIDTH, height: float = HEIGHT
) -> None:
    """A new page with these forms one over the other."""
    page = writer.add_blank_page(width, height)
    names = {f"/P{number}": form for number, form in enumerate(forms)}
    contents = DecodedStreamObject()
    contents.set_data(" ".join(f"q {name} Do Q" for name in names).encode())
    page[NameObject(_RESOURCES)] = _resources(names)
    page[NameObject("/Contents")] = _plain(writer, contents)


def _fitted(box: RectangleObject, rotation: int, room: Box) -> Matrix:
    """Where a page goes that is turned by so many degrees (clockwise): upright, in the middle of the room."""
    width, height = float(box.width), float(box.height)
    turned = rotation % 360
    across, up = (height, width) if turned in (90, 270) else (width, height)
    scale = min(room.width / across, room.height / up, 1.0)
    left = room.left + (room.width - across * scale) / 2
    bottom = room.bottom + (room.height - up * scale) / 2
    a, b, c, d = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}[turned]
    corners = [(a * x + c * y, b * x + d * y) for x in (0, width) for y in (0, height)]
    x0, y0 = min(x for x, _ in corners), min(y for _, y in corners)
    e = -(a * float(box.left) + c * float(box.bottom)) - x0
    f = -(b * float(box.left) + d * float(box.bottom)) - y0
    return (a * scale, b * scale, c * scale, d * scale, left + e * scale, bottom + f * scale)


def _added(writer: PdfWriter, form: DecodedStreamObject) -> IndirectObject:
    _told(form, {"/Type": "/XObject", "/Subtype": "/Form"})
    return _plain(writer, form.flate_encode())


def _plain(writer: PdfWriter, stream: PdfObject) -> IndirectObject:
    return writer._add_object(stream)  # noqa: SLF001 (pypdf has no other way to add an object)


def _copied(value: PdfObject, writer: PdfWriter) -> PdfObject:
    copied: PdfObject = value.get_object().clone(writer)  # type: ignore[union-attr]
    return copied


def _told(into: DictionaryObject, names: dict[str, str]) -> None:
    for key, name in names.items():
        into[NameObject(key)] = NameObject(name)


def _resources(forms: dict[str, IndirectObject]) -> DictionaryObject:
    named = DictionaryObject({NameObject(name): form for name, form in forms.items()})
    return DictionaryObject({NameObject("/XObject"): named})


def _numbers(*values: float) -> ArrayObject:
    return ArrayObject(FloatObject(value) for value in values)
