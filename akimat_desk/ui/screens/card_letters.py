"""The tabs of correspondence and acts: what came, what was asked, what went out and how."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from akimat_desk.domain import case_events as events
from akimat_desk.domain.copy_events import AnswerAlsoSent
from akimat_desk.services.card_readings import ActLine, CardReading, ControlLine, RequestLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import secondary
from akimat_desk.ui.screens.acts_words import both_words, sent_words, stage_words
from akimat_desk.ui.screens.card_blocks import empty, fluid, page, pairs, section, stacked, told
from akimat_desk.ui.screens.card_history_words import event_words
from akimat_desk.ui.screens.card_words import (
    joined,
    letter_words,
    named,
    shown_day,
    signed_words,
)
from akimat_desk.ui.screens.control_words import control_course

_NOT_TO_SEND = ("waiting", "annulled", "replaced")
_Line = tuple[date, str, str, str]
_SENT = (
    *(events.CaseForwarded, events.ControlReported, events.ActDelivered, events.NoticeGiven),
    AnswerAlsoSent,
)


def letters_tab(card: CardReading) -> QWidget:
    lines = sorted(letters(card), key=lambda line: line[0])
    shown = [told(f"{shown_day(on)}  {title}", words, under) for on, title, words, under in lines]
    if not shown:
        return page(section(tr("Correspondence"), empty(tr("Nothing came and nothing went out."))))
    return page(section(tr("Correspondence"), stacked(shown, 10)))


def letters(card: CardReading) -> list[_Line]:
    """What came, what was asked and what went out: day, direction, words, small print."""
    lines: list[_Line] = []
    header = card.header
    if header.through is not None:
        through = header.through
        words = letter_words(through.body, through.number, through.dated_on)
        lines.append((header.registered_at.date(), tr("came through"), words, ""))
    lines += [_asked(card, one) for one in card.requests]
    lines += [_control(one, header.registered_at.date()) for one in card.controls]
    for entry in card.history:
        if isinstance(entry.event, events.DocumentReceived):
            words = event_words(card, entry.event)
            day = entry.event.received_on
            lines.append((day, tr("came in"), words, signed_words(entry.signed)))
        elif isinstance(entry.event, _SENT):
            words = event_words(card, entry.event)
            day = entry.signed.at.date()
            lines.append((day, tr("sent"), words, signed_words(entry.signed)))
    return lines


def _asked(card: CardReading, one: RequestLine) -> _Line:
    documents = ", ".join(named(card.row("documents", name)) for name in one.documents)
    of = one.body if one.of == "body" else tr("the applicant")
    words = tr("{whom}: {documents}", whom=of, documents=documents)
    answered = (
        tr("answered on {day}", day=shown_day(one.answered_on))
        if one.answered_on
        else tr("no answer yet")
    )
    return one.requested_on, tr("asked"), words, joined(answered, one.ground)


def _control(one: ControlLine, registered_on: date) -> _Line:
    words = letter_words(one.body, one.number, one.dated_on)
    return one.dated_on or registered_on, tr("on control"), words, control_course(one)


def acts_tab(
    card: CardReading, open_act: Callable[[ActLine], None], deliver: Callable[[], None] | None
) -> QWidget:
    cards = [_act(card, one, open_act, deliver) for one in card.acts]
    return page(*(cards or [section(tr("Acts"), empty(tr("No answer was issued yet.")))]))


def _act(
    card: CardReading,
    one: ActLine,
    open_act: Callable[[ActLine], None],
    deliver: Callable[[], None] | None,
) -> QWidget:
    number = tr("No. {number}", number=one.number) if one.number else tr("not numbered yet")
    kind = tr("Refusal") if one.is_refusal else tr("Reasoned reply")
    if one.is_by_form:
        kind = named(card.row("forms", one.kind))
    sent = "; ".join(
        joined(sent_words(way), shown_day(on), proof) for way, on, proof in one.deliveries
    )
    rows = pairs(
        [
            (tr("Signed by"), one.signatory),
            (tr("Language"), both_words(one.language)),
            (tr("Where it stands"), stage_words(one.stage) if one.is_by_form else ""),
            (tr("Delivered"), sent or tr("not delivered yet")),
            (tr("Issued"), signed_words(one.signed)),
        ]
    )
    answers = [fluid(answer.text) for answer in one.answers]
    paper = secondary(tr("Open the paper"), "file-document-outline")
    paper.clicked.connect(lambda *_: open_act(one))
    buttons: list[QWidget] = [paper]
    if deliver is not None and not one.is_delivered and one.stage not in _NOT_TO_SEND:
        send = secondary(tr("Record the delivery"), "send-outline")
        send.clicked.connect(lambda *_: deliver())
        buttons.append(send)
    title = joined(kind, number, shown_day(one.issued_on))
    return section(title, rows, *answers, flow(*buttons))
