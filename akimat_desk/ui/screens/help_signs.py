"""The signs of the window explained: the term bar with its real drawing, states, and keys."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from akimat_desk.domain.term_bars import HeldBy, StopKind, TermBar, TermCell, TermStop
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_words import stage_words
from akimat_desk.ui.screens.help_topics import Part
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.term_bar_widget import TermBarWidget

_MONDAY = date(2026, 11, 2)


def a_bar() -> TermBar:
    """An invented case that shows every holder and every mark once."""
    course = (
        *(HeldBy.NOBODY,) * 1,
        *(HeldBy.PERSON,) * 4,
        *(HeldBy.APPLICANT,) * 3,
        *(HeldBy.BODY,) * 3,
        *(HeldBy.PERSON,) * 8,
    )
    cells = [TermCell(_MONDAY, HeldBy.REGISTRY)]
    day, ordinal, held = _MONDAY, 0, list(course)
    while held:
        day += timedelta(days=1)
        if day.isoweekday() > 5:
            cells.append(TermCell(day, HeldBy.DAY_OFF))
            continue
        holder = held.pop(0)
        is_paused = holder is HeldBy.APPLICANT
        ordinal += not is_paused
        cells.append(
            TermCell(
                day,
                holder,
                is_paused=is_paused,
                is_extension=ordinal > 13,
                ordinal=None if is_paused else ordinal,
            )
        )
    return TermBar(
        tuple(cells),
        today=cells[17].day,
        stops=(
            TermStop(StopKind.INTERNAL, cells[14].day),
            TermStop(StopKind.STATUTORY, cells[-1].day),
        ),
    )


def bar() -> Iterator[Part]:
    yield Part(
        tr("The strip of days"),
        sentences=(
            tr(
                "It stands wherever a case does: from the day of registration to the day by which"
                " it must be answered. Each working day is drawn as whoever held the case."
            ),
        ),
        widget=lambda: TermBarWidget(a_bar()),
    )
    yield Part(
        tr("What its signs mean"),
        pairs=(
            (tr("full cell"), tr("the executor held the case that day")),
            (tr("cell with a pattern"), tr("the applicant or another body was awaited")),
            (tr("hatched cell"), tr("nobody held it: the day is booked to the head")),
            (tr("thin gap"), tr("a day off, not counted")),
            (tr("raised cells under a bracket"), tr("the term was paused on these days")),
            (tr("lighter or dotted cell"), tr("a day of an extension")),
            (tr("small arrow"), tr("today")),
            (tr("upright mark"), tr("the last day of a term")),
        ),
    )
    yield Part(
        tr("Without colours"),
        sentences=(
            tr(
                "Holders differ by pattern too. The mouse on a day names the day and its holder; a"
                " screen reader reads the whole strip."
            ),
        ),
    )


def states() -> Iterator[Part]:
    meanings = {
        "registered": tr("It has its number and its term, but no executor yet."),
        "under_consideration": tr("An executor has it."),
        "waiting_for_applicant": tr("The applicant was asked for something."),
        "waiting_for_body": tr("Another body was asked; its answer is awaited."),
        "decided": tr("The decision is made; the applicant is still to be told."),
        "forwarded": tr("It was sent to the competent body, and the applicant was told."),
        "closed": tr("Everything about it is done."),
        "withdrawn": tr("The applicant took it back."),
        "annulled": tr("It was registered by mistake; the number stays with the reason."),
    }
    pairs = tuple((stage_words(stage), words) for stage, words in meanings.items())
    yield Part(tr("States of a case"), pairs=pairs)
    yield Part(
        tr("What the chips mean"),
        pairs=(
            (tr("Overdue"), tr("the earliest open date has passed")),
            (tr("Due today"), tr("the earliest open date is today")),
            (tr("Within 3 working days"), tr("days off are not counted")),
            (tr("Waiting"), tr("for the applicant or for another body")),
            (tr("No executor"), tr("registered, not yet assigned")),
            (
                tr("Two versions"),
                tr("two workstations wrote different things without knowing of each other"),
            ),
        ),
    )


def keys(known: Callable[[], Sequence[KeyLine]]) -> Iterator[Part]:
    """What works in the window now, by group, then what works in every form."""
    lines = [*known(), *_in_forms()]
    for group in dict.fromkeys(line.group for line in lines):
        pairs = tuple((line.keys, line.words) for line in lines if line.group == group)
        yield Part(group or tr("Keys"), pairs=pairs)


def _in_forms() -> tuple[KeyLine, ...]:
    group = tr("In forms")
    return (
        KeyLine(group, "Enter", tr("to the next field")),
        KeyLine(group, "Ctrl+Enter", tr("finish the form")),
        KeyLine(group, "Shift+Enter", tr("a new line")),
        KeyLine(group, "+  -  =", tr("next day, day before, today")),
        KeyLine(group, "Esc", tr("put away, go back")),
    )
