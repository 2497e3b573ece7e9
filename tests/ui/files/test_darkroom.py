"""Pictures made small: how large, which way up, what is refused before it is decoded; names as labels."""

from __future__ import annotations

import time
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from aftersales.domain.text import clean
from tests.ui.files.made import bomb, picture, turned
from ui.presenters.photos.names import LONGEST, kind_of, label_of, opens
from ui.widgets.photos.darkroom import LONGEST_SIDE, THUMB_SIDE, PictureBroken, Pictures, TooManyPixels

PICTURES = Pictures()


def test_a_large_photo_is_kept_small_and_its_original_noted() -> None:
    """At most 2560 px on the long side, as JPEG; sha256 and bytes of what came are told."""
    came = picture(4000, 3000)
    small = PICTURES.small(came)
    assert small is not None
    kept = QImage.fromData(small.content)
    assert (kept.width(), kept.height()) == (LONGEST_SIDE, 1920)
    assert small.original == (sha256(came).hexdigest(), len(came))
    assert max(small.thumb.width(), small.thumb.height()) == THUMB_SIDE


def test_what_fits_is_kept_as_it_came() -> None:
    """A screenshot of the right size loses nothing."""
    came = picture(800, 600, "PNG")
    small = PICTURES.small(came)
    assert small is not None
    assert (small.content, small.original, small.ending) == (came, None, "png")


def test_a_photo_stands_upright() -> None:
    """What the camera's note says is done: the dark upper left quarter is at the upper right then."""
    small = PICTURES.small(turned(picture(640, 320)))
    assert small is not None
    kept = QImage.fromData(small.content)
    assert (kept.width(), kept.height()) == (320, 640)
    assert QColor(kept.pixel(300, 20)).lightness() < 80 < QColor(kept.pixel(20, 20)).lightness()


def test_a_bomb_is_refused_by_its_own_word() -> None:
    """A PNG of 30000² is refused from its head, before anything is unpacked."""
    came, begin = bomb(), time.monotonic()
    with pytest.raises(TooManyPixels) as refused:
        PICTURES.small(came)
    assert refused.value.facts["width"] == 30_000
    assert time.monotonic() - begin < 0.5


def test_a_photo_of_200_megapixels_is_read_small() -> None:
    """A real photo of 200 megapixels is kept at 2560 px without being unpacked whole."""
    grey = QImage(16_320, 12_240, QImage.Format.Format_Grayscale8)
    grey.fill(120)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    grey.save(buffer, "JPG")  # type: ignore[call-overload]
    small = PICTURES.small(bytes(buffer.data().data()))
    assert small is not None
    assert QImage.fromData(small.content).width() == LONGEST_SIDE


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%PDF-1.4", b'<svg xmlns="http://www.w3.org/2000/svg"/>']
)
def test_what_is_no_picture_is_none(content: bytes) -> None:
    """Text, PDF and drawings that may name other files are not read as pictures."""
    assert PICTURES.small(content) is None
    assert PICTURES.thumb(content) is None


def test_half_a_photo_does_not_crash() -> None:
    """A picture that breaks off is told or shown as far as it goes."""
    came = picture(4000, 3000, "PNG")
    with pytest.raises(PictureBroken):
        PICTURES.small(came[: len(came) // 3])


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("../../x", "x"),
        ("C:evil", "evil"),
        ("CON", "_CON"),
        ("NUL .pdf", "_NUL .pdf"),
        ("照片\u202egpj.exe", "照片gpj.exe"),
        ("x.txt::$DATA", "x.txt"),
        ("a/b\\c.jpg", "c.jpg"),
        ("", "file"),
        (" . ", "file"),
        ("\U000e0100", "file"),
        ("葛\U000e0100.jpg", "葛\U000e0100.jpg"),
        ("\u200d.jpg", "jpg"),
        ("e" + "\u0301" * 40, "\u00e9" + "\u0301" * 30),
    ],
)
def test_names_are_labels(raw: str, label: str) -> None:
    """Paths, devices, streams and unseen signs leave a plain name. Source: trust.md."""
    assert label_of(raw) == label


@given(st.text(max_size=400))
def test_any_name_is_taken_by_the_office(raw: str) -> None:
    """Whatever a file is called: at most 120 characters, and the office's own check takes it."""
    label = label_of(raw)
    assert 0 < len(label) <= LONGEST
    assert clean(label, LONGEST)
    assert not set(label) & set('/\\<>:"|?*')


def test_nothing_that_runs_is_opened() -> None:
    """Another program is asked to show only what none of them runs; a long name keeps its ending."""
    assert opens("a.PDF")
    assert not any(opens(name) for name in ("a.exe", "a.pdf.bat", "a.lnk", "a.html", "a", "照片gpj.exe"))
    assert label_of("长" * 300 + ".jpeg").endswith("长.jpeg")
    assert kind_of("说话.m4a", picture=False) == "recording"
