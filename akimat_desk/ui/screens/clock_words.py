"""What the ledger of a term says in the window's language: stretches, what happened, who did it."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from akimat_desk.domain.term_ledger import HeldDays, Mark, Span
from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.case_clock import CaseClock
from akimat_desk.services.course_notices import ASKING, EXTENSION, FORWARDING, PAUSE
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.screens.calendar_moved import change_words
from akimat_desk.ui.screens.card_words import holder_words, joined, letter_words, named, shown_day
from akimat_desk.ui.theme import Tone

_TOLD: Final = {
    "extension": EXTENSION,
    "forwarded": FORWARDING,
    "asked": FORWARDING,
    "body_asked": ASKING,
}


class LedgerRow(NamedTuple):
    """A stretch of days, or a day on which something happened; then `last_on` is None.

    `notice` is the kind of notice the applicant can be given of it.
    """

    first_on: date
    last_on: date | None
    words: str
    note: str
    counted: str
    tone: Tone | None
    notice: str = ""


def with_last_notices(rows: Sequence[LedgerRow], kinds: Sequence[str]) -> tuple[LedgerRow, ...]:
    """A notice is of the last pause, extension or forwarding; what came before was told then."""
    last = {row.notice: place for place, row in enumerate(rows)}
    return tuple(
        row if row.notice in kinds and last[row.notice] == place else row._replace(notice="")
        for place, row in enumerate(rows)
    )


def ledger_rows(card: CardReading, clock: CaseClock) -> tuple[LedgerRow, ...]:
    """In the order of days; what happened on a day stands before the stretch that begins then."""
    marks = [(mark.on, 0, _mark_row(mark, clock)) for mark in clock.ledger.marks]
    spans = [(span.first_on, 1, _span_row(span, card, clock)) for span in clock.ledger.spans]
    return tuple(row for *_, row in sorted((*marks, *spans), key=lambda one: one[:2]))


def _span_row(span: Span, card: CardReading, clock: CaseClock) -> LedgerRow:
    words = {
        "running": tr("the term runs"),
        "extended": tr("days of the extension"),
        "paused": tr("the term is paused"),
        "overdue": tr("overdue"),
        "closed": tr("closed"),
        "forwarded": tr("forwarded"),
        "returned": tr("returned"),
        "withdrawn": tr("withdrawn"),
        "annulled": tr("annulled"),
    }
    tones = {"paused": Tone.PAUSE, "overdue": Tone.BAD, "running": None, "extended": Tone.ACCENT}
    category = named(card.row("pause_grounds", span.category)) if span.category else ""
    standing = tr("not resumed yet") if span.is_open else ""
    by = clock.names.get(span.by, "")
    held = ", ".join(_held(one) for one in span.held)
    return LedgerRow(
        first_on=span.first_on,
        last_on=span.last_on,
        words=words[span.kind],
        note=joined(category, span.ground, standing, by, held),
        counted=str(span.counted),
        tone=tones.get(span.kind, Tone.SOFT),
        notice=PAUSE if span.kind == "paused" else "",
    )


def _held(one: HeldDays) -> str:
    """Whose days they were, and how many."""
    return tr("{name}: {n}", name=holder_words(one.holder), n=one.days)


def _mark_row(mark: Mark, clock: CaseClock) -> LedgerRow:
    staff, by = clock.names.get(mark.staff, ""), clock.names.get(mark.by, "")
    words = {
        "registered": tr("registered"),
        "accepted_here": tr("accepted at this office"),
        "extension": tr_many("extended by {count} day", "extended by {count} days", mark.days),
        "void_extension": tr("extended too late, it does not count"),
        "handed": tr("handed over to {name}", name=staff),
        "taken": tr("taken over by {name}", name=staff),
        "declined": tr("declined by {name}", name=staff),
        "released": tr("the executor was released"),
        "forwarded": tr("forwarded"),
        "asked": tr("sent on, the answer stays with us"),
        "returned": tr("returned"),
        "closed": tr("closed"),
        "withdrawn": tr("withdrawn"),
        "annulled": tr("annulled"),
        "reopened": tr("opened again"),
        "calendar": tr("the calendar was changed"),
        "body_asked": tr("another body was asked"),
        "body_answered": tr("the body has answered"),
    }
    letter = letter_words(mark.body, mark.number) if mark.kind != "calendar" else _moved(mark)
    changed = _change(mark, clock) if mark.kind == "calendar" else ""
    return LedgerRow(
        first_on=mark.on,
        last_on=None,
        words=words[mark.kind],
        note=joined(letter, changed, mark.ground, by),
        counted="",
        tone=Tone.WARN if mark.kind in ("void_extension", "calendar", "declined") else Tone.SOFT,
        notice=_TOLD.get(mark.kind, ""),
    )


def _moved(mark: Mark) -> str:
    """The dates before and after, one of them perhaps open."""
    return moved_words(mark.before, mark.after)


def moved_words(before: date | None, after: date | None) -> str:
    days = (tr("not established") if day is None else shown_day(day) for day in (before, after))
    return " \N{RIGHTWARDS ARROW} ".join(days)


def _change(mark: Mark, clock: CaseClock) -> str:
    found = (move.change for move in clock.moves if move.change.id == mark.number)
    lines = [line for change in found for line in change_words(change).splitlines()]
    return lines[0] + (" …" if len(lines) > 1 else "") if lines else ""
