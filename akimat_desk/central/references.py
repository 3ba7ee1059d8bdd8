"""The rule packs and calendars that came with the program, as an office adopted them."""

import hashlib
from functools import cache
from typing import Any

import msgspec

from akimat_desk.domain.calendars import Calendar, parse_calendar
from akimat_desk.domain.duties import References
from akimat_desk.domain.office_calendars import calendar_reference, office_calendar
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rules import RulePack, parse_pack
from akimat_desk.paths import RESOURCES

_CALENDAR = "calendar:kg"


def references(office: Office) -> References | None:
    """What the office's terms are reckoned by; None where it adopted what is not here."""
    packs, calendars = _shipped()
    adopted = office.adopted.get(_CALENDAR)
    if adopted is None or adopted[1] not in calendars:
        return None
    calendar = office_calendar(calendars[adopted[1]], office)
    named = calendar_reference(adopted[1], calendar, office)
    return References(packs=packs, calendar=calendar, calendar_id=named)


@cache
def _shipped() -> tuple[dict[bytes, RulePack], dict[bytes, Calendar]]:
    """By the first 16 bytes of the SHA-256 of their JSON bytes."""
    return _parsed("rules", parse_pack), _parsed("calendars", parse_calendar)


def _parsed(folder: str, parse: Any) -> dict[bytes, Any]:
    bodies = [path.read_bytes() for path in sorted((RESOURCES / folder).glob("*.json"))]
    return {hashlib.sha256(body).digest()[:16]: parse(msgspec.json.decode(body)) for body in bodies}
