"""What screens, papers and the command line read of reception: ready-made, with names in words."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from akimat_desk.domain.case_events import CaseAnnulled, CaseWithdrawn
from akimat_desk.domain.cases import Case
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.receptions import (
    INSTRUCTION,
    KIND,
    Card,
    CardQuestion,
    PromiseState,
    card_of,
    promise_state,
)
from akimat_desk.domain.records import Record
from akimat_desk.services.core import Core
from akimat_desk.storage import bulk, record_lines
from akimat_desk.storage.database import Connection
from akimat_desk.storage.projections import Lens
from akimat_desk.storage.record_lines import Narrowed


class QuestionReading(msgspec.Struct, frozen=True, kw_only=True):
    """A question and what came of it; `outcome` is empty until it has one.

    Outcomes are "settled_on_the_spot", "explained", "instruction", "written_appeal". Of an
    instruction `promise` is "open", "kept", "broken" or "dropped"; `executor` is a login.
    """

    question: int
    text: str
    topic: str = ""
    topic_name: Bilingual = Bilingual(ky="")
    outcome: str = ""
    words: str = ""
    executor: str = ""
    executor_name: str = ""
    due_on: date | None = None
    case: str = ""
    case_number: str = ""
    promise: str = ""


class CardReading(msgspec.Struct, frozen=True, kw_only=True):
    """A card as it reads now. `stage` is "open", "closed" or "annulled"; `official` is a login.

    `draft` is the id of the draft that a written appeal was begun with just now. `opened_at` is
    Bishkek's wall clock.
    """

    id: str
    number: str
    code: str
    on: date
    opened_at: str
    official: str
    official_name: str
    official_post: Bilingual
    place: Bilingual
    form: str
    language: str
    applicant: str
    phone: str
    address: str
    is_anonymous: bool
    person: str
    sign_up: str
    stage: str
    questions: tuple[QuestionReading, ...]
    annulled_for: str = ""
    draft: str = ""


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """An instruction given at a reception: who promised what to whom, and how it stands.

    `asked` is the question, `text` the instruction. `state` is "open" (the day has not passed),
    "kept", "broken" or "dropped" (the case was withdrawn or annulled). `official` and `executor`
    are logins; `ended_on` is the day the case ended.
    """

    card: str
    card_number: str
    on: date
    official: str
    official_name: str
    place: Bilingual
    applicant: str
    question: int
    asked: str
    text: str
    executor: str
    executor_name: str
    due_on: date | None
    case: str
    case_number: str
    state: PromiseState
    ended_on: date | None = None


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How the case of an instruction stands."""

    on: date | None = None
    is_dropped: bool = False


class Cards:
    """Cards of one snapshot: read in bulk, told in words."""

    def __init__(self, core: Core, connection: Connection, lens: Lens, today: date) -> None:
        self._connection, self._lens, self._today = connection, lens, today
        topics = core.shelf.catalogues(lens.office).topics.rows
        self._topics = {row.id: row.name for row in topics}

    def stored(self, narrowed: Narrowed) -> Iterator[tuple[str, Card]]:
        """The oldest first."""
        rows = record_lines.every(self._connection, KIND, narrowed)
        for stream, folded in bulk.folds(self._connection, [row.stream for row in rows]):
            yield str(uuid.UUID(bytes=stream)), card_of(folded.state)

    def told(self, found: Sequence[tuple[str, Card]]) -> Iterator[CardReading]:
        ends = self.ends(card for _, card in found)
        for card_id, card in found:
            yield self._card(card_id, card, ends)

    def one(self, card_id: str, record: Record, draft: str = "") -> CardReading:
        (told,) = self.told([(card_id, card_of(record))])
        return msgspec.structs.replace(told, draft=draft)

    def ends(self, cards: Iterable[Card]) -> dict[str, Ended]:
        """By the id of the case; a case that is not at this desk is open as far as is known."""
        cases = sorted({one.case for card in cards for one in card.questions if one.case})
        streams = [uuid.UUID(case).bytes for case in cases]
        return {
            str(uuid.UUID(bytes=stream)): _ended(folded.state, self._lens.office_id)
            for stream, folded in bulk.folds(self._connection, streams)
        }

    def promise(self, one: CardQuestion, ends: dict[str, Ended]) -> PromiseState:
        ended = ends.get(one.case, Ended())
        return promise_state(one.due_on, ended.on, self._today, is_dropped=ended.is_dropped)

    def promises(self, found: Sequence[tuple[str, Card]]) -> Iterator[Promise]:
        ends = self.ends(card for _, card in found)
        for card_id, card in found:
            for one in card.questions:
                if one.outcome == INSTRUCTION and card.stage != "annulled":
                    yield self._promise(card_id, card, one, ends)

    def _promise(
        self, card_id: str, card: Card, one: CardQuestion, ends: dict[str, Ended]
    ) -> Promise:
        office, official = self._lens.office, card.opened.official
        return Promise(
            card=card_id,
            card_number=card.number,
            on=card.opened.on,
            official=login_of(office, official),
            official_name=name_of(office, official),
            place=card.place,
            applicant=card.applicant.name,
            question=one.question,
            asked=one.text,
            text=one.words,
            executor=login_of(office, one.executor),
            executor_name=name_of(office, one.executor),
            due_on=one.due_on,
            case=one.case,
            case_number=one.case_number,
            state=self.promise(one, ends),
            ended_on=ends.get(one.case, Ended()).on,
        )

    def _card(self, card_id: str, card: Card, ends: dict[str, Ended]) -> CardReading:
        opened, office = card.opened, self._lens.office
        official = office.find_staff(opened.official)
        return CardReading(
            id=card_id,
            number=opened.number,
            code=opened.receipt_code,
            on=opened.on,
            opened_at=f"{local_time(opened.opened_at).isoformat()}+06:00",
            official=login_of(office, opened.official),
            official_name=name_of(office, opened.official),
            official_post=Bilingual(ky="") if official is None else official.post,
            place=card.place,
            form=opened.form,
            language=opened.language,
            applicant=card.applicant.name,
            phone=card.applicant.phone,
            address=card.applicant.address.line(),
            is_anonymous=card.applicant.is_anonymous,
            person=card.person,
            sign_up=opened.sign_up,
            stage=card.stage,
            questions=tuple(self._question(one, ends) for one in card.questions),
            annulled_for=card.annulled_for,
        )

    def _question(self, one: CardQuestion, ends: dict[str, Ended]) -> QuestionReading:
        office = self._lens.office
        return QuestionReading(
            question=one.question,
            text=one.text,
            topic=one.topic,
            topic_name=self._topics.get(one.topic, Bilingual(ky="")),
            outcome=one.outcome,
            words=one.words,
            executor=login_of(office, one.executor),
            executor_name=name_of(office, one.executor),
            due_on=one.due_on,
            case=one.case,
            case_number=one.case_number,
            promise=self.promise(one, ends) if one.outcome == INSTRUCTION else "",
        )


def login_of(office: Office, staff_id: str) -> str:
    found = office.find_staff(staff_id) if staff_id else None
    return "" if found is None else found.login


def name_of(office: Office, staff_id: str) -> str:
    found = office.find_staff(staff_id) if staff_id else None
    return "" if found is None else found.short_name


def _ended(case: Case | None, office_id: str) -> Ended:
    if case is None or case.opened is None:
        return Ended()
    ending = case.ending_at(office_id)
    if ending is None:
        return Ended()
    is_dropped = isinstance(ending.event, CaseAnnulled | CaseWithdrawn)
    return Ended(on=case.ended_on_at(office_id), is_dropped=is_dropped)
