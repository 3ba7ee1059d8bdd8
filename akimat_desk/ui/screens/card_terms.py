"""The tab of terms: every duty side by side, and the statutory one day by day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from akimat_desk.domain.deadlines import Duty
from akimat_desk.domain.explanations import DayLine, Explanation
from akimat_desk.services.card_readings import CardReading
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.text.dates import weekday
from akimat_desk.text.rule_words import confirmed_words
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import caption, plain, secondary, soft, strong, wrapped
from akimat_desk.ui.labels import card as surface
from akimat_desk.ui.paged_table import Align, Column, PagedTable
from akimat_desk.ui.screens.card_blocks import empty, filled, page, stacked
from akimat_desk.ui.screens.card_words import (
    duty_title,
    holder_words,
    joined,
    letter_words,
    named,
    shown_day,
)
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import Tone, look

LEAST_ROWS: Final = 2
CLOCK_KEY: Final = "F11"
# Narrower than this the days have no column for the weekday.
WIDE: Final = 640


@dataclass(frozen=True)
class Days:
    """All days of a term at once: there are never so many that pages would help."""

    rows: Sequence[DayLine]
    next_cursor: None = None


def terms_tab(card: CardReading, background: Background, open_clock: Callable[[], None]) -> QWidget:
    account = card.term.explained
    parts: list[QWidget] = [duty_row(card)]
    explanation = account.explanation
    if explanation is None:
        return page(*parts, empty(tr("No term is established for this kind of case.")))
    parts.append(_with_clock(grounds(explanation), open_clock))
    parts.append(day_table(card, explanation, background))
    return filled(*parts)


def _with_clock(told: QWidget, open_clock: Callable[[], None]) -> QWidget:
    words = tr("Clock of the case")
    button = secondary(tr("{verb}  {keys}", verb=words, keys=CLOCK_KEY), "calendar-clock-outline")
    button.setAccessibleName(words)
    button.clicked.connect(lambda *_: open_clock())
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().px(12))
    row.addWidget(told, 1)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return whole


class _DayView(TableView):
    """What is left of the height is enough for it, so that the page need not scroll as well."""

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


def day_table(
    card: CardReading,
    explanation: Explanation,
    background: Background,
    shares: tuple[int, int] = (3, 2),
) -> TableView:
    """`shares` is what the reason and the holder get of the width that is left."""
    table = PagedTable(_columns(card, *shares), background)
    view = _DayView(table)
    table.setParent(view)
    view.setAccessibleName(tr("Term day by day"))
    lines = explanation.lines
    view.setMinimumHeight(round((min(len(lines), LEAST_ROWS) + 1.6) * look().row_height))
    today = next((n for n, line in enumerate(lines) if line.day == card.term.today), 0)
    table.loaded.connect(lambda *_: view.setCurrentIndex(table.index(today, 0)))
    # Its height is known only once the tab is in front.
    bar = view.verticalScrollBar()
    bar.rangeChanged.connect(lambda *_: view.scrollTo(view.currentIndex()))
    table.show(lambda _: Days(lines))
    return view


def _columns(card: CardReading, why: int, whose: int) -> tuple[Column[DayLine], ...]:
    return (
        Column(
            title=lambda: tr("Date"),
            text=lambda day: shown_day(day.day),
            chars=13,
            is_stiff=True,
        ),
        Column(
            title=lambda: tr("Weekday"),
            text=lambda day: weekday(day.day, spoken().language),
            chars=16,
            drops_under=WIDE,
        ),
        Column(
            title=lambda: tr("Day"),
            text=lambda day: str(day.ordinal or ""),
            align=Align.RIGHT,
            chars=8,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Why"),
            text=lambda day: reason_words(card, day),
            tone=lambda day: _tone(card, day),
            weight=why,
        ),
        Column(
            title=lambda: tr("Whose day"),
            text=lambda day: holder_words(day.holder),
            weight=whose,
        ),
    )


def reason_words(card: CardReading, day: DayLine) -> str:
    """Why a day counted or not."""
    name = "" if day.name is None else named(day.name)
    paused = "" if day.pause is None else named(card.row("pause_grounds", day.pause))
    words = {
        "counted": tr("counted"),
        "extension": tr("counted, extension"),
        "start": tr("registration: counting begins on the next day"),
        "paused": tr("the term is paused: {ground}", ground=paused),
        "landing": tr("moved to the next working day"),
        "weekend": tr("day off"),
        "holiday": tr("public holiday"),
        "break": tr("days off moved by a decision"),
        "ait": tr("public holiday"),
        "extra": tr("day off by a decision"),
        "local": tr("day off of this place"),
    }
    unsure = "" if day.is_sure else tr("calendar to confirm")
    return joined(words[day.reason], name, unsure)


def _tone(card: CardReading, day: DayLine) -> Tone | None:
    if day.reason == "paused":
        return Tone.PAUSE
    if not day.is_counted:
        return Tone.SOFT
    return Tone.ACCENT if day.day == card.term.today else None


def grounds(explanation: Explanation) -> QWidget:
    """By what it was reckoned, and what of that is not confirmed."""
    lines: list[QWidget] = [wrapped(soft(_summary(explanation)))]
    doubts = _doubts(explanation)
    if doubts:
        lines.append(wrapped(plain(tr("To confirm: {doubts}.", doubts=doubts), Tone.WARN)))
    return stacked(lines, 2)


def _summary(explanation: Explanation) -> str:
    rule = explanation.rule
    calendar = tr(
        "calendar: {title}, release {n}",
        title=named(explanation.calendar_title),
        n=explanation.calendar_release,
    )
    pack = tr("rule: {title}", title=named(rule.title))
    sure = confirmed_words(rule.confirmed_by, rule.confirmed_on) if rule.confirmed_by else ""
    return joined(pack, named(rule.legal), sure, calendar)


def duty_row(card: CardReading) -> QWidget:
    """Every duty side by side."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().px(12))
    for duty in card.term.explained.duties:
        row.addWidget(_duty(card, duty), 1)
    row.addStretch(0)
    return whole


def _duty(card: CardReading, duty: Duty) -> QWidget:
    tone = None if duty.is_open else Tone.SOFT
    is_next = card.term.next == duty
    title = joined(duty_title(duty), tr("first") if is_next and card.end is None else "")
    frame = surface(soft(title), strong(_when(card, duty), tone))
    for words, warns in _notes(card, duty):
        note = wrapped(caption(words))
        if warns:
            note.setProperty("tone", Tone.WARN.value)
        frame.layout().addWidget(note)  # type: ignore[union-attr]
    frame.layout().setSpacing(look().px(2))  # type: ignore[union-attr]
    frame.layout().addStretch(1)  # type: ignore[union-attr]
    return frame


def _when(card: CardReading, duty: Duty) -> str:
    if duty.due_on is not None:
        return shown_day(duty.due_on)
    explanation = card.term.explained.explanation
    if explanation is not None and explanation.due_on is not None:
        return tr("not before {day}", day=shown_day(explanation.due_on))
    return tr("not established")


def _notes(card: CardReading, duty: Duty) -> list[tuple[str, bool]]:
    if duty.kind == "control":
        letter = letter_words(duty.body, duty.number, duty.dated_on)
        done = tr("awaits a report") if duty.is_open else tr("reported or lifted")
        return [(letter, False), (done, False)]
    if duty.kind == "internal":
        return [(tr("set by the resolution"), False)]
    notes = [(named(duty.ground), False)] if duty.ground.ky else []
    if duty.to_confirm:
        notes.append((tr("to confirm"), True))
    printed = card.term.explained.printed_on
    if printed is not None and printed != duty.due_on:
        words = tr("On the receipt: {day}", day=shown_day(printed))
        notes.append((words, True))
    return notes


def _doubts(explanation: Explanation) -> str:
    words = {
        "rule": tr("the rule itself"),
        "length": tr("its length"),
        "start": tr("from which day it counts"),
        "calendar_day": tr("a day of the calendar"),
        "calendar_end": tr("the calendar beyond its last published year"),
    }
    return ", ".join(words[doubt] for doubt in explanation.doubts)
