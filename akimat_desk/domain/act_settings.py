"""What an office sets for its acts: the pattern of each journal's numbers, the place of signing."""

import base64
import hashlib
from typing import Any

import msgspec

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.office_events import SettingSet
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.slots import EMPTY, held_event

JOURNALS = ("acts", "certificates", "decisions", "directives", "orders", "outgoing", "permits")
"""The office-wide journals that templates are numbered in."""
_PATTERN = "act_number."
_PLACE = {"ky": "place_ky", "ru": "place_ru"}
KEYS = (*_PLACE.values(), *(f"{_PATTERN}{journal}" for journal in JOURNALS))
EMBLEM = "emblem"
"""The picture itself, in base64: every desk of the office draws with it."""


def pattern(office: Office, journal: str, shipped: str) -> str:
    """How a number of the journal is written; {sequence} and {year} are filled in."""
    return _told(office, f"{_PATTERN}{journal}") or shipped


def place(office: Office) -> Bilingual:
    """The town or village that stands on acts; without words where the office told none."""
    return Bilingual(ky=_told(office, _PLACE["ky"]), ru=_told(office, _PLACE["ru"]))


def emblem(office: Office, digest: str = "") -> bytes:
    """The office's picture, or the one of that digest that it once had; empty where none is."""
    slot = office.slots.get(f"setting:{EMBLEM}", EMPTY)
    if not digest:
        return _decoded(_told(office, EMBLEM))
    told = (_decoded(_value(one.event)) for one in slot)
    return next((one for one in told if hashlib.sha256(one).hexdigest() == digest), b"")


def demand_readable(key: str, value: object) -> None:
    """Raises FieldWrong for a pattern without a place for the number."""
    if key.startswith(_PATTERN) and "{sequence}" not in str(value):
        raise FieldWrong(key, "without_sequence")


def _told(office: Office, key: str) -> str:
    return _value(held_event(office.slots, f"setting:{key}"))


def _value(event: object) -> str:
    """Of a setting; empty for what is none."""
    if not isinstance(event, SettingSet):
        return ""
    value: Any = msgspec.json.decode(event.value)
    return value if isinstance(value, str) else ""


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
