"""The first tab: each question with its executor, and at the right who answered on which days."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from akimat_desk.domain.case_events import NoteAdded
from akimat_desk.domain.cases import RESPONSIBLE
from akimat_desk.services.card_readings import Assignment, CardReading, Question
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.screens.card_blocks import (
    Beside,
    Pair,
    empty,
    fluid,
    opening,
    page,
    pairs,
    section,
    stacked,
    told,
)
from akimat_desk.ui.screens.card_history_words import event_words
from akimat_desk.ui.screens.card_words import (
    days_words,
    holder_words,
    joined,
    nobody_words,
    official_words,
    shown_day,
    signed_words,
)
from akimat_desk.ui.screens.control_words import answeree_words


def questions_tab(card: CardReading, open_case: Callable[[str], None]) -> QWidget:
    is_alone = len(card.questions) == 1
    cards = [] if is_alone else [section(tr("Whole case"), pairs(_executing(card)))]
    cards += [_question(card, one, is_alone=is_alone) for one in card.questions]
    if card.header.text:
        cards.append(section(tr("Text of the appeal"), fluid(card.header.text)))
    side = [section(tr("Who answers"), pairs(_who_answers(card)))]
    notes = _notes(card)
    if notes:
        side.append(section(tr("Notes"), stacked(notes, 8)))
    if card.others:
        side.append(_others(card, open_case))
    return page(Beside(stacked(cards), stacked(side), (5, 3)))


def _question(card: CardReading, one: Question, *, is_alone: bool) -> QWidget:
    title = one.text if is_alone else tr("{n}. {question}", n=one.number, question=one.text)
    rows = _executing(card) if is_alone else []
    rows += _assigned(one.assignment) if one.assignment is not None else []
    answer = one.answer or ("" if is_alone else tr("no answer yet"))
    return section(title, pairs([*rows, (tr("Answer"), answer)]))


def _executing(card: CardReading) -> list[Pair]:
    """Who acts on the case as a whole; until somebody is assigned, who answers by the table."""
    disputed = [one for one in card.disputes if one.slot == RESPONSIBLE]
    if disputed:
        versions = "\n".join(event_words(card, one.event) for one in disputed[0].versions)
        return [(tr("two versions"), versions)]
    rows = _assigned(card.assignment)
    if card.assignment is None:
        rows.append((tr("Answers"), official_words(card.holder)))
    return rows


def _assigned(one: Assignment | None) -> list[Pair]:
    if one is None:
        return [(tr("Executor"), tr("not assigned yet"))]
    taken = tr("given back: {reason}", reason=one.reason) if one.is_declined else ""
    if not taken and not one.is_accepted:
        taken = tr("not yet taken over")
    return [
        (tr("Executor"), joined(official_words(one.executor), taken)),
        (tr("Together with"), ", ".join(one.co_executors)),
        (tr("Resolution"), one.resolution),
        (tr("Internal date"), shown_day(one.internal_on) if one.internal_on else ""),
        (tr("Assigned"), signed_words(one.signed)),
    ]


def _who_answers(card: CardReading) -> list[Pair]:
    holder = card.holder
    rows = [(tr("Today"), "" if holder is None else holder.name)] if card.end is None else []
    if holder is None and card.end is None:
        rows = [(tr("Today"), nobody_words(card))]
    for run in card.term.runs:
        days = _span(run.first_on.isoformat(), run.last_on.isoformat())
        who = holder_words(run.holder)
        rows.append((days, joined(who, days_words(run.days))))
    rows += [
        (tr("Control"), joined(control.body, tr("report by {day}", day=shown_day(control.due_on))))
        for control in card.open_controls
    ]
    rows.append((tr("Answer to"), _answer_to(card)))
    rows.append((tr("File No."), "" if card.end is None else card.end.file_index))
    rows += [(tr("Answer too to"), answeree_words(card, one)) for one in card.also]
    return rows


def _span(first: str, last: str) -> str:
    """23.11 - 26.11; the year stands in the explanation."""

    def short(day: str) -> str:
        return f"{day[8:]}.{day[5:7]}"

    return short(first) if first == last else f"{short(first)}\N{EN DASH}{short(last)}"


def _answer_to(card: CardReading) -> str:
    name = card.header.applicant.name
    return joined(name, card.header.applicant.address.line())


def _notes(card: CardReading) -> list[QWidget]:
    """The newest first, each with its author and time."""
    return [
        told("", one.event.text, signed_words(one.signed))
        for one in card.history
        if isinstance(one.event, NoteAdded) and not one.set_aside
    ]


def _others(card: CardReading, open_case: Callable[[str], None]) -> QWidget:
    lines = [
        opening(
            one.number,
            joined(shown_day(one.registered_on), one.subject, stage_words(one.stage)),
            lambda case_id=one.id: open_case(case_id),  # type: ignore[misc]
        )
        for one in card.others
    ]
    return section(tr("Other cases of this applicant"), stacked(lines, 4) if lines else empty(""))
