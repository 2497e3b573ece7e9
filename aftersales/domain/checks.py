"""Numbers that carry their own rules: telephones, postcode, mail, company code, ID card, batch, VIN, plate.

A ``read_…`` function returns the value as it is stored or raises a BadField that says by facts what is
wrong. A ``check_…`` function never refuses: it returns cautions, which a person may pass over.
All take a filled field; whether an empty one is allowed is another rule's question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from aftersales.domain.errors import BadField
from aftersales.domain.text import half_width


@dataclass(frozen=True)
class Caution:
    """A warning by code and facts; the value is taken all the same."""

    code: str
    field: str
    facts: Mapping[str, object] = attribute(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Phone:
    """A telephone number and its kind: mobile, landline, service, foreign or other."""

    number: str
    kind: str


class BadPostcode(BadField):
    """Not six digits. Facts: ``field``, ``value``."""


class BadMail(BadField):
    """Not a mail address. Facts: ``field``, ``value``, ``fault``: "at", "dot", "blank", "length"."""


class BadCompanyCode(BadField):
    """Not a 统一社会信用代码. Facts: ``field``, ``value``, ``fault`` and what belongs to it.

    For "length" the ``length``, for "character" ``character`` and ``position`` (from 1), for "check" the
    ``expected`` last character.
    """


class BadIdNumber(BadField):
    """Not an ID-card number. Facts: ``field``, ``fault``: "length", "character", "date" or "check".

    For "length" the ``length``. The number itself is no fact: it must not reach a log.
    """


class BadBatch(BadField):
    """Not a batch number. Facts: ``field``, ``value``, ``fault`` and what belongs to it.

    For "length" the ``length``, for "character" ``character`` and ``position`` (from 1).
    """


class BadVin(BadField):
    """Not a 车架号. Facts: ``field``, ``value``, ``fault`` and what belongs to it.

    For "length" the ``length``, for "character" ``character`` and ``position`` (from 1).
    """


class BadPlate(BadField):
    """Not a 车牌. Facts: ``field``, ``value``."""


_HARD_GAP = re.compile(r"[/、,;|\n\r]+")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))[-)]?([2-9]\d{6,7})(?:-(\d{1,6}))?", re.ASCII)
_TOLL_FREE = re.compile(r"(400|800)-?(\d{3})-?(\d{4})", re.ASCII)
_SHORT_SERVICE = re.compile(r"9\d{4,5}", re.ASCII)
_FOREIGN = re.compile(r"\+(?!86)[1-9][\d ()-]{5,24}", re.ASCII)
_CHINA = re.compile(r"(?:\+|00)86")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x)-?(?=\d)", re.IGNORECASE)


def read_phones(cell: str) -> list[Phone]:
    """Every number of a cell, split by ``/ 、 , ; |`` or line end, or by blanks where that makes numbers.

    Blanks inside one number ("138 1234 1234", "0756 2266567") do not split it. Nothing is lost: what is
    no number is kept as written, with kind "other". Mobile numbers come as 11 digits, landlines as
    ``0756-2266567-801``, 400/800 as ``400-123-4567``; foreign ones as written.
    Source: V-MOB, V-LAND, V-400. Here 11 digits are a mobile number: an id has another column.
    """
    return [phone for part in _HARD_GAP.split(half_width(cell)) for phone in _phones_of(part.split())]


def _phones_of(pieces: list[str]) -> list[Phone]:
    """The pieces between blanks, the longest number first; neighbours that are none stay together."""
    found: list[Phone] = []
    rest: list[str] = []
    place = 0
    while place < len(pieces):
        phone, taken = _longest(pieces[place : place + 6])
        if phone is None:
            rest.append(pieces[place])
        else:
            found += [Phone(" ".join(rest), "other"), phone] if rest else [phone]
            rest = []
        place += taken
    return [*found, Phone(" ".join(rest), "other")] if rest else found


def _longest(pieces: list[str]) -> tuple[Phone | None, int]:
    for count in range(len(pieces), 0, -1):
        phone = _phone(" ".join(pieces[:count]))
        if phone:
            return phone, count
    return None, 1


def _phone(text: str) -> Phone | None:
    """The one number that the text is, or None."""
    if _FOREIGN.fullmatch(text):
        return Phone(text, "foreign") if 6 <= len(re.sub(r"\D", "", text)) <= 15 else None
    tight = _EXTENSION.sub("-", re.sub(r"[\s\u2010-\u2015]", lambda m: "" if m[0].isspace() else "-", text))
    tight = re.sub(r"^([0-9-]+)\.0$", r"\1", tight)
    bare = re.sub(r"^(?:\+86|0086|86)(?=1\d{10}$)", "", re.sub(r"[()-]", "", tight))
    if _MOBILE.fullmatch(bare):
        return Phone(bare, "mobile")
    if found := _LANDLINE.fullmatch(_with_area_code(tight)):
        return Phone("-".join(part for part in found.groups() if part), "landline")
    if found := _TOLL_FREE.fullmatch(tight):
        return Phone("-".join(found.groups()), "service")
    return Phone(tight, "service") if _SHORT_SERVICE.fullmatch(tight) else None


def _with_area_code(tight: str) -> str:
    """The national form of a landline: without +86, with the 0, without the bracket before the area."""
    national = _CHINA.sub("", tight, count=1) if _CHINA.match(tight) else tight
    national = re.sub(r"^-|\(0?\)", "", national).removeprefix("(")
    if national != tight and re.match(r"[1-9]\d{0,2}", national) and _CHINA.match(tight):
        national = "0" + national
    return national


def check_phone(cell: str, *, field: str = "phones") -> tuple[Caution, ...]:
    """A caution ``phone_unknown`` (fact ``value``) for every part of the cell that is no number."""
    return tuple(
        Caution("phone_unknown", field, {"value": phone.number})
        for phone in read_phones(cell)
        if phone.kind == "other"
    )


def read_postcode(text: str, *, field: str = "postcode") -> str:
    """Six digits. Raises BadPostcode. Source: V-ZIP."""
    code = half_width(text).strip()
    if not re.fullmatch(r"[0-9]{6}", code):
        raise BadPostcode(field=field, value=text)
    return code


def read_mail(text: str, *, field: str = "email") -> str:
    """An address with one @, a dot after it, no blank, at most 254 characters. Raises BadMail."""
    address = half_width(text).strip()
    box, _, domain = address.partition("@")
    faults = {
        "length": len(address) > 254,
        "blank": any(letter.isspace() for letter in address),
        "at": address.count("@") != 1 or not box,
        "dot": "." not in domain.strip(".") or ".." in domain or domain != domain.strip("."),
    }
    fault = next((name for name, present in faults.items() if present), None)
    if fault:
        raise BadMail(field=field, value=text, fault=fault)
    return address


_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def read_uscc(text: str, *, field: str = "uscc") -> str:
    """A unified social credit code, 18 characters upper case. Raises BadCompanyCode.

    Source: GB 32100-2015, V-USCC. The check character is python-stdnum's; its format check is not used,
    because it refuses codes that begin with a letter (village cooperatives: N2…).
    """
    code = re.sub(r"[\s-]", "", half_width(text)).upper()
    if len(code) != 18:
        raise BadCompanyCode(field=field, value=text, fault="length", length=len(code))
    for position, letter in enumerate(code, start=1):
        if letter not in _CODE_LETTERS:
            raise BadCompanyCode(
                field=field, value=text, fault="character", character=letter, position=position
            )
    from stdnum.cn import uscc  # brings ssl and pydoc along: a start does without

    expected = uscc.calc_check_digit(code[:17])
    if code[17] != expected:
        raise BadCompanyCode(field=field, value=text, fault="check", expected=expected)
    return code


def read_id_number(text: str, *, field: str = "id_no") -> str:
    """An 18-digit ID-card number, X upper case; its date must exist. Raises BadIdNumber.

    The region is not looked up: regions are renamed and numbers stay. Source: data dictionary, ID card.
    """
    number = re.sub(r"[\s-]", "", half_width(text)).upper()
    if len(number) != 18:
        raise BadIdNumber(field=field, fault="length", length=len(number))
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise BadIdNumber(field=field, fault="character")
    if _day(number[6:10], number[10:12], number[12:14]) is None:
        raise BadIdNumber(field=field, fault="date")
    from stdnum.cn import ric

    if number[17] != ric.calc_check_digit(number):
        raise BadIdNumber(field=field, fault="check")
    return number


def _day(year: str, month: str, day: str) -> date | None:
    """That day between 1900 and 2099, or None."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year < 2100 else None


def read_batch(text: str, *, field: str = "batch_no") -> str:
    """A batch number as written: 1 to 40 letters, digits and ``-_/.#``. Raises BadBatch. Source: V-BATCH.

    Letters are those of any script (甲班). It is compared and searched by :func:`batch_key`.
    """
    batch = text.strip()
    if not 1 <= len(batch) <= 40:
        raise BadBatch(field=field, value=text, fault="length", length=len(batch))
    for position, letter in enumerate(batch, start=1):
        if not (letter.isalpha() or letter.isdecimal() or letter in "-_/.#"):
            raise BadBatch(field=field, value=text, fault="character", character=letter, position=position)
    return batch


def batch_key(batch: str) -> str:
    """The batch number for comparing and searching: narrow characters, upper case, no blanks."""
    return "".join(half_width(batch).upper().split())


def batch_dates(batch: str) -> tuple[date, ...]:
    """Every day that an 8-digit (YYYYMMDD) or 6-digit (YYMMDD) date in the batch number may mean.

    A run of digits may go on behind the date (a serial) by at most six digits; eight-digit readings first.
    """
    days: list[date | None] = []
    for run in re.findall(r"[0-9]{6,14}", half_width(batch)):
        days.append(_day(run[:4], run[4:6], run[6:8]) if len(run) >= 8 else None)
        days.append(_day("20" + run[:2], run[2:4], run[4:6]) if len(run) <= 10 else None)
    likely = [day for day in days if day is not None and day.year >= 1990]
    return tuple(dict.fromkeys(likely))


def batch_date(batch: str) -> date | None:
    """The day that the batch number most likely names, or None."""
    return next(iter(batch_dates(batch)), None)


def check_batch(batch: str, produced_on: date | None, *, field: str = "batch_no") -> tuple[Caution, ...]:
    """A caution when the date inside the batch number is not the production date.

    Code ``batch_other_date``, facts ``batch``, ``batch_date``, ``produced_on`` (ISO days).
    """
    days = batch_dates(batch)
    if not days or produced_on is None or produced_on in days:
        return ()
    facts = {"batch": batch, "batch_date": days[0].isoformat(), "produced_on": produced_on.isoformat()}
    return (Caution("batch_other_date", field, facts),)


def read_vin(text: str, *, field: str = "vin") -> str:
    """A vehicle identification number: 17 of A–Z and digits without I, O, Q. Raises BadVin. Source: V-VIN."""
    vin = re.sub(r"\s", "", half_width(text)).upper()
    if len(vin) != 17:
        raise BadVin(field=field, value=text, fault="length", length=len(vin))
    for position, letter in enumerate(vin, start=1):
        if not re.match(r"[A-HJ-NPR-Z0-9]", letter):
            raise BadVin(field=field, value=text, fault="character", character=letter, position=position)
    return vin


_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"(?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJ-NP-Z0-9]{6})"
)


def read_plate(text: str, *, field: str = "plate") -> str:
    """A number plate: province, letter, five characters or (new energy) six, no I or O. Raises BadPlate.

    Blanks and the dot after the letter are left out; 挂 学 警 港 澳 may stand last. Source: V-PLATE.
    """
    plate = re.sub(r"[\s.·•-]", "", half_width(text)).upper()
    if not _PLATE.fullmatch(plate):
        raise BadPlate(field=field, value=text)
    return plate


def check_invoice(text: str, *, field: str = "invoice_no") -> tuple[Caution, ...]:
    """A caution ``invoice_digits`` (facts ``value``, ``length``) unless it is 8 or 20 digits."""
    number = re.sub(r"\s", "", half_width(text))
    if re.fullmatch(r"[0-9]{8}|[0-9]{20}", number):
        return ()
    return (Caution("invoice_digits", field, {"value": text, "length": len(number)}),)
