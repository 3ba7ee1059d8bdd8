"""Settings: language, theme and size of this account; the office's data, and how to change them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background
from akimat_desk.ui.chips import chip, stop_at_chosen
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import (
    caption,
    card,
    plain,
    retone,
    scrolled,
    secondary,
    soft,
    strong,
    wrapped,
)
from akimat_desk.ui.languages import language_names
from akimat_desk.ui.place import Place, Ways
from akimat_desk.ui.sync_words import SyncWords
from akimat_desk.ui.theme import Shade, look


class _Facts(NamedTuple):
    """What is shown of the office; empty where it is not told yet."""

    name_ky: str
    name_ru: str
    address: Bilingual
    phone: str
    head: str
    office_id: str
    station: str
    point: str


class SettingsPlace(Place):
    """`language_chosen` and `worn` ask the window to be built anew."""

    language_chosen = Signal(str)
    worn = Signal()
    sync_asked = Signal()
    left_account = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._facts = QGridLayout()
        self._sync = wrapped(plain())
        self._build()

    def _build(self) -> None:
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(look().px(16))
        left = QVBoxLayout()
        left.setSpacing(look().px(12))
        left.addWidget(self._build_own())
        left.addWidget(self._build_exchange())
        left.addStretch()
        columns.addLayout(left, 1)
        columns.addWidget(self._build_office(), 1, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def _build_own(self) -> QWidget:
        away = secondary(tr("Sign out"), "logout")
        away.clicked.connect(self.left_account)
        return card(
            strong(tr("Language of the window")),
            self._choices(language_names(), spoken().language, self.language_chosen.emit),
            strong(tr("Theme")),
            self._choices(_shades(), kept.shade().value, self._wear_shade),
            strong(tr("Size of the text")),
            self._choices(_scales(), f"{kept.scale():.2f}", self._wear_scale),
            flow(away),
        )

    def _build_exchange(self) -> QWidget:
        now = secondary(tr("Exchange now  F5"), "sync")
        now.clicked.connect(self.sync_asked)
        return card(strong(tr("Exchange with the centre")), self._sync, flow(now))

    def _build_office(self) -> QWidget:
        self._facts.setHorizontalSpacing(look().px(16))
        self._facts.setVerticalSpacing(look().px(8))
        self._facts.setColumnStretch(1, 1)
        box = card(strong(tr("The office")))
        layout = box.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(self._facts)
        how = tr(
            "These are records of the office: the administrator changes them, and each change"
            " holds from its day on. At the command line: {command}",
            command="akimat-desk office set",
        )
        box.layout().addWidget(wrapped(caption(how)))  # type: ignore[union-attr]
        return box

    def _choices(
        self, choices: Sequence[tuple[str, str]], now: str, choose: Callable[[str], None]
    ) -> QWidget:
        group = QButtonGroup(self)
        buttons = []
        for key, words in choices:
            button = chip(words)
            button.setChecked(key == now)
            group.addButton(button)
            button.clicked.connect(lambda _=False, key=key: choose(key))
            buttons.append(button)
        stop_at_chosen(group)
        return flow(*buttons, gap=6)

    def title(self) -> str:
        return tr("Settings")

    def shown(self) -> None:
        desk = self.desk
        self.background.run(lambda: _facts(desk), self._show_facts, owner=self, key="facts")

    def show_sync(self, told: SyncWords) -> None:
        self._sync.setText(told.words)
        retone(self._sync, told.tone)

    def _wear_shade(self, key: str) -> None:
        kept.keep_shade(Shade(key))
        self.worn.emit()

    def _wear_scale(self, key: str) -> None:
        kept.keep_scale(float(key))
        self.worn.emit()

    def _show_facts(self, facts: _Facts) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, (name, words) in enumerate(_lines(facts)):
            self._facts.addWidget(soft(name), number, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(_value(words), number, 1)


def _value(words: str) -> QLabel:
    label = wrapped(plain(words or tr("not told yet")))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _lines(facts: _Facts) -> tuple[tuple[str, str], ...]:
    language = "ru" if spoken().language == "ru" else "ky"
    return (
        (tr("Name in Kyrgyz"), facts.name_ky),
        (tr("Name in Russian"), facts.name_ru),
        (tr("Address"), facts.address[language]),
        (tr("Telephone"), facts.phone),
        (tr("Head"), facts.head),
        (tr("Office id"), facts.office_id),
        (tr("Registration point"), facts.point),
        (tr("Workstation"), facts.station),
    )


def _facts(desk: Desk) -> _Facts:
    office, today = desk.office.now, desk.office.today
    named, letterhead = office.dated("name", today), office.dated("letterhead", today)
    held = office.post_holder("head", today)
    head = None if held is None else office.find_staff(held.staff)
    nothing = Bilingual(ky="")
    return _Facts(
        name_ky="" if named is None else named.name.ky,
        name_ru="" if named is None else named.name.ru,
        address=nothing if letterhead is None else letterhead.address,
        phone="" if letterhead is None else letterhead.phone,
        head="" if head is None else head.full_name,
        office_id=desk.office.id,
        station=desk.office.station,
        point=desk.office.point,
    )


def _shades() -> tuple[tuple[str, str], ...]:
    return (
        (Shade.SYSTEM.value, tr("As the system")),
        (Shade.LIGHT.value, tr("Light")),
        (Shade.DARK.value, tr("Dark")),
    )


def _scales() -> tuple[tuple[str, str], ...]:
    return tuple((f"{scale:.2f}", f"{scale:.0%}") for scale in kept.SCALES)
