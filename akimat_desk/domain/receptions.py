"""Cards of reception and hotline: what a card says, what may be done on it, and their figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import msgspec

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.numbering import number_key
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.reception_events import (
    QuestionAsked,
    QuestionSettled,
    ReceptionAnnulled,
    ReceptionClosed,
    ReceptionCorrected,
    ReceptionOpened,
)
from akimat_desk.domain.records import Record, RecordKind, RecordLine

KIND: Final = "reception"
FORMS: Final = ("personal", "field", "hotline", "remote")
OUTCOMES: Final = ("settled_on_the_spot", "explained", "instruction", "written_appeal")
ON_THE_SPOT, EXPLAINED, INSTRUCTION, WRITTEN_APPEAL = OUTCOMES
CHANNEL_OF: Final = {
    "personal": "reception",
    "field": "field_reception",
    "hotline": "hotline",
    "remote": "reception",
}
"""By which channel a case came that began on a card."""
LETTER_SETTING: Final = "reception_letter"
LETTER: Final = "\u041f"
"""The letter of the cards' numbers, where the office set no other."""

Stage = Literal["open", "closed", "annulled"]
PromiseState = Literal["open", "kept", "broken", "dropped"]


@dataclass(eq=False)
class CardOver(RuleBroken):
    """The card is closed or annulled."""

    number: str


@dataclass(eq=False)
class QuestionUnknown(RuleBroken):
    question: int


@dataclass(eq=False)
class QuestionOpen(RuleBroken):
    """A card is closed when every question has an outcome, and has at least one."""

    question: int


@dataclass(eq=False)
class QuestionHasCase(RuleBroken):
    """An instruction or a written appeal that became a case is changed on that case."""

    number: str


class CardQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it reads now; `outcome` is empty until it has one."""

    question: int
    text: str
    topic: str = ""
    outcome: str = ""
    words: str = ""
    executor: str = ""
    due_on: date | None = None
    case: str = ""
    case_number: str = ""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A card as it reads now, corrections included."""

    opened: ReceptionOpened
    applicant: Applicant
    person: str
    place: Bilingual
    questions: tuple[CardQuestion, ...]
    stage: Stage
    annulled_for: str = ""

    @property
    def number(self) -> str:
        return self.opened.number

    @property
    def who(self) -> str:
        """The same for cards of one person; without a record of theirs every card is another."""
        return self.person or self.opened.number


def card_of(record: Record) -> Card:
    """Of an opened record."""
    opened = _opened(record)
    corrected: Any = _shown(record, "card")
    told = opened if corrected is None else corrected
    annulled: Any = _shown(record, "annulled")
    closed = _shown(record, "closed")
    return Card(
        opened=opened,
        applicant=told.applicant,
        person=told.person,
        place=told.place,
        questions=tuple(_question(record, key) for key in _by_number(record)),
        stage="annulled" if annulled is not None else "open" if closed is None else "closed",
        annulled_for="" if annulled is None else annulled.reason,
    )


def ask(card: Card, text: str, topic: str = "", question: int = 0) -> QuestionAsked:
    """A new question, or the words of one that stands there. Raises CardOver, QuestionUnknown,
    FieldWrong."""
    demand_open(card)
    demand_filled("question.text", text)
    if question:
        asked(card, question)
    return QuestionAsked(question=question or len(card.questions) + 1, text=text, topic=topic)


def settle(card: Card, settled: QuestionSettled) -> QuestionSettled:
    """Raises CardOver, QuestionUnknown, QuestionHasCase, FieldWrong."""
    demand_open(card)
    known = asked(card, settled.question)
    if known.case:
        raise QuestionHasCase(known.case_number)
    if settled.outcome not in OUTCOMES:
        raise FieldWrong("outcome", "unknown")
    if settled.outcome == EXPLAINED:
        demand_filled("words", settled.words)
    if settled.outcome == INSTRUCTION:
        demand_filled("words", settled.words)
        demand_filled("executor", settled.executor)
        if settled.due_on is None:
            raise FieldWrong("due_on", "missing")
    return settled


def registered(card: Card, question: int, case: str, number: str) -> QuestionSettled | None:
    """The written appeal taken for a question has become this case; None where that is no longer
    so. The person may have gone and the card be closed by then."""
    found = next((one for one in card.questions if one.question == question), None)
    is_awaited = found is not None and found.outcome == WRITTEN_APPEAL and not found.case
    if found is None or not is_awaited or card.stage == "annulled":
        return None
    return QuestionSettled(
        question=question,
        outcome=found.outcome,
        words=found.words,
        case=case,
        case_number=number,
    )


def close(card: Card, at: int) -> ReceptionClosed:
    """Raises CardOver, QuestionOpen for the first question without an outcome."""
    demand_open(card)
    waiting = [one.question for one in card.questions if not one.outcome]
    if waiting or not card.questions:
        raise QuestionOpen(waiting[0] if waiting else 1)
    return ReceptionClosed(closed_at=at)


def annul(card: Card, reason: str, on: date) -> ReceptionAnnulled:
    """Raises CardOver, FieldWrong; QuestionHasCase while a case goes on from it."""
    if card.stage == "annulled":
        raise CardOver(card.number)
    demand_filled("reason", reason)
    for one in card.questions:
        if one.case:
            raise QuestionHasCase(one.case_number)
    return ReceptionAnnulled(annulled_on=on, reason=reason)


def demand_letter(value: object) -> None:
    """Raises FieldWrong for what is not one letter that a number can begin with."""
    told = str(value)
    if len(told) != 1 or not number_key(told).isalpha():
        raise FieldWrong(LETTER_SETTING, "unknown")


def demand_open(card: Card) -> None:
    if card.stage != "open":
        raise CardOver(card.number)


def asked(card: Card, question: int) -> CardQuestion:
    """Raises QuestionUnknown."""
    for one in card.questions:
        if one.question == question:
            return one
    raise QuestionUnknown(question)


def promise_state(
    due_on: date | None, ended_on: date | None, today: date, *, is_dropped: bool = False
) -> PromiseState:
    """Kept is what was answered by the day that was promised; what was taken back is dropped."""
    if is_dropped:
        return "dropped"
    until = ended_on or today
    if due_on is not None and until > due_on:
        return "broken"
    return "open" if ended_on is None else "kept"


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says of some cards; annulled ones are counted apart and nowhere else.

    `persons` counts a person once, however often they came; `open` are instructions within the
    promised day, `unsettled` questions without an outcome.
    """

    cards: int = 0
    persons: int = 0
    anonymous: int = 0
    questions: int = 0
    settled_on_the_spot: int = 0
    explained: int = 0
    written_appeal: int = 0
    instruction: int = 0
    kept: int = 0
    broken: int = 0
    open: int = 0
    dropped: int = 0
    unsettled: int = 0
    annulled: int = 0


FIGURES: Final = tuple(field.name for field in msgspec.structs.fields(Figures))


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A card and how each of its instructions stands, by the number of the question."""

    card: Card
    promises: dict[int, PromiseState] = {}


def figures(cards: Iterable[Counted]) -> Figures:
    """One walk; the order of the cards is no matter."""
    counts = dict.fromkeys(FIGURES, 0)
    persons = set()
    for one in cards:
        if one.card.stage == "annulled":
            counts["annulled"] += 1
            continue
        persons.add(one.card.who)
        counts["cards"] += 1
        counts["anonymous"] += one.card.applicant.is_anonymous
        for question in one.card.questions:
            counts["questions"] += 1
            counts[question.outcome or "unsettled"] += 1
            if question.outcome == INSTRUCTION:
                counts[one.promises.get(question.question, "open")] += 1
    return Figures(**counts | {"persons": len(persons)})


def day_group(official: str, on: date) -> str:
    """What the cards and sign-ups of one official's day of reception have in common."""
    return f"{on.isoformat()} {official}"


def _line(record: Record) -> RecordLine:
    card = card_of(record)
    opened = card.opened
    texts = tuple(one.text for one in card.questions)
    cases = [one.case for one in card.questions if one.case]
    return RecordLine(
        number=opened.number,
        on=opened.on,
        sorted_by=f"{opened.on.isoformat()} {opened.opened_at:016d}",
        stage=card.stage,
        group=day_group(opened.official, opened.on),
        held_by=opened.official,
        who=card.applicant.name,
        about=" ".join(texts)[:500],
        case=cases[0] if cases else "",
        words=(
            card.applicant.phone,
            card.applicant.address.line(),
            *texts,
            *(one.case_number for one in card.questions),
        ),
    )


def _opened(record: Record) -> ReceptionOpened:
    if record.opened is None:
        raise LookupError("the card has no beginning here")
    event: Any = record.opened.event
    return event  # type: ignore[no-any-return]


def _shown(record: Record, key: str) -> Any:
    entry = record.slot(key).shown
    return None if entry is None else entry.event


def _by_number(record: Record) -> list[str]:
    return sorted(record.keys("question:"), key=lambda key: int(key.partition(":")[2]))


def _question(record: Record, key: str) -> CardQuestion:
    said: Any = _shown(record, key)
    settled: Any = _shown(record, f"settled:{said.question}")
    if settled is None:
        return CardQuestion(question=said.question, text=said.text, topic=said.topic)
    return CardQuestion(
        question=said.question,
        text=said.text,
        topic=said.topic,
        outcome=settled.outcome if settled.outcome in OUTCOMES else "",
        words=settled.words,
        executor=settled.executor,
        due_on=settled.due_on,
        case=settled.case,
        case_number=settled.case_number,
    )


def _numbered(event: Any) -> tuple[str, int, int]:
    return event.journal, event.year, event.sequence


RECEPTION: Final = RecordKind(
    name=KIND,
    opening=ReceptionOpened,
    slots={
        ReceptionCorrected: lambda _: "card",
        QuestionAsked: lambda e: f"question:{e.question}",
        QuestionSettled: lambda e: f"settled:{e.question}",
        ReceptionClosed: lambda _: "closed",
        ReceptionAnnulled: lambda _: "annulled",
    },
    line=_line,
    numbered=_numbered,
)
