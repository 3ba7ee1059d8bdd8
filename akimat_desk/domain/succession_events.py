"""The facts of succession: which office took another's place, and the act by which files passed."""

from datetime import date
from typing import Any

from akimat_desk.domain.absence_events import HandedFile
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual, Reading


class OfficeSucceeded(Event, frozen=True, kw_only=True):
    """From a day on this office goes on in another one, took another over, or gave off a part.

    `kind` is merged_into, took_over or split; `office` is the other one's id, empty where it is
    none of the programme. `ground` names the act that ordered it.
    """

    kind: str
    name: Bilingual
    from_on: date
    ground: str
    office: str = ""


class SeriesLast(Reading, frozen=True, kw_only=True):
    """The last number of a journal in a year; `mark` is empty in journals of the whole office."""

    journal: str
    year: int
    last: int
    mark: str = ""


class OfficeFilesPassed(Event, frozen=True, kw_only=True):
    """An act by which open cases passed to the successor; each keeps its number.

    `act` is a UUID. `giver` and `taker` sign; they are names, for the one works elsewhere and the
    other's post may be gone.
    """

    act: str
    office: str
    name: Bilingual
    drawn_on: date
    ground: str
    giver: str
    giver_post: Bilingual
    giver_is_acting: bool = False
    taker: str
    taker_post: Bilingual = Bilingual(ky="")
    files: tuple[HandedFile, ...] = ()
    journals: tuple[SeriesLast, ...] = ()


SUCCESSION_EVENTS: tuple[type[Any], ...] = (OfficeSucceeded, OfficeFilesPassed)
