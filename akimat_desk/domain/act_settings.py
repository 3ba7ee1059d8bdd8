"""What an office sets for its acts: the pattern of each journal's numbers, the place of signing."""

from typing import Any

import msgspec

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual

_PATTERN = "act_number."
_PLACE = {"ky": "place.ky", "ru": "place.ru"}


def pattern(office: Office, journal: str, shipped: str) -> str:
    """How a number of the journal is written; {sequence} and {year} are filled in."""
    return _told(office, f"{_PATTERN}{journal}") or shipped


def place(office: Office) -> Bilingual:
    """The town or village that stands on acts; without words where the office told none."""
    return Bilingual(ky=_told(office, _PLACE["ky"]), ru=_told(office, _PLACE["ru"]))


def demand_readable(key: str, value: object) -> None:
    """Raises FieldWrong for a pattern without a place for the number."""
    if key.startswith(_PATTERN) and "{sequence}" not in str(value):
        raise FieldWrong(key, "without_sequence")


def _told(office: Office, key: str) -> str:
    known = office.setting(key)
    value: Any = "" if known is None else msgspec.json.decode(known)
    return value if isinstance(value, str) else ""
