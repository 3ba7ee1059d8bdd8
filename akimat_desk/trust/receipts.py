"""The signed text in the QR code of a receipt, version 1; it is printed, so it is for ever.

AD1 : key id and signature (base32) : office : number : registered : due : rule : code
"""

import base64
import re
from dataclasses import dataclass
from datetime import date

from akimat_desk.trust.signing import KEY_ID_BYTES, SIGNATURE_BYTES, StationKey, is_signed, key_id

_VERSION = "AD1"
_ADDRESS = re.compile(r"HTTPS?://[^/]+/R/", re.ASCII)
"""A receipt of an office with a public page has the page's address in front of the seal."""
_MESSAGE = b"akimat receipt 1\n"
# Five bits a character: base45 would save nine characters, but it holds spaces, and a channel
# that folds two of them into one would break a genuine receipt.
_KEY_ID_LENGTH = -(-KEY_ID_BYTES * 8 // 5)
_BLOB_LENGTH = _KEY_ID_LENGTH + -(-SIGNATURE_BYTES * 8 // 5)
_BLOB = slice(len(_VERSION) + 1, len(_VERSION) + 1 + _BLOB_LENGTH)
_NO_DATE = "-"

_IDENTIFIER = re.compile(r"[a-z0-9.-]+", re.ASCII)
_CODE = re.compile(r"[A-Z0-9-]+", re.ASCII)
_DAY = re.compile(r"\d{8}", re.ASCII)

# Numbers hold Cyrillic and Latin letters that look the same, so a Cyrillic letter is written
# as a point and a sign. The order is that of the Kyrgyz alphabet, and the table is for ever.
_CYRILLIC = (
    "\u0410\u0411\u0412\u0413\u0414\u0415\u0401\u0416\u0417\u0418\u0419\u041a"
    "\u041b\u041c\u041d\u04a2\u041e\u04e8\u041f\u0420\u0421\u0422\u0423\u04ae"
    "\u0424\u0425\u0426\u0427\u0428\u0429\u042a\u042b\u042c\u042d\u042e\u042f"
)
_SIGNS = "ABVGDE0JZIYKLMN1O2PRSTU3FHXCW45678Q9"
_PLAIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/")
_WRITTEN = {letter: f".{sign}" for letter, sign in zip(_CYRILLIC, _SIGNS, strict=True)}
_WRITTEN |= {plain: plain for plain in _PLAIN} | {".": ".."}
_READ = {written: letter for letter, written in _WRITTEN.items()}


class SealImpossible(Exception):
    """A fact holds a character that version 1 cannot carry; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class SealUnreadable(Exception):
    """The text is no receipt seal, or a damaged one; `reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSeal:
    """The facts a receipt vouches for; `due_on` is None where the rule's length is not known."""

    office: str
    number: str
    registered_on: date
    due_on: date | None
    rule: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedReceipt:
    """What was read. Nothing is proved before `is_genuine` says so."""

    facts: ReceiptSeal
    key_id: bytes
    signature: bytes
    message: bytes


def seal_receipt(facts: ReceiptSeal, key: StationKey) -> str:
    """Raises SealImpossible."""
    told = ":".join(_told(facts))
    signature = key.sign(_message(key.key_id, told))
    blob = _in_base32(key.key_id) + _in_base32(signature)
    return f"{_VERSION}:{blob}:{told}"


def read_seal(text: str) -> SealedReceipt:
    """Forgives what a scanner may do: white space around the text, lower case; and the address
    of the public page that may stand before it."""
    plain = text.strip()
    if not plain.isascii():
        raise SealUnreadable("not_a_seal")
    plain = plain.upper()
    addressed = _ADDRESS.match(plain)
    plain = plain if addressed is None else plain[addressed.end() :]
    _demand_version(plain)
    blob, told = plain[_BLOB], plain[_BLOB.stop :]
    if not told.startswith(":"):
        raise SealUnreadable("damaged")
    try:
        signer = _from_base32(blob[:_KEY_ID_LENGTH])
        signature = _from_base32(blob[_KEY_ID_LENGTH:])
        facts = _facts(told[1:].split(":"))
    except (ValueError, KeyError) as wrong:
        raise SealUnreadable("damaged") from wrong
    message = _message(signer, told[1:])
    return SealedReceipt(facts=facts, key_id=signer, signature=signature, message=message)


def is_genuine(sealed: SealedReceipt, public: bytes) -> bool:
    """True when the station of this public key has signed exactly these facts."""
    is_its_key = sealed.key_id == key_id(public)
    return is_its_key and is_signed(public, sealed.message, sealed.signature)


def number_in_ascii(number: str) -> str:
    """Raises KeyError for a character that no registration number holds."""
    return "".join(_WRITTEN[character] for character in number)


def number_from_ascii(text: str) -> str:
    """The way back; raises KeyError."""
    return "".join(_READ[sign] for sign in re.findall(r"\..|.", text, re.DOTALL))


def _in_base32(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").rstrip("=")


def _from_base32(text: str) -> bytes:
    """Raises ValueError; bits beyond the last byte must be zero: one value has one text."""
    data = base64.b32decode(text + "=" * (-len(text) % 8))
    if _in_base32(data) != text:
        raise ValueError(text)
    return data


def _message(signer: bytes, told: str) -> bytes:
    return _MESSAGE + signer + told.encode("ascii")


def _told(facts: ReceiptSeal) -> list[str]:
    return [
        _identifier("office", facts.office),
        _number(facts.number),
        f"{facts.registered_on:%Y%m%d}",
        _NO_DATE if facts.due_on is None else f"{facts.due_on:%Y%m%d}",
        _identifier("rule", facts.rule),
        _demanded("code", facts.code, _CODE),
    ]


def _demanded(field: str, value: str, shape: re.Pattern[str]) -> str:
    if not shape.fullmatch(value):
        raise SealImpossible(field)
    return value


def _identifier(field: str, value: str) -> str:
    return _demanded(field, value, _IDENTIFIER).upper()


def _number(number: str) -> str:
    try:
        return number_in_ascii(number)
    except KeyError as wrong:
        raise SealImpossible("number") from wrong


def _demand_version(plain: str) -> None:
    if plain.startswith(f"{_VERSION}:"):
        return
    is_other = re.match(r"AD\d+:", plain, re.ASCII)
    raise SealUnreadable("other_version" if is_other else "not_a_seal")


def _facts(parts: list[str]) -> ReceiptSeal:
    office, number, registered, due, rule, code = parts
    return ReceiptSeal(
        office=office.lower(),
        number=number_from_ascii(number),
        registered_on=_day(registered),
        due_on=None if due == _NO_DATE else _day(due),
        rule=rule.lower(),
        code=code,
    )


def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))
