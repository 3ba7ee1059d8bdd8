"""The duties of a case side by side: by law, by control, by the resolution; each with days left."""

from typing import Final, NamedTuple

from akimat_desk.services.card_readings import CardReading, DutyLeft
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.case_words import SOON_DAYS
from akimat_desk.ui.case_words import days_words as left_words
from akimat_desk.ui.screens.card_words import duty_title, letter_words, shown_day
from akimat_desk.ui.theme import Tone

LATE: Final = "alert-circle-outline"
SIGNS: Final = {
    "statutory": "scale-balance",
    "control": "eye-outline",
    "internal": "calendar-account-outline",
}


class Line(NamedTuple):
    """One duty as the head of the card shows it; `tip` says whose it is."""

    sign: str
    words: str
    tone: Tone
    tip: str = ""


def duty_lines(card: CardReading) -> list[Line]:
    """Empty once the case has ended: then nothing is due any more."""
    if card.end is not None:
        return []
    return [_line(card, one) for one in card.term.open_duties]


def _line(card: CardReading, one: DutyLeft) -> Line:
    duty, left = one.duty, one.days_left
    letter = letter_words(duty.body, duty.number, duty.dated_on) if duty.kind == "control" else ""
    is_late = duty.due_on is not None and duty.due_on < card.term.today
    words = tr("{duty}: {day}", duty=duty_title(duty), day=_day(card, one))
    if left is not None:
        words = f"{words}, {left_words(left, is_late=is_late)}"
    if is_late:
        return Line(LATE, words, Tone.BAD, letter)
    is_soon = left is not None and left <= SOON_DAYS
    return Line(SIGNS[duty.kind], words, Tone.WARN if is_soon else Tone.INK, letter)


def _day(card: CardReading, one: DutyLeft) -> str:
    """While a pause is open the law's date is only known not to be earlier."""
    if one.duty.due_on is not None:
        return shown_day(one.duty.due_on)
    explanation = card.term.explained.explanation
    if one.duty.kind == "statutory" and explanation is not None and explanation.due_on is not None:
        return tr("not before {day}", day=shown_day(explanation.due_on))
    return tr("not established")
