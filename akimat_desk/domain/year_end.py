"""The end of a year: which cases were open when it ended, and whether it was said already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from akimat_desk.domain.archive_events import CarriedCase, SeriesCertified, YearClosed
from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.offices import Office
from akimat_desk.domain.slots import held_event


@dataclass(eq=False)
class YearNotOver(RuleBroken):
    """Only a year that is over can be closed."""

    year: int


@dataclass(eq=False)
class YearOpen(RuleBroken):
    """The papers of a closed year are asked for, and it is open still."""

    year: int


def first_day(year: int) -> date:
    return date(year, 1, 1)


def last_day(year: int) -> date:
    return date(year, 12, 31)


def year_closed(office: Office, year: int) -> YearClosed | None:
    event: Any = held_event(office.slots, f"year:{year:04d}")
    return event if isinstance(event, YearClosed) else None


def says_the_same(
    said: YearClosed | None, journals: Sequence[SeriesCertified], carried: Sequence[CarriedCase]
) -> bool:
    """A date that moved since then is no reason to say it anew: the list is that of the day."""
    return (
        said is not None
        and said.journals == tuple(journals)
        and [one.case for one in said.carried] == [one.case for one in carried]
    )
