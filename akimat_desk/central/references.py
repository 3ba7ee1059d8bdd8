"""The rule packs and calendars an office adopted: shipped ones, and those from its entries."""

import hashlib
from contextlib import suppress
from functools import cache
from typing import Any

import msgspec

from akimat_desk.domain.calendars import Calendar, CalendarWrong, parse_calendar
from akimat_desk.domain.duties import References
from akimat_desk.domain.office_calendars import calendar_reference, office_calendar
from akimat_desk.domain.offices import Office
from akimat_desk.domain.rules import RulePack, RuleWrong, parse_pack
from akimat_desk.paths import RESOURCES

_CALENDAR = "calendar:kg"


def references(office: Office) -> References | None:
    """What the office's terms are reckoned by; None where it adopted what is not here."""
    shipped, calendars = _shipped()
    packs: dict[bytes, RulePack] = {**shipped, **_carried(office, "rules", parse_pack)}
    calendars = {**calendars, **_carried(office, "calendar", parse_calendar)}
    adopted = office.adopted.get(_CALENDAR)
    if adopted is None or adopted[1] not in calendars:
        return None
    calendar = office_calendar(calendars[adopted[1]], office)
    named = calendar_reference(adopted[1], calendar, office)
    return References(packs=packs, calendar=calendar, calendar_id=named)


def _carried(office: Office, kind: str, parse: Any) -> dict[bytes, Any]:
    """What the office adopted with its bytes; what cannot be read applies to nothing."""
    found = {}
    for named, digest, body in office.bodies():
        if named == kind:
            with suppress(RuleWrong, CalendarWrong, msgspec.MsgspecError, ValueError):
                found[digest] = parse(msgspec.json.decode(body))
    return found


@cache
def _shipped() -> tuple[dict[bytes, RulePack], dict[bytes, Calendar]]:
    """By the first 16 bytes of the SHA-256 of their JSON bytes."""
    return _parsed("rules", parse_pack), _parsed("calendars", parse_calendar)


def _parsed(folder: str, parse: Any) -> dict[bytes, Any]:
    bodies = [path.read_bytes() for path in sorted((RESOURCES / folder).glob("*.json"))]
    return {hashlib.sha256(body).digest()[:16]: parse(msgspec.json.decode(body)) for body in bodies}
