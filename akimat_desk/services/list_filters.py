"""Plain filters, as a saved list or a command line keeps them, made into what the lists ask.

Keys are those of CaseFilter. A date is "2026-11-23" or stays relative: "today", "today-30",
"today+7", "month" and "year" for their first days. `responsible` is a staff id, a login, "me",
or "" for cases of nobody.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from akimat_desk.domain.applications import told_as
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.wishes import Wish
from akimat_desk.storage.queries import SORTS, CaseFilter

DUE = ("", "overdue", "today", "soon", "undated")
ANSWERED = ("", "in_time", "late")
_RELATIVE = re.compile(r"today(?P<days>[+-]\d{1,4})?")


class PlainFilter(Wish, frozen=True, kw_only=True):
    """What JSON can say of a filter."""

    query: str = ""
    stages: tuple[str, ...] = ()
    is_open: bool | None = None
    due: str = ""
    responsible: str | None = None
    person: str = ""
    is_disputed: bool | None = None
    kinds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    registered_from: str = ""
    registered_until: str = ""
    due_from: str = ""
    due_until: str = ""
    label: str = ""
    came_through: str = ""
    answered: str = ""
    shares_number: bool | None = None
    sort: str = "due"


def case_filter(
    plain: Mapping[str, Any], today: date, soon_until: date, staff_of: Callable[[str], str]
) -> CaseFilter:
    """As it reads on that day. Raises UnknownKeys and FieldWrong."""
    told: PlainFilter = told_as(dict(plain), PlainFilter)
    for field, allowed in (("due", DUE), ("answered", ANSWERED), ("sort", SORTS)):
        if getattr(told, field) not in allowed:
            raise FieldWrong(field, "unknown")
    read: dict[str, Any] = msgspec.structs.asdict(told)
    for field in ("registered_from", "registered_until", "due_from", "due_until"):
        read[field] = _day(field, read[field], today)
    if told.responsible is not None:
        read["responsible"] = staff_of(told.responsible)
    return CaseFilter(today=today, soon_until=soon_until, **read)


def _day(field: str, told: str, today: date) -> date | None:
    if not told:
        return None
    if told in ("month", "year"):
        return today.replace(day=1) if told == "month" else today.replace(month=1, day=1)
    if relative := _RELATIVE.fullmatch(told):
        return today + timedelta(days=int(relative["days"] or 0))
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise FieldWrong(field, "not_a_date") from None
