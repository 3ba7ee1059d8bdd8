"""The tab of history: sentences, by what they are about, each with its way to the server."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from akimat_desk.domain import case_events as events
from akimat_desk.domain.absence_events import ExecutorPassed
from akimat_desk.domain.facts import Event
from akimat_desk.domain.moments import local_time
from akimat_desk.services.calendar_readings import CaseMove
from akimat_desk.services.card_readings import CardReading, HistoryEntry, Whereabouts
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.screens.calendar_moved import change_words
from akimat_desk.ui.screens.card_blocks import empty, page, section, signed_line, stacked
from akimat_desk.ui.screens.card_history_words import aside_words, entry_words
from akimat_desk.ui.screens.card_words import joined, role_words, shown_moment, signed_words
from akimat_desk.ui.screens.clock_words import moved_words
from akimat_desk.ui.theme import Tone

PAPERS: Final[tuple[type[Event], ...]] = (
    events.CaseRegistered,
    events.DocumentsRequested,
    events.DocumentReceived,
    events.FileAttached,
    events.ReceiptIssued,
    events.ActIssued,
    events.ActNumbered,
    events.ActDelivered,
    events.NoticeGiven,
    events.CaseForwarded,
    events.ControlReported,
)
TERMS: Final[tuple[type[Event], ...]] = (
    events.CaseRegistered,
    events.ExecutorAssigned,
    ExecutorPassed,
    events.ClockPaused,
    events.ClockResumed,
    events.TermExtended,
    events.ControlSet,
    events.ControlProlonged,
    events.ControlReported,
    events.ControlLifted,
    events.CaseForwarded,
    events.CaseReturned,
    events.CaseClosed,
    events.CaseWithdrawn,
    events.CaseAnnulled,
    events.CaseReopened,
)


def history_tab(
    card: CardReading, background: Background, moves: Callable[[], tuple[CaseMove, ...]]
) -> QWidget:
    history = History(card)
    background.run(moves, history.add_moves, owner=history)
    return page(history)


class History(QWidget):
    """The newest first. What was set aside stands above, with its reason, whatever is chosen."""

    def __init__(self, card: CardReading) -> None:
        super().__init__()
        self._lines: list[tuple[HistoryEntry, QWidget]] = []
        self._nothing = empty(tr("Nothing of this kind was done yet."))
        self._moves: list[QWidget] = []
        self._build(card)

    def _build(self, card: CardReading) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chips())
        if card.set_aside:
            aside = [_line(card, entry) for entry in card.set_aside]
            column.addWidget(section(tr("Set aside: kept, but not counted"), stacked(aside, 10)))
        self._lines = [(one, _line(card, one)) for one in card.history if not one.set_aside]
        lines = [line for _, line in self._lines]
        self._nothing.hide()
        self._done = stacked([*lines, self._nothing], 10)
        column.addWidget(section(tr("What was done"), self._done))

    def add_moves(self, moves: Sequence[CaseMove]) -> None:
        """What a change of the calendar did to the date, in its place among the entries."""
        layout = self._done.layout()
        for move in moves:
            at = local_time(move.change.at)
            later = sum(entry.signed.at > at for entry, _ in self._lines)
            line = _move_line(move)
            self._moves.append(line)
            if isinstance(layout, QVBoxLayout):
                # The newest stands first, and each of these is newer than the ones before it.
                layout.insertWidget(later, line)

    def _chips(self) -> QWidget:
        group = QButtonGroup(self)
        chips = []
        for words, kinds in (
            # Translators: which lines of the history are shown (check)
            (tr("Everything"), ()),
            (tr("Papers and letters"), PAPERS),
            (tr("Terms and control"), TERMS),
        ):
            one = chip(words)
            one.clicked.connect(partial(self._narrow, kinds))
            group.addButton(one)
            chips.append(one)
        chips[0].setChecked(True)
        stop_at_chosen(group)
        return flow(*chips, gap=6)

    def _narrow(self, kinds: tuple[type[Event], ...], *_: object) -> None:
        is_any = False
        for entry, line in self._lines:
            fits = not kinds or isinstance(entry.event, kinds)
            line.setVisible(fits)
            is_any = is_any or fits
        for line in self._moves:
            line.setVisible(kinds is not PAPERS)
            is_any = is_any or kinds is not PAPERS
        self._nothing.setVisible(not is_any)


def _line(card: CardReading, entry: HistoryEntry) -> QWidget:
    role = role_words(entry.signed.role) if entry.signed.who else ""
    under = joined(signed_words(entry.signed), role)
    if entry.set_aside:
        under = joined(under, tr("Not counted: {reason}", reason=aside_words(entry.set_aside)))
    return signed_line(entry_words(card, entry), under, *whereabouts(entry))


def _move_line(move: CaseMove) -> QWidget:
    words = tr(
        "The calendar was changed: {change}; the date moved: {dates}.",
        change=change_words(move.change).replace("\n", "; "),
        dates=moved_words(move.before, move.after),
    )
    under = joined(move.change.by, shown_moment(local_time(move.change.at)))
    return signed_line(words, under, "", "", Tone.SOFT)


def whereabouts(entry: HistoryEntry) -> tuple[str, str, Tone]:
    """A sign, words and a tone; no words where this desk has no server.

    "Received" only where a receipt of the server says so.
    """
    match entry.whereabouts:
        case Whereabouts.RECEIVED if entry.received_at is not None:
            moment = shown_moment(entry.received_at)
            return "check-all", tr("confirmed by the server: {moment}", moment=moment), Tone.GOOD
        case Whereabouts.BROUGHT:
            return "check-all", tr("came by exchange"), Tone.SOFT
        case Whereabouts.ONLY_HERE:
            return "tray-full", tr("only here yet"), Tone.WARN
        case _:
            return "", "", Tone.SOFT
