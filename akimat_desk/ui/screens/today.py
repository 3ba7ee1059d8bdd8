"""Today: what is late, what is due, what waits, and the next step of each."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from akimat_desk.domain.moments import legal_day
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.lists import CasePage, CaseRow
from akimat_desk.text.catalogue import tr
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
from akimat_desk.ui.draft_lines import DraftLine, DraftLines
from akimat_desk.ui.flow import flow
from akimat_desk.ui.place import MainAction, Place, Ways
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


class _Cursor(NamedTuple):
    """Where the next page goes on: in which group, after which row of it."""

    group: int
    after: Any | None


class _Known(NamedTuple):
    """What is read beside the list."""

    today: date
    counts: dict[str, int]
    drafts: tuple[DraftLine, ...]


def urgent_page(desk: Desk, cursor: _Cursor | None) -> CasePage:
    """Groups one after the other; a case stands only in its most urgent one."""
    today = desk.cases.today()
    place = cursor or _Cursor(0, None)
    rows: list[CaseRow] = []
    while place.group < len(_GROUPS) and len(rows) < ENOUGH_ROWS:
        wanted, narrowed = _GROUPS[place.group]
        page = desk.lists.page(desk.cases.filter_of(**narrowed), place.after)
        rows += [row for row in page.rows if urgency(row, today) is wanted]
        has_ended = page.next_cursor is None
        place = _Cursor(place.group + has_ended, page.next_cursor)
    return CasePage(rows=tuple(rows), next_cursor=place if place.group < len(_GROUPS) else None)


class TodayPlace(Place):
    """`asked` carries the filter of the list of cases that a figure stands for."""

    asked = Signal(str)

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._today = date.min
        me = desk.office.me
        self._roles = () if me is None else me.roles
        self._tiles = {key: Tile(words, tone) for key, words, tone in _tiles()}
        self._list = CaseList(self._columns(), background)
        self._drafts = DraftLines()
        self._build()

    def _columns(self) -> list[Any]:
        return [
            number_column(),
            applicant_column(),
            term_column(),
            left_column(lambda: self._today),
            step_column(self._roles),
        ]

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        layout.addWidget(flow(*self._tiles.values()))
        layout.addWidget(self._list.view)
        layout.addWidget(self._drafts)
        layout.addStretch()
        self.setFocusProxy(self._list.view)
        self._list.view.hug_rows()
        self._list.view.setAccessibleName(tr("What is urgent"))
        self._list.opened.connect(self.ways.open_case)
        self._list.view.say_when_empty(
            tr("Nothing is urgent."), tr("F4 registers a new case, F3 finds an old one.")
        )
        self._drafts.chosen.connect(self.ways.open_register)
        for key, tile in self._tiles.items():
            tile.clicked.connect(_emits(self.asked.emit, key))

    def title(self) -> str:
        if self._today == date.min:
            return tr("Today")
        return tr("Today, {day}", day=f"{self._today:%d.%m.%Y}")

    def main_action(self) -> MainAction:
        # Translators: main button: register a new case
        return MainAction(tr("Register"), "F4", self.ways.open_register)

    def shown(self) -> None:
        desk = self.desk
        self.background.run(lambda: _known(desk), self._show_known, owner=self, key="known")

    def _show_known(self, known: _Known) -> None:
        self._today = known.today
        for key, tile in self._tiles.items():
            tile.show_count(known.counts[key])
        # Versions are rarely in dispute; the figure comes when there is one.
        self._tiles["disputed"].setVisible(known.counts["disputed"] > 0)
        self._drafts.show_drafts(known.drafts)
        self.ways.retitle()
        desk = self.desk
        self._list.ask(lambda cursor: urgent_page(desk, cursor))


def _tiles() -> Iterable[tuple[str, str, Tone]]:
    return (
        ("overdue", tr("overdue"), Tone.BAD),
        ("today", tr("due today"), Tone.WARN),
        ("soon", tr("within 3 working days"), Tone.INK),
        ("waiting", tr("waiting"), Tone.PAUSE),
        ("unassigned", tr("no executor"), Tone.BAD),
        ("disputed", tr("two versions"), Tone.WARN),
    )


def _known(desk: Desk) -> _Known:
    return _Known(
        today=desk.cases.today(),
        counts=desk.cases.counts(),
        drafts=tuple(_line(desk, draft) for draft in desk.drafts.all()),
    )


def _line(desk: Desk, draft: Draft) -> DraftLine:
    """Without a day of receipt in the draft, the term runs from the day it was saved."""
    by = desk.terms.register_by(legal_day(draft.saved_at))
    return DraftLine(draft.id, dict(draft.form), draft.saved_at, by)


def _emits(emit: Callable[[str], None], key: str) -> Callable[[], None]:
    return lambda: emit(key)
