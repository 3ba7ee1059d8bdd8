"""Today: what is late, what is due, what waits, and the next step of each."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk
from akimat_desk.services.exchange import SyncState
from akimat_desk.services.lists import CasePage, CaseRow
from akimat_desk.text.catalogue import tr
from akimat_desk.ui import kept
from akimat_desk.ui.absent_line import AbsentLine
from akimat_desk.ui.background import Background
from akimat_desk.ui.case_list import (
    CaseList,
    applicant_column,
    left_column,
    number_column,
    step_column,
    term_column,
)
from akimat_desk.ui.case_words import Urgency, urgency
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.draft_lines import DraftLine, DraftLines, lines_to_register
from akimat_desk.ui.flow import flow
from akimat_desk.ui.incoming_ways import INCOMING, incoming_count
from akimat_desk.ui.labels import link
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.cases_question import ME
from akimat_desk.ui.sync_words import LINE_DOWN
from akimat_desk.ui.theme import Tone, look
from akimat_desk.ui.tiles import Tile

_GROUPS: Final[tuple[tuple[Urgency, dict[str, Any]], ...]] = (
    (Urgency.OVERDUE, {"due": "overdue"}),
    (Urgency.TODAY, {"due": "today"}),
    (Urgency.SOON, {"due": "soon"}),
    (Urgency.UNASSIGNED, {"stages": ("registered",), "is_open": True}),
    (Urgency.DISPUTED, {"is_disputed": True, "is_open": True}),
    (Urgency.WAITING, {"stages": ("waiting_for_applicant", "waiting_for_body"), "is_open": True}),
)


ENOUGH_ROWS: Final = 25
MINE, OFFICE = "mine", "office"
REFUSED: Final = "refused"
CLASHES: Final = "clashes"


class _Cursor(NamedTuple):
    """Where the next page goes on: in which group, after which row of it."""

    group: int
    after: Any | None


class _Known(NamedTuple):
    """What is read beside the list."""

    today: date
    counts: dict[str, int]
    drafts: tuple[DraftLine, ...]


def urgent_page(desk: Desk, cursor: _Cursor | None, responsible: str | None = None) -> CasePage:
    """Groups one after the other; a case stands only in its most urgent one.

    With `responsible` only the cases of that official.
    """
    today = desk.cases.today()
    place = cursor or _Cursor(0, None)
    rows: list[CaseRow] = []
    while place.group < len(_GROUPS) and len(rows) < ENOUGH_ROWS:
        wanted, narrowed = _GROUPS[place.group]
        page = desk.lists.page(
            desk.cases.filter_of(**narrowed, responsible=responsible), place.after
        )
        rows += [row for row in page.rows if urgency(row, today) is wanted]
        has_ended = page.next_cursor is None
        place = _Cursor(place.group + has_ended, page.next_cursor)
    return CasePage(rows=tuple(rows), next_cursor=place if place.group < len(_GROUPS) else None)


class TodayPlace(Place):
    """`asked` carries the state of the cases that a figure stands for, and "me" after it when only
    one's own are meant; `outbox_asked` leads to what the centre did not take, `clashes_asked` to
    the numbers that several papers bear.
    """

    asked = Signal(str)
    outbox_asked = Signal()
    clashes_asked = Signal()
    head_asked = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        me = desk.office.me
        self._today = date.min
        self._me, self._login = ("", "") if me is None else (me.id, me.login)
        roles = () if me is None else me.roles
        self._chips = {MINE: chip(tr("For me")), OFFICE: chip(tr("For the office"))}
        # Translators: link on Today: leads to what waits for the head's word
        self._head = link(tr("For the head"))
        if not may(roles, "head"):
            self._head.hide()
        self._chips[MINE if _starts_mine(self._login, roles) else OFFICE].setChecked(True)
        self._tiles = {key: Tile(words, tone) for key, words, tone in _tiles()}
        columns = [number_column(), applicant_column(), term_column()]
        columns += [left_column(lambda: self._today), step_column(roles, self._me)]
        self._list = CaseList(columns, background)
        self._drafts = DraftLines()
        self._absent = AbsentLine()
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        layout.addLayout(self._build_top())
        layout.addWidget(self._absent)
        layout.addWidget(self._list.view)
        layout.addWidget(self._drafts)
        layout.addStretch()
        self.begin_at(self._list.view)
        self._list.view.hug_rows()
        self._list.view.setAccessibleName(tr("What is urgent"))
        self._list.opened.connect(self.ways.open_case)
        self._drafts.chosen.connect(self.ways.open_register)
        for key, tile in self._tiles.items():
            tile.clicked.connect(partial(self._open_tile, key))

    def _build_top(self) -> QHBoxLayout:
        group = QButtonGroup(self)
        for key, button in self._chips.items():
            group.addButton(button)
            button.clicked.connect(partial(self._choose, key))
        stop_at_chosen(group)
        row = QHBoxLayout()
        row.setSpacing(look().px(6))
        row.addWidget(flow(*self._tiles.values()), 1)
        for button in self._chips.values():
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._head, 0, Qt.AlignmentFlag.AlignTop)
        self._head.clicked.connect(lambda *_: self.head_asked.emit())
        return row

    @property
    def is_mine(self) -> bool:
        return self._chips[MINE].isChecked()

    def title(self) -> str:
        if self._today == date.min:
            return tr("Today")
        return tr("Today, {day}", day=f"{self._today:%d.%m.%Y}")

    def main_action(self) -> MainAction:
        # Translators: main button: register a new case
        return MainAction(tr("Register"), "F4", self.ways.open_register)

    def shown(self) -> None:
        desk, whose = self.desk, self._me if self.is_mine else ""
        self._say_when_empty()
        self._absent.ask(desk, self.background)
        self.background.run(lambda: _known(desk, whose), self._show_known, owner=self, key="known")

    def _choose(self, key: str, *_: object) -> None:
        kept.keep_today_is_mine(self._login, is_mine=key == MINE)
        self.shown()

    def _open_tile(self, key: str, *_: object) -> None:
        if key == REFUSED:
            self.outbox_asked.emit()
        elif key == CLASHES:
            self.clashes_asked.emit()
        elif key == INCOMING:
            self.ways.open_incoming()
        else:
            self.asked.emit(f"{key} {ME}" if self.is_mine else key)

    def _say_when_empty(self) -> None:
        words = tr("Nothing of yours is urgent.") if self.is_mine else tr("Nothing is urgent.")
        self._list.view.say_when_empty(words, tr("F4 registers a new case, F3 finds an old one."))

    def _show_known(self, known: _Known) -> None:
        self._today = known.today
        for key, tile in self._tiles.items():
            tile.show_count(known.counts[key])
        # Rare ones; their figure comes when there is one.
        for key in ("disputed", INCOMING, REFUSED, CLASHES):
            self._tiles[key].setVisible(known.counts[key] > 0)
        self._drafts.show_drafts(known.drafts)
        self.ways.retitle()
        desk, whose = self.desk, self._me if self.is_mine else None
        self._list.ask(lambda cursor: urgent_page(desk, cursor, whose))


def _starts_mine(login: str, roles: Sequence[str]) -> bool:
    """An executor's day is made of his own cases; whoever hands out work sees the office's."""
    chosen = kept.today_is_mine(login)
    return set(roles) == {"executor"} if chosen is None else chosen


def _tiles() -> Iterable[tuple[str, str, Tone]]:
    return (
        ("overdue", tr("overdue"), Tone.BAD),
        ("today", tr("due today"), Tone.WARN),
        ("soon", tr("within 3 working days"), Tone.INK),
        ("waiting", tr("waiting"), Tone.PAUSE),
        ("unassigned", tr("no executor"), Tone.BAD),
        ("disputed", tr("two versions"), Tone.WARN),
        # Translators: under a figure on Today: cases that other offices forwarded here
        (INCOMING, tr("from other offices"), Tone.ACCENT),
        (REFUSED, tr("not taken by the centre"), Tone.BAD),
        # Translators: under a figure on Today: numbers of cases that more than one paper bears
        (CLASHES, tr("one number on two papers"), Tone.BAD),
    )


def _known(desk: Desk, responsible: str) -> _Known:
    return _Known(
        today=desk.cases.today(),
        counts=desk.cases.counts(responsible)
        | {
            REFUSED: refused(desk.exchange.state()),
            INCOMING: incoming_count(desk),
            CLASHES: desk.number_clashes.count_open(),
        },
        drafts=lines_to_register(desk),
    )


def refused(state: SyncState) -> int:
    """How many records the centre did not take, or sent and were not understood here."""
    is_refused = state.last_error not in LINE_DOWN
    return state.quarantined + (state.unsent if is_refused else 0)
