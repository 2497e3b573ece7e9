"""The one door for text: what is taken, refused, compared by, masked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from aftersales.domain.errors import BadField

_ZWJ = "\u200d"
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# What is seen by nobody although Unicode does not count it as a format character.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
MARKS = re.compile(r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
"""Zero-width and bidi marks: what a copy out of a chat or a spreadsheet brings along unasked."""
# More marks on one letter are no language (Unicode's stream-safe limit), and NFC is quadratic in them.
_MOST_MARKS = 30
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}
_DIGITS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0B, 0xFF20)}


class BadCharacter(BadField):
    """A character that nobody can see or that turns the line around. Nothing is dropped silently.

    Facts: ``field``, ``code_point`` ("U+202E"), ``name`` (Unicode's, "" for controls),
    ``position`` (1 for the first character of what was typed).
    """


class TooLong(BadField):
    """More characters than the field holds. Facts: ``field``, ``length``, ``limit`` (characters)."""


def clean(text: str, limit: int | None, *, long: bool = False, field: str = "") -> str:
    """The text as it is stored: NFC, with newline as the only line end. Source: data dictionary, Text.

    One-line text (the default) is trimmed and every run of blanks, tabs and line ends is one blank.
    Long text keeps its blanks, newlines and tabs as typed; if nothing else is in it, it is "".
    ZWJ and variation selectors: long text keeps them all; one-line text keeps them where they
    do something (ZWJ between two signs of an emoji or after a virama, a selector after a visible
    character, as in registered names) and refuses them elsewhere, where they only hide a difference.
    ``limit`` counts characters (code points) after all this; None is no limit (the customer's own words).

    Raises BadCharacter for control, bidi, zero-width and tag characters, lone surrogates,
    noncharacters, and a 31st combining mark on one letter; TooLong.
    """
    marks = 0
    for place, letter in enumerate(text):
        marks = marks + 1 if letter >= "\u0300" and unicodedata.combining(letter) else 0
        if marks > _MOST_MARKS:
            raise _refused(letter, place, field)
        if not letter.isprintable() or letter in _UNSEEN or _SELECTOR.match(letter):
            _must_be_allowed(text, place, long=long, field=field)
    kept = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    if not long:
        kept = " ".join(kept.split())
    elif not kept.strip():
        kept = ""
    if limit is not None and len(kept) > limit:
        raise TooLong(field=field, length=len(kept), limit=limit)
    return kept


def _must_be_allowed(text: str, place: int, *, long: bool, field: str) -> None:
    letter = text[place]
    if letter in "\t\n\r" or unicodedata.category(letter) in {"Zs", "Zl", "Zp", "Co"}:
        return
    if letter == _ZWJ and (long or _joins(text, place)):
        return
    if _SELECTOR.match(letter) and (long or _alters(text, place)):
        return
    if unicodedata.category(letter) == "Cn" and not _is_noncharacter(letter):
        return  # an emoji younger than this Python
    raise _refused(letter, place, field)


def _refused(letter: str, place: int, field: str) -> BadCharacter:
    name = unicodedata.name(letter, "")
    return BadCharacter(field=field, code_point=f"U+{ord(letter):04X}", name=name, position=place + 1)


def _is_noncharacter(letter: str) -> bool:
    return 0xFDD0 <= ord(letter) <= 0xFDEF or ord(letter) & 0xFFFE == 0xFFFE


def _joins(text: str, place: int) -> bool:
    """A ZWJ between two signs of an emoji, or after a virama."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if before and unicodedata.combining(before) == 9:
        return True
    return _is_sign(before, extra="\ufe0f") and _is_sign(after)


def _is_sign(letter: str, extra: str = "") -> bool:
    return letter != "" and (letter in extra or unicodedata.category(letter) in {"So", "Sk", "Cn"})


def _alters(text: str, place: int) -> bool:
    """A variation selector right after a character that can be seen."""
    before = text[place - 1 : place]
    return before != "" and before.isprintable() and not before.isspace() and not _SELECTOR.match(before)


def unseen(text: str) -> str:
    """Its characters that nobody sees and no word needs, each once, in order; newlines and tabs are none.

    For text that is brought (imported, pasted): ``clean`` would refuse these. Line ends are to be newlines.
    """
    return "".join(sorted(filter(_is_unseen, set(text))))


@lru_cache(maxsize=8192)
def _is_unseen(letter: str) -> bool:
    if letter in "\n\t" or (letter.isprintable() and letter not in "\u3164\uffa0"):
        return False
    if MARKS.match(letter) or _is_noncharacter(letter) or letter in "\u3164\uffa0":
        return True
    return unicodedata.category(letter) in {"Cc", "Cs"}


def pasted(text: str) -> str:
    """What a paste brings: with newline as the line end, and without what nobody sees."""
    lines = _LINE_ENDS.sub("\n", text)
    return lines.translate(dict.fromkeys(map(ord, unseen(lines))))


def half_width(text: str) -> str:
    """Full-width ASCII, the wide blank and ￥ in their narrow forms, nothing else: no ① becomes 1.

    One character stays one character, so positions stay true.
    """
    return text.translate(_FULL_WIDTH)


def compare_key(text: str) -> str:
    """The form for derived search and compare columns: NFKC, case folded, blanks removed.

    ZWJ and variation selectors go as well, so that a search for a name finds its variant writing.
    Never stored in place of the text: it turns ℃ ㎡ ① and （） into other text. Idempotent.
    """
    key = text
    for _ in range(4):  # folding can make new blanks and new pairs to compose; two rounds settle all known
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold())
        folded = _SELECTOR.sub("", folded).replace(_ZWJ, "")
        folded = unicodedata.normalize("NFKC", "".join(folded.split()))
        if folded == key:
            break
        key = folded
    return key


def _hide(text: str, head: int, tail: int) -> str:
    """Stars for all but the ends; all stars where less than half would be hidden."""
    if head + tail > len(text) // 2:
        head, tail = 0, min(tail, len(text) // 4)
    return text[:head] + "*" * (len(text) - head - tail) + (text[-tail:] if tail else "")


def mask_phone(number: str) -> str:
    """``138****1234``; of other numbers the area code and the last three digits stay."""
    without_extension = re.split(r"转|分机|ext|x|(?<=\d{7})-", half_width(number).lower())[0]
    digits = re.sub(r"\D", "", without_extension)
    digits = re.sub(r"^(?:00)?86(?=1\d{10}$)", "", digits)
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]}****{digits[-4:]}"
    area = re.match(r"0(?:10|2\d|[3-9]\d\d)(?=\d{7})", digits)
    if area:
        return f"{area[0]}-****{digits[-3:]}"
    return _hide(digits or number, 0, 3)


def mask_id(number: str) -> str:
    """An ID-card number with its first three and last four characters; birthday hidden."""
    return _hide(number.strip(), 3, 4)


def mask_account(number: str) -> str:
    """A bank account or card by its last four digits."""
    return _hide(re.sub(r"[\s-]", "", number), 0, 4)


def mask_email(address: str) -> str:
    """``z***@example.com``: the first letter and the domain."""
    box, at, domain = address.strip().rpartition("@")
    if not at:
        return _hide(address.strip(), 1, 0)
    return f"{box[0] if len(box) > 1 else ''}***@{domain}"


_IDENTIFIER = r"(?:编号|单号|订单号?|流水号|(?:case|order|external|delivery|receipt|voucher)_no)"
_KEYWORD = (
    r"(?:(?<![A-Za-z])(?:pass(?:word|wd|phrase)?|pwd|secret|(?:access_?)?token)"
    r"|(?<![A-Za-z_-])(?:(?:api|access|private|robot|secret)[_-]?)?(?:key|sign(?:ature)?)|密码|口令|密钥)"
)
_ROBOT_HOST = r"(?:qyapi\.weixin\.qq\.com|oapi\.dingtalk\.com|open\.feishu\.cn|open\.larksuite\.com)"


def _keep(found: re.Match[str]) -> str:
    return found[0]


def _secret(found: re.Match[str]) -> str:
    return f"{found['secret_name']}****"


_MASKS: dict[str, tuple[str, Callable[[re.Match[str]], str]]] = {
    "robot": (rf"(?P<robot_host>https?://{_ROBOT_HOST})[^\s\"'<>]*", lambda m: m["robot_host"] + "/****"),
    "login": (
        r"(?P<login_head>\b[a-z][a-z0-9+.-]{1,30}://[^\s:/@]{0,100}:)[^\s/]{1,200}(?=@)",
        lambda m: m["login_head"] + "****",
    ),
    "bearer": (r"(?P<bearer_head>\b(?:Bearer|Basic)\s+)[\w.~+/=-]{6,}", lambda m: m["bearer_head"] + "****"),
    "verifier": (r"\$argon2\w*\$\S+|SCRAM-SHA-\d+\$\S+|\bSEC[0-9a-f]{32,}", lambda _: "****"),
    "named": (
        rf"(?P<secret_name>{_KEYWORD}[\"']?\s*[=:：]\s*)(?:\"[^\"]*\"|'[^']*'|[^\s,;&}}\"']+)",
        _secret,
    ),
    "digest": (r"(?<![0-9A-Za-z])(?=\d*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{40})(?![0-9A-Za-z])", _keep),
    "identifier": (rf"{_IDENTIFIER}[\"']?[\s=:：#]{{0,3}}[\"']?[A-Za-z0-9-]+", _keep),
    "mail": (r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", lambda m: mask_email(m[0])),
    "id_card": (r"(?<!\d)[1-9]\d{5}(?:1[89]|20)\d{9}[\dXx](?![\dA-Za-z])", lambda m: mask_id(m[0])),
    "grouped_card": (
        r"(?<!\d)\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?:(?P=gap)\d{1,4}){1,2}(?!\d)",
        lambda m: mask_account(m[0]),
    ),
    "mobile": (
        r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?P<dash>[ -]?)\d{4}(?P=dash)\d{4}(?!\d)",
        lambda m: mask_phone(m[0]),
    ),
    "card": (r"(?<!\d)\d{13,30}(?!\d)", lambda m: mask_account(m[0])),
}
_REDACT = "|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _MASKS.items())
"""Compiled with its first use: no start waits for it."""


def redact(text: str) -> str:
    """The text fit for a log: people's numbers, addresses and keys masked. Source: trust.md, Inputs.

    Masked: mobile numbers, ID-card numbers, card and account numbers (13 to 30 digits, also in groups of
    four), mail addresses, robot addresses, values named password/secret/token/key …, database logins,
    password hashes. Full-width digits are seen as digits (and come out narrow).

    Eleven digits that look like a mobile number may be a complaint or order id. A log must not leak,
    so a bare one is masked; it is left alone only right after a word that says that it is an id
    (编号, 单号, 订单, ``case_no``, ``external_no`` …). Our own numbers (``TS-20260608-001``) never look like
    one. Digests of 40 or 64 hex digits stay whole, unless a word before them says that they are a key.
    """

    def masked(found: re.Match[str]) -> str:
        name = next(kind for kind in _MASKS if found[kind] is not None)
        return _MASKS[name][1](found)

    return re.sub(_REDACT, masked, text.translate(_DIGITS), flags=re.IGNORECASE)
