"""Settings: the people of the office, what they may do, and who signs in at this workstation."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.office_book import Station
from akimat_desk.services.office_readings import Member
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.absence import absence_change
from akimat_desk.ui.screens.card_words import joined, named, shown_day
from akimat_desk.ui.screens.leaving import hand_over_change
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.settings_panel import Change, Turning
from akimat_desk.ui.screens.settings_people_forms import (
    access_change,
    end_change,
    member_change,
    return_change,
    shut_change,
)
from akimat_desk.ui.screens.settings_staff import people_of
from akimat_desk.ui.screens.settings_words import day_or_nothing, read_only_words, roles_line
from akimat_desk.ui.theme import Tone, look


class PeoplePage(Place):
    """Enter changes a record; those who left stand last and keep what they did."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._may = desk.office.book.may("staff")
        self._is_open = False
        self._list: ShortList[Member] = ShortList(
            columns(), background, self._actions() if self._may else (), tr("People of the office")
        )
        self._turning = Turning(self._build_page(), background, ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._turning.turned.connect(self.ways.retitle)
        self._turning.written.connect(self.shown)

    def _build_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        about = tr(
            "Accounts belong to one workstation: a password opens only the one it is set at."
        )
        layout.addWidget(wrapped(soft(about)))
        layout.addWidget(self._list, 1)
        if not self._may:
            who = self.desk.office.book.who_may("staff")
            layout.addWidget(wrapped(soft(read_only_words(who))))
        page.setFocusProxy(self._list)
        self.setFocusProxy(self._list)
        return page

    def _actions(self) -> tuple[RowAction, ...]:
        office, turn = self.desk.office, self._open
        return (
            RowAction(
                tr("Change"), "pencil-outline",
                lambda row: turn(member_change(office, row)), lambda row: not row.has_left,
            ),
            RowAction(
                tr("Set a password here"), "key-outline",
                lambda row: turn(access_change(office, row)), self._may_sign_in,
            ),
            RowAction(
                tr("Shut the account here"), "lock-outline",
                lambda row: turn(shut_change(office, row)),
                lambda row: row.has_account and not row.is_me and not self._is_open,
            ),
            RowAction(
                tr("Record an absence"), "account-switch-outline",
                self._open_absence, lambda row: row.ended_on is None,
            ),
            RowAction(
                tr("Hand over files"), "swap-horizontal",
                self._open_leaving, lambda row: row.ended_on is None,
            ),
            RowAction(
                tr("Record that they leave"), "account-off-outline",
                lambda row: turn(end_change(office, row)),
                lambda row: row.ended_on is None and not row.is_me,
            ),
            RowAction(
                tr("Take back the leaving"), "undo-variant",
                lambda row: turn(return_change(office, row)), lambda row: row.ended_on is not None,
            ),
        )  # fmt: skip

    def _may_sign_in(self, row: Member) -> bool:
        return not row.has_left and not self._is_open

    def title(self) -> str:
        return tr("People and accounts")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self._may:
            return None
        return MainAction(tr("Add a person"), "F2", self._add)

    def shown(self) -> None:
        book = self.desk.office.book
        self._list.ask(book.people)
        self.background.run(book.station, self._learn, owner=self, key="station")

    def _learn(self, station: Station) -> None:
        self._is_open = station.is_open
        self._list.refresh_buttons()

    def _add(self) -> None:
        self._turning.open(member_change(self.desk.office, None))

    def _open_absence(self, row: Member) -> None:
        people, absences = people_of(self.desk.office), self.desk.absences
        self._open(absence_change(absences, self.background, people, row.login))

    def _open_leaving(self, row: Member) -> None:
        people, leaving = people_of(self.desk.office), self.desk.leaving
        self._open(hand_over_change(leaving, self.background, people, row.login))

    def _open(self, change: Change) -> None:
        self._turning.open(change)


def columns() -> tuple[Column[Member], ...]:
    return (
        Column(
            title=lambda: tr("Name"),
            text=lambda row: row.name,
            note=lambda row: joined(named(row.post), row.login),
            is_strong=True,
            weight=2,
        ),
        Column(
            title=lambda: tr("May do the work of"),
            text=lambda row: roles_line(row.roles),
            note=_reached,
        ),
        Column(title=lambda: tr("State"), text=_state, note=_since, tone=_tone, chars=22),
    )


def _reached(row: Member) -> str:
    room = tr("room {room}", room=row.room) if row.room else ""
    return joined(room, row.phone)


def _state(row: Member) -> str:
    if row.has_left:
        return tr("left on {day}", day=day_or_nothing(row.ended_on))
    if row.ended_on is not None:
        return tr("leaves after {day}", day=shown_day(row.ended_on))
    if row.has_account:
        # Translators: somebody has a password at this workstation
        return tr("signs in here")
    return tr("no account here")


def _since(row: Member) -> str:
    return "" if row.from_on is None else tr("since {day}", day=shown_day(row.from_on))


def _tone(row: Member) -> Tone:
    if row.has_left:
        return Tone.SOFT
    return Tone.WARN if row.ended_on else Tone.GOOD if row.has_account else Tone.INK
