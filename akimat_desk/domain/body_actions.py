"""Asking another body and keeping control: asked, reminded, answered, awaited no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from akimat_desk.domain.applications import demand_count, demand_filled
from akimat_desk.domain.body_asks import Ask, asks
from akimat_desk.domain.body_events import (
    BodyAnswered,
    BodyAskDropped,
    BodyAsked,
    BodyReminded,
)
from akimat_desk.domain.cases import Case
from akimat_desk.domain.controls import own_id
from akimat_desk.domain.deadlines import day_after
from akimat_desk.domain.errors import DateOutOfPlace, FieldWrong, RuleBroken
from akimat_desk.domain.facts import Event
from akimat_desk.domain.situations import Situation, demand_open
from akimat_desk.domain.wishes import Wish


@dataclass(eq=False)
class AskUnknown(RuleBroken):
    """The case asked nothing of a body under this id."""

    ask: str


@dataclass(eq=False)
class AskAnswered(RuleBroken):
    """The answer is on record already, or is awaited no more; `on` is since when."""

    ask: str
    on: date


class AskBody(Wish, frozen=True, kw_only=True):
    body: str
    about: str
    expected_on: date
    ground: str
    letter: str = ""
    number: str = ""
    questions: tuple[int, ...] = ()


class RemindBody(Wish, frozen=True, kw_only=True):
    expected_on: date
    ask: str = ""
    letter: str = ""
    number: str = ""


class AnswerOfBody(Wish, frozen=True, kw_only=True):
    """`ask` may be left out where one answer alone is awaited."""

    ask: str = ""
    number: str = ""
    dated_on: date | None = None
    received_on: date | None = None
    summary: str = ""
    sheets: int = 0


class DropAsk(Wish, frozen=True, kw_only=True):
    reason: str
    ask: str = ""


def ask_body(case: Case, wish: AskBody, now: Situation) -> Event:
    """Raises FieldWrong, DateOutOfPlace, CaseEnded."""
    demand_open(case, now)
    for field in ("body", "about", "ground"):
        demand_filled(field, getattr(wish, field))
    if wish.expected_on <= now.today:
        raise DateOutOfPlace("expected_on", earliest=day_after(now.today))
    asked = len(case.registered.questions)
    if not all(1 <= question <= asked for question in wish.questions):
        raise FieldWrong("questions", "out_of_range", asked)
    return BodyAsked(
        ask=own_id(now.office_id, wish),
        body=wish.body.strip(),
        about=wish.about.strip(),
        asked_on=now.today,
        expected_on=wish.expected_on,
        ground=wish.ground.strip(),
        letter=wish.letter,
        number=wish.number,
        questions=wish.questions,
    )


def remind_body(case: Case, wish: RemindBody, now: Situation) -> Event:
    demand_open(case, now)
    known = demand_awaited(case, wish.ask)
    if wish.expected_on <= now.today:
        raise DateOutOfPlace("expected_on", earliest=day_after(now.today))
    return BodyReminded(
        ask=known.ask,
        reminded_on=now.today,
        expected_on=wish.expected_on,
        letter=wish.letter,
        number=wish.number,
    )


def answer_of_body(case: Case, wish: AnswerOfBody, now: Situation) -> Event:
    """An answer may come after the case has ended: it is taken in all the same."""
    known = demand_awaited(case, wish.ask)
    demand_count("sheets", wish.sheets)
    received = wish.received_on or now.today
    if received < known.asked_on:
        raise DateOutOfPlace("received_on", earliest=known.asked_on)
    if received > now.today:
        raise DateOutOfPlace("received_on", latest=now.today)
    if wish.dated_on is not None and wish.dated_on > received:
        raise DateOutOfPlace("dated_on", latest=received)
    return BodyAnswered(
        ask=known.ask,
        received_on=received,
        number=wish.number,
        dated_on=wish.dated_on,
        summary=wish.summary,
        sheets=wish.sheets,
    )


def drop_ask(case: Case, wish: DropAsk, now: Situation) -> Event:
    demand_open(case, now)
    known = demand_awaited(case, wish.ask)
    demand_filled("reason", wish.reason)
    return BodyAskDropped(ask=known.ask, dropped_on=now.today, reason=wish.reason.strip())


def demand_awaited(case: Case, ask: str) -> Ask:
    """The one named, or the only one there is. Raises AskUnknown, AskAnswered."""
    known = asks(case)
    if not ask:
        awaited = tuple(one for one in known if one.is_open)
        if len(awaited) != 1:
            raise AskUnknown("")
        return awaited[0]
    found = next((one for one in known if one.ask == ask), None)
    if found is None:
        raise AskUnknown(ask)
    if found.ended_on is not None:
        raise AskAnswered(ask, found.ended_on)
    return found


_Decision = Callable[[Case, Any, Situation], Event]
BODY_ACTIONS: Mapping[str, tuple[type[Wish], _Decision]] = {
    "ask-body": (AskBody, ask_body),
    "remind-body": (RemindBody, remind_body),
    "body-answered": (AnswerOfBody, answer_of_body),
    "drop-ask": (DropAsk, drop_ask),
}
