"""Who else must be answered on a case beside the applicant, and what became of each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import folded
from akimat_desk.domain.control_states import ControlState, controls_of
from akimat_desk.domain.copy_events import AnswerAlsoAwaited, AnswerAlsoSent, AnswerSpared
from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.facts import Event
from akimat_desk.domain.situations import Situation, demand_open
from akimat_desk.domain.wishes import Wish


@dataclass(eq=False)
class AnswersAwaited(RuleBroken):
    """Somebody named beside the applicant was not answered yet; `awaited` names them."""

    awaited: tuple[str, ...]


@dataclass(eq=False)
class AnswerNotAwaited(RuleBroken):
    """Nobody of that name is to be answered on this case, or they were answered."""

    to: str


class AlsoAnswer(Wish, frozen=True, kw_only=True):
    whom: tuple[str, ...]


class AnswerSent(Wish, frozen=True, kw_only=True):
    """With `ground` no answer is sent and the ground says why; then there is no number."""

    to: str
    number: str = ""
    sent_on: date | None = None
    ground: str = ""


class Answeree(msgspec.Struct, frozen=True, kw_only=True):
    """One to be answered; `sent_on` once it is done, `spared_on` once it need not be.

    `act` is the letter that went, where this program made it.
    """

    to: str
    sent_on: date | None = None
    number: str = ""
    act: str = ""
    spared_on: date | None = None
    ground: str = ""

    @property
    def is_open(self) -> bool:
        return self.sent_on is None and self.spared_on is None


def answerees(case: Case) -> tuple[Answeree, ...]:
    """In the order they were named, each once; how a name is spelt in case does not matter.

    The report to a controlling body answers that body.
    """
    found: dict[str, Answeree] = {}
    through = case.registered.came_through
    named = () if through is None else through.answer_also_to
    for to in (*named, *(to for _, event in case.each(AnswerAlsoAwaited) for to in event.whom)):
        if folded(to):
            found.setdefault(folded(to), Answeree(to=to))
    for control in controls_of(case):
        for to in {folded(control.report_to), folded(control.set.body)} & found.keys():
            found[to] = _by_control(found[to], control)
    for entry in case.added:
        event = entry.event
        if isinstance(event, AnswerAlsoSent | AnswerSpared):
            known = found.get(folded(event.to))
            # Of two desks that each wrote one down the first in the fold stands.
            if known is not None and known.is_open:
                found[folded(event.to)] = _ended(known, event)
    return tuple(found.values())


def awaited(case: Case) -> tuple[str, ...]:
    return tuple(one.to for one in answerees(case) if one.is_open)


def demand_also_answered(case: Case) -> None:
    """Raises AnswersAwaited."""
    if names := awaited(case):
        raise AnswersAwaited(names)


def also_answer(case: Case, wish: AlsoAnswer, now: Situation) -> Event:
    """Names that stand there already are passed over."""
    demand_open(case, now)
    known = {folded(one.to) for one in answerees(case)}
    fresh: dict[str, str] = {}
    for to in wish.whom:
        demand_filled("whom", to)
        if folded(to) not in known:
            fresh.setdefault(folded(to), to)
    if not fresh:
        raise FieldWrong("whom", "already_there" if wish.whom else "empty")
    return AnswerAlsoAwaited(whom=tuple(fresh.values()))


def answer_sent(case: Case, wish: AnswerSent, now: Situation) -> Event:
    known = next((to for to in awaited(case) if folded(to) == folded(wish.to)), "")
    if not known:
        raise AnswerNotAwaited(wish.to)
    if wish.ground.strip():
        return AnswerSpared(to=known, spared_on=now.today, ground=wish.ground)
    if wish.sent_on is not None and wish.sent_on > now.today:
        raise FieldWrong("sent_on", "in_the_future")
    return AnswerAlsoSent(to=known, sent_on=wish.sent_on or now.today, number=wish.number)


def _by_control(known: Answeree, control: ControlState) -> Answeree:
    """Taken off control without a report, nobody awaits one."""
    replace = msgspec.structs.replace
    if control.reported_on is not None:
        return replace(known, sent_on=control.reported_on, number=control.report, act=control.act)
    if control.lifted_on is not None:
        return replace(known, spared_on=control.lifted_on, ground=control.ground)
    return known


def _ended(known: Answeree, event: Any) -> Answeree:
    replace = msgspec.structs.replace
    if isinstance(event, AnswerSpared):
        return replace(known, spared_on=event.spared_on, ground=event.ground)
    return replace(known, sent_on=event.sent_on, number=event.number, act=event.act)
