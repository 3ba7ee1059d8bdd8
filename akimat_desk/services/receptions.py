"""Cards of reception and hotline: begun while the person speaks, settled by one key, read back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import receptions
from akimat_desk.domain.applications import (
    QUESTION_LIMIT,
    ApplicantTold,
    demand_applicant,
    told_as,
)
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.reception_events import ReceptionCorrected
from akimat_desk.domain.receptions import INSTRUCTION, KIND, day_group
from akimat_desk.services import records
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core
from akimat_desk.services.reception_readings import CardReading, Promise
from akimat_desk.services.reception_readings import Cards as _Cards
from akimat_desk.services.reception_steps import (
    AskedTold,
    CardTold,
    OutcomeTold,
    Steps,
    staff_of,
)
from akimat_desk.services.registration import Registration
from akimat_desk.storage.record_lines import Narrowed
from akimat_desk.text.catalogue import Texts

__all__ = ["AskedTold", "CardReading", "CardTold", "Dictation", "OutcomeTold", "Promise"]


class Dictation(msgspec.Struct, frozen=True, kw_only=True):
    """What is said on the phone at the end; number and code with room between their groups."""

    number: str
    code: str
    sentence: str


class Receptions:
    """What is done on cards. Ids are UUID texts, officials and executors are logins.

    Everything that writes gives back the card as it reads then. Refusals: CardOver,
    QuestionUnknown, QuestionOpen, QuestionHasCase, RecordNotFound, FieldWrong, StaffUnknown,
    NotAllowed, and for instructions what registering and assigning refuse (an internal date that
    is later than the term: InternalTooLate).
    """

    def __init__(self, core: Core, registration: Registration, cases: Cases) -> None:
        self._core, self._registration, self._cases = core, registration, cases

    # Writing

    def take(self, told: Mapping[str, Any]) -> CardReading:
        """A card in one go, as CardTold has it: begun, asked, settled and closed as far as told."""
        card = _card_told(told)
        is_instruction = any(one.outcome == INSTRUCTION for one in card.questions)
        return self._written(
            "register" if is_instruction else "reception", lambda steps: _all_of(steps, card)
        )

    def open(self, told: Mapping[str, Any]) -> CardReading:
        """A new card with its number and code, its questions unsettled."""
        return self.take({**told, "close": False})

    def ask(self, card_id: str, text: str, topic: str = "", question: int = 0) -> CardReading:
        """One question more, or with `question` other words for one that stands there."""

        def asked(steps: Steps) -> tuple[str, str]:
            steps.append(card_id, receptions.ask(steps.card(card_id), text, topic, question))
            return card_id, ""

        return self._written("reception", asked)

    def settle(self, card_id: str, question: int, told: Mapping[str, Any]) -> CardReading:
        """`told` as OutcomeTold has it: outcome, words, executor, due_on, kind.

        An instruction becomes a case at once, in the same commit; of a written appeal `draft`
        names the registration that was begun. Another outcome takes the place of an earlier one,
        unless that has become a case.
        """
        outcome: OutcomeTold = told_as(dict(told), OutcomeTold)

        def settled(steps: Steps) -> tuple[str, str]:
            return card_id, steps.settle(card_id, question, outcome)

        return self._written(_action(outcome.outcome), settled)

    def close(self, card_id: str) -> CardReading:
        """The person has gone."""

        def closed(steps: Steps) -> tuple[str, str]:
            steps.append(card_id, receptions.close(steps.card(card_id), self._core.clock.now()))
            return card_id, ""

        return self._written("reception", closed)

    def correct(
        self,
        card_id: str,
        applicant: Mapping[str, Any],
        *,
        place: Bilingual | None = None,
        reason: str = "",
    ) -> CardReading:
        """Who was received, and where. A card of an anonymous caller may get a name; a case that
        was made of it is corrected on the case."""
        told: ApplicantTold = told_as(dict(applicant), ApplicantTold)

        def corrected(steps: Steps) -> tuple[str, str]:
            card = steps.card(card_id)
            receptions.demand_open(card)
            demand_applicant(told)
            known, person = steps.applicant(told)
            event = ReceptionCorrected(
                applicant=known, person=person, place=place or card.place, reason=reason.strip()
            )
            steps.append(card_id, event)
            return card_id, ""

        return self._written("reception", corrected)

    def annul(self, card_id: str, reason: str) -> CardReading:
        """The number stays taken."""

        def annulled(steps: Steps) -> tuple[str, str]:
            event = receptions.annul(steps.card(card_id), reason.strip(), self.today())
            steps.append(card_id, event)
            return card_id, ""

        return self._written("reception", annulled)

    # Reading

    def card(self, card_id: str) -> CardReading:
        """Raises RecordNotFound."""
        with self._core.read() as (connection, lens):
            record = records.load(connection, KIND, card_id)
            return _Cards(self._core, connection, lens, self.today()).one(card_id, record)

    def find(self, number: str) -> str:
        """The id of the card with this number, however it was typed. Raises RecordNotFound."""
        found = records.Records(self._core).find(KIND, number)
        if found is None:
            raise records.RecordNotFound(number)
        return found

    def day(self, official: str, on: date) -> tuple[CardReading, ...]:
        """The cards of one official's day in the order they were begun."""
        with self._core.read() as (_, lens):
            staff = lens.office.find_login(official)
        if staff is None:
            staff = staff_of(lens.office, official, on)
        return self.cards(Narrowed(group=day_group(staff.id, on)))

    def cards(self, narrowed: Narrowed) -> tuple[CardReading, ...]:
        """All that fit, the oldest first; for long lists of a screen there is `records.page`."""
        with self._core.read() as (connection, lens):
            cards = _Cards(self._core, connection, lens, self.today())
            return tuple(cards.told(list(cards.stored(narrowed))))

    def promises(
        self,
        *,
        official: str = "",
        states: tuple[str, ...] = (),
        from_on: date | None = None,
        until_on: date | None = None,
    ) -> tuple[Promise, ...]:
        """Instructions given at receptions between these days, by the day that was promised.

        `official` is the login of who gave them, `states` narrows to some of "open", "kept",
        "broken", "dropped". Raises StaffUnknown.
        """
        with self._core.read() as (connection, lens):
            held_by = ""
            if official:
                staff = lens.office.find_login(official)
                held_by = (staff or staff_of(lens.office, official, self.today())).id
            narrowed = Narrowed(
                held_by=held_by,
                from_on="" if from_on is None else from_on.isoformat(),
                until_on="" if until_on is None else until_on.isoformat(),
            )
            cards = _Cards(self._core, connection, lens, self.today())
            found = list(cards.promises(list(cards.stored(narrowed))))
        kept = [one for one in found if not states or one.state in states]
        return tuple(sorted(kept, key=lambda one: (one.due_on or date.max, one.card_number)))

    def dictation(self, card_id: str, language: str = "ky") -> Dictation:
        """What the caller is to write down."""
        card = self.card(card_id)
        number, code = _spaced(card.number), f"{card.code[:3]} {card.code[3:]}"
        t = Texts.of("ru" if language == "ru" else "ky")
        sentence = t(
            "Write down: your number is {number}, the code is {code}.", number=number, code=code
        )
        return Dictation(number=number, code=code, sentence=sentence)

    def today(self) -> date:
        return legal_day(self._core.clock.now())

    def _written(self, action: str, work: Callable[[Steps], tuple[str, str]]) -> CardReading:
        with self._core.write(action) as writing:
            steps = Steps(self._core, self._registration, self._cases, writing)
            card_id, draft = work(steps)
            record = records.load(writing.connection, KIND, card_id)
            cards = _Cards(self._core, writing.connection, writing.lens, self.today())
            return cards.one(card_id, record, draft)


def _all_of(steps: Steps, told: CardTold) -> tuple[str, str]:
    card_id, draft = steps.open(told), ""
    for place, one in enumerate(told.questions, start=1):
        steps.append(card_id, receptions.ask(steps.card(card_id), one.text, one.topic))
        if one.outcome:
            draft = steps.settle(card_id, place, one) or draft
    if told.close:
        opened_at = steps.card(card_id).opened.opened_at
        steps.append(card_id, receptions.close(steps.card(card_id), opened_at))
    return card_id, draft


def _action(outcome: str) -> str:
    """An instruction needs the right to register."""
    return "register" if outcome == INSTRUCTION else "reception"


def _card_told(told: Mapping[str, Any]) -> CardTold:
    card: CardTold = told_as(dict(told), CardTold, line_limit=QUESTION_LIMIT)
    return card


def _spaced(number: str) -> str:
    """K1-00042/26-7 in groups, as one says it."""
    return number.replace("-", " \N{EN DASH} ").replace("/", " / ")
