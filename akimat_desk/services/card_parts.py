"""The parts of a card that come out of the case's own slots and additive facts."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.act_states import find_act
from akimat_desk.domain.cases import RESPONSIBLE, Case
from akimat_desk.domain.control_states import ControlState, controls_of
from akimat_desk.domain.list_events import ExecutorReleased
from akimat_desk.domain.readings import Answered, ReplyReading
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.services import receipt_editions
from akimat_desk.services.card_readings import (
    ActLine,
    Assignment,
    ControlLine,
    FileLine,
    Official,
    PaperLine,
    Question,
    ReceiptLine,
    RequestLine,
    Signed,
)


class Parts:
    """Reads one case; whose word an entry is and who somebody is, it asks."""

    def __init__(
        self,
        case: Case,
        signed: Callable[[bytes], Signed],
        official: Callable[[str], Official | None],
    ) -> None:
        self._case, self._signed, self._official = case, signed, official

    def assignment(self, question: int) -> Assignment | None:
        """The last one of the case (0) or of a question, with what the executor said to it.

        None where nobody was named, or whoever was named has been released.
        """
        key = f"{RESPONSIBLE}:{question}" if question else RESPONSIBLE
        line = self._case.slot(key).line
        assigned = [one for one in line if isinstance(one.event, events.ExecutorAssigned)]
        if not assigned:
            return None
        last = assigned[-1]
        event: Any = last.event
        later = [one.event for one in line[line.index(last) + 1 :]]
        if any(isinstance(one, ExecutorReleased) for one in later):
            return None
        declined = [one for one in later if isinstance(one, events.HandOverDeclined)]
        accepted = any(isinstance(one, events.HandOverAccepted) for one in later)
        named = (self._official(one) for one in event.co_executors)
        return Assignment(
            executor=self._official(event.executor),
            co_executors=tuple(one.name for one in named if one is not None),
            resolution=event.resolution,
            internal_on=event.internal_on,
            assigned_on=self._signed(last.id).at.date(),
            signed=self._signed(last.id),
            is_accepted=accepted or event.accepted,
            is_declined=bool(declined),
            reason=declined[-1].reason if declined else "",
        )

    def questions(self) -> tuple[Question, ...]:
        case = self._case
        texts = case.registered.questions or (case.field("subject"),)
        answers = [answer for act in self.acts() for answer in act.answers]
        return tuple(
            Question(
                number=number,
                text=text,
                assignment=self.assignment(number),
                answer=_answer_to(text, answers, is_only=len(texts) == 1),
            )
            for number, text in enumerate(texts, 1)
        )

    def controls(self) -> tuple[ControlLine, ...]:
        return tuple(_control(one) for one in controls_of(self._case))

    def papers(self) -> tuple[PaperLine, ...]:
        case = self._case
        opened = case.opened
        if opened is None:
            return ()
        event = case.registered
        signed = self._signed(opened.id)
        first = tuple(
            PaperLine(paper=paper, received_on=event.registered_on, signed=signed)
            for paper in event.papers
        )
        later = tuple(
            PaperLine(paper=paper, received_on=came.received_on, signed=self._signed(entry.id))
            for entry, came in case.each(events.DocumentReceived)
            for paper in came.papers
        )
        return first + later

    def files(self) -> tuple[FileLine, ...]:
        return tuple(
            FileLine(
                digest=file.digest,
                title=file.title,
                media=file.media,
                size=file.size,
                sheets=file.sheets,
                signed=self._signed(entry.id),
            )
            for entry, file in self._case.each(events.FileAttached)
        )

    def receipts(self) -> tuple[ReceiptLine, ...]:
        holding = receipt_editions.holding(self._case)
        return tuple(
            ReceiptLine(
                form=made.form,
                language=made.language,
                copy=made.copy,
                signed=self._signed(entry.id),
                digest=made.digest,
                is_replaced=made not in holding,
            )
            for entry, made in self._case.each(events.ReceiptIssued)
        )

    def requests(self) -> tuple[RequestLine, ...]:
        came: dict[str, date] = {}
        for _, received in self._case.each(events.DocumentReceived):
            came.setdefault(received.request, received.received_on)
        return tuple(
            RequestLine(
                id=asked.request,
                of=asked.of,
                body=asked.body,
                documents=asked.documents,
                ground=asked.ground,
                requested_on=asked.requested_on,
                signed=self._signed(entry.id),
                answered_on=came.get(asked.request),
            )
            for entry, asked in self._case.each(events.DocumentsRequested)
        )

    def acts(self) -> tuple[ActLine, ...]:
        found = (self._act(key) for key in self._case.keys("act:"))
        return tuple(sorted((one for one in found if one is not None), key=_by_day))

    def _act(self, key: str) -> ActLine | None:
        entries = self._case.slot(key).entries
        issued = next((one for one in entries if isinstance(one.event, events.ActIssued)), None)
        if issued is None:
            return None
        event: Any = issued.event
        said = None if event.template_digest else _said(event.reading)
        state = find_act(self._case, event.act)
        return ActLine(
            act=event.act,
            kind=event.kind,
            number=event.number or _numbered(entries),
            issued_on=event.issued_on,
            language=event.language,
            signatory=event.signatory,
            answers=() if said is None else said.answers,
            is_refusal=said is not None and said.is_refusal,
            signed=self._signed(issued.id),
            deliveries=tuple(
                (made.way, made.delivered_on, made.proof)
                for _, made in self._case.each(events.ActDelivered)
                if made.act == event.act
            ),
            stage="" if state is None else state.stage,
            is_by_form=bool(event.template_digest),
        )


def _control(one: ControlState) -> ControlLine:
    return ControlLine(
        id=one.id,
        body=one.set.body,
        due_on=one.due_on,
        number=one.set.number,
        dated_on=one.set.dated_on,
        report_to=one.report_to,
        ended_on=one.ended_on,
        is_lifted=one.lifted_on is not None,
        reported_on=one.reported_on,
        report=one.report,
        prolonged_by=one.prolonged_by,
        lifted_on=one.lifted_on,
        lifted_by=one.lifted_by,
        ground=one.ground,
    )


def _by_day(act: ActLine) -> tuple[date, str]:
    return act.issued_on, act.act


def _numbered(entries: Iterable[SlotEntry]) -> str:
    given = (one.event for one in entries if isinstance(one.event, events.ActNumbered))
    return next((one.number for one in given), "")


def _said(reading: str) -> ReplyReading | None:
    if not reading:
        return None
    try:
        return msgspec.json.decode(reading, type=ReplyReading)
    except msgspec.ValidationError:
        # A template of a newer program: the paper itself still tells what it says.
        return None


def _answer_to(question: str, answers: list[Answered], *, is_only: bool) -> str:
    fitting = [
        answer.text
        for answer in answers
        if answer.question == question or (is_only and not answer.question)
    ]
    return fitting[-1] if fitting else ""
