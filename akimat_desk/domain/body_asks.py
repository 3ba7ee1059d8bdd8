"""What other bodies were asked about a case: who answers by when, and whose days it makes them.

Which law would let an office stop its term while another body is silent was not found (domain.md
1.3, 1.4), so an ask stops none: a pause stays a decision of its own, with its own ground.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.body_events import (
    BodyAnswered,
    BodyAskDropped,
    BodyAsked,
    BodyReminded,
)
from akimat_desk.domain.cases import Case
from akimat_desk.domain.deadlines import Holder, Pause, day_after
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Reading

BODY_REPLY = "body_reply"


class Ask(Reading, frozen=True, kw_only=True):
    """One ask as it stands now. `expected_on` is the last day told, by a reminder too;
    `ended_on` the day its answer came, or from which none is awaited (`is_dropped`);
    `reminders` are the letters of its reminders."""

    ask: str
    body: str
    about: str
    asked_on: date
    expected_on: date
    ground: str
    letter: str = ""
    number: str = ""
    questions: tuple[int, ...] = ()
    reminded_on: date | None = None
    ended_on: date | None = None
    is_dropped: bool = False
    answer_number: str = ""
    answer_dated_on: date | None = None
    reminders: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


def asks(case: Case) -> tuple[Ask, ...]:
    """In the order of their days. Of several answers to one the earliest day counts."""
    found: dict[str, Ask] = {}
    for entry in case.added:
        event = entry.event
        if isinstance(event, BodyAsked) and event.ask not in found:
            found[event.ask] = _asked(event)
    for entry in case.added if found else ():
        event = entry.event
        known = found.get(getattr(event, "ask", ""))
        if known is not None:
            found[known.ask] = _followed(known, event)
    return tuple(sorted(found.values(), key=lambda one: (one.asked_on, one.ask)))


def open_asks(case: Case) -> tuple[Ask, ...]:
    return tuple(one for one in asks(case) if one.is_open)


def waits(case: Case) -> tuple[Pause, ...]:
    """The stretches in which a day is another body's: after the asking, the day of the answer in
    it. They are for the personal clock alone and stop no term."""
    return tuple(
        Pause(
            from_on=day_after(one.asked_on),
            until_on=None if one.ended_on is None else day_after(one.ended_on),
            category=BODY_REPLY,
            ground=one.ground,
            waits_for=Holder(kind="body", name=one.body),
        )
        for one in asks(case)
    )


def asked_with(case: Case, letter: str) -> Ask | None:
    """The ask that a letter of ours belongs to, a reminder too, by the letter's act or number."""
    if not letter:
        return None
    return next(
        (one for one in asks(case) if letter in (one.letter, one.number, *one.reminders)), None
    )


def earliest_awaited(found: Iterable[Ask]) -> date | None:
    return min((one.expected_on for one in found if one.is_open), default=None)


def _asked(event: BodyAsked) -> Ask:
    return Ask(
        ask=event.ask,
        body=event.body,
        about=event.about,
        asked_on=event.asked_on,
        expected_on=event.expected_on,
        ground=event.ground,
        letter=event.letter,
        number=event.number,
        questions=event.questions,
    )


def _followed(known: Ask, event: Event) -> Ask:
    match event:
        case BodyReminded():
            reminded = max(known.reminded_on or event.reminded_on, event.reminded_on)
            until = max(known.expected_on, event.expected_on)
            letters = (*known.reminders, *filter(None, (event.letter, event.number)))
            return msgspec.structs.replace(
                known, reminded_on=reminded, expected_on=until, reminders=letters
            )
        case BodyAnswered():
            number, dated_on = event.number, event.dated_on
            ended = {"answer_number": number, "answer_dated_on": dated_on, "is_dropped": False}
            return _ended(known, event.received_on, ended)
        case BodyAskDropped():
            return _ended(known, event.dropped_on, {"is_dropped": True})
        case _:
            return known


def _ended(known: Ask, on: date, told: dict[str, Any]) -> Ask:
    """Of several ends the earliest holds, so that no order of entries matters to the days."""
    if known.ended_on is not None and known.ended_on <= on:
        return known
    return msgspec.structs.replace(known, ended_on=max(on, known.asked_on), **told)
