"""What the window says of controls and of those who are to be answered too."""

from akimat_desk.domain.also_answers import Answeree
from akimat_desk.domain.case_events import ControlReported
from akimat_desk.domain.copy_events import AnswerAlsoSent
from akimat_desk.services.card_readings import CardReading, ControlLine
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.screens.card_words import joined, letter_words, shown_day


def control_course(one: ControlLine) -> str:
    """By when, and what became of it: prolonged, reported, taken off by whom and on what ground."""
    parts = [tr("report by {day}", day=shown_day(one.due_on))]
    if one.prolonged_by:
        parts.append(tr("prolonged by letter {number}", number=one.prolonged_by))
    if one.reported_on is not None:
        letter = letter_words("", one.report, one.reported_on)
        parts.append(tr("reported {letter}", letter=letter))
    if one.lifted_on is not None:
        parts.append(lifted_words(shown_day(one.lifted_on), one.lifted_by, one.ground))
    if one.ended_on is None:
        parts.append(tr("still awaited"))
    return joined(*parts)


def lifted_words(day: str, by: str, ground: str) -> str:
    return tr("taken off control on {day} by {by}, ground: {ground}", day=day, by=by, ground=ground)


def answeree_words(card: CardReading, one: Answeree) -> str:
    """The name with the answer that went, or that none went yet."""
    if one.sent_on is not None:
        number = one.number or act_number(card, one.act)
        return joined(one.to, tr("answered {letter}", letter=letter_words("", number, one.sent_on)))
    if one.spared_on is not None:
        return joined(one.to, tr("no answer is needed: {ground}", ground=one.ground))
    return joined(one.to, tr("no answer yet"))


def reported_words(card: CardReading, event: ControlReported) -> str:
    return tr(
        "Reported to the controlling body on {day}. {number}",
        day=shown_day(event.reported_on),
        number=letter_words("", event.number or act_number(card, event.act)),
    )


def answered_words(card: CardReading, event: AnswerAlsoSent) -> str:
    number = event.number or act_number(card, event.act)
    letter = letter_words("", number, event.sent_on)
    return tr("Answered too: {name}, {letter}.", name=event.to, letter=letter)


def act_number(card: CardReading, act: str) -> str:
    """Empty while the journal's keeper has not numbered it."""
    return next((one.number for one in card.acts if act and one.act == act), "")
