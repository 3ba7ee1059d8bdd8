"""The facts about other bodies: the office's directory of them, and what a case asked of one."""

from collections.abc import Callable
from datetime import date
from typing import Any

from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Bilingual


class BodyRecorded(Event, frozen=True, kw_only=True):
    """A body as the office writes to it, from then on.

    `body` is an id of the shipped catalogue or one of the office's own. `forms` holds bent names
    that grammar was not sure of, by "case|language" ("dative|ky"). `to_office` is the id of an
    office of the programme; `addressee` the post and name that letters go to.
    """

    body: str
    name: Bilingual
    forms: dict[str, str] = {}
    address: Bilingual = Bilingual(ky="")
    phone: str = ""
    addressee: Bilingual = Bilingual(ky="")
    to_office: str = ""


class BodyEnded(Event, frozen=True, kw_only=True):
    """The body is offered no more after `ended_on`; None: it is offered again."""

    body: str
    ended_on: date | None
    reason: str = ""


class BodyAsked(Event, frozen=True, kw_only=True):
    """Another body was asked and the case stays here; its answer is awaited by `expected_on`.

    No term stands by it: the days are booked to the body, and that is all. `letter` is the act
    of our letter, `number` its number where it was made elsewhere.
    """

    ask: str
    body: str
    about: str
    asked_on: date
    expected_on: date
    ground: str
    letter: str = ""
    number: str = ""
    questions: tuple[int, ...] = ()


class BodyReminded(Event, frozen=True, kw_only=True):
    """A reminder went to the body; its answer is awaited by the new day."""

    ask: str
    reminded_on: date
    expected_on: date
    letter: str = ""
    number: str = ""


class BodyAnswered(Event, frozen=True, kw_only=True):
    """The body's answer came, with its own number and date; the days are ours from the next on."""

    ask: str
    received_on: date
    number: str = ""
    dated_on: date | None = None
    summary: str = ""
    sheets: int = 0


class BodyAskDropped(Event, frozen=True, kw_only=True):
    """The answer is awaited no more, and why."""

    ask: str
    dropped_on: date
    reason: str


BODY_OFFICE_EVENTS: tuple[type[Any], ...] = (BodyRecorded, BodyEnded)
BODY_CASE_EVENTS: tuple[type[Any], ...] = (BodyAsked, BodyReminded, BodyAnswered, BodyAskDropped)

RECORDED, ENDED = "directory", "directory-ended"
BODY_SLOTS: dict[type[Event], Callable[[Any], str]] = {
    BodyRecorded: lambda e: f"{RECORDED}:{e.body}",
    BodyEnded: lambda e: f"{ENDED}:{e.body}",
}
