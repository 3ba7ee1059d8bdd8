"""The frame of the window: places at the left, title with search and main button, status below."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.keyboard_map import KeyboardMap
from akimat_desk.ui.labels import caption
from akimat_desk.ui.message_strip import MessageStrip, Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.palette import Palette, PaletteItem
from akimat_desk.ui.place import Place
from akimat_desk.ui.screen_stack import ScreenStack
from akimat_desk.ui.sections import SETTINGS
from akimat_desk.ui.shortcuts import Shortcuts
from akimat_desk.ui.sidebar import Section, Sidebar
from akimat_desk.ui.status_line import StatusLine
from akimat_desk.ui.theme import look
from akimat_desk.ui.title_row import TitleRow

NARROW_UNDER: Final = 1100


class Shell(QMainWindow):
    """Knows nothing of cases: screens are put in, and say what their title and main button are.

    `searched` comes a moment after typing, `search_entered` at Enter, `section_shown` when
    another place is open.
    """

    section_shown = Signal(str)
    searched = Signal(str)
    search_entered = Signal(str)
    help_asked = Signal()
    outbox_asked = Signal()
    back_asked = Signal()
    lock_asked = Signal()
    unlocked = Signal()

    def __init__(self, office: str, office_kind: str, background: Background) -> None:
        super().__init__()
        self._sections: dict[str, Section] = {}
        self.shortcuts: Final = Shortcuts(self)
        self.sidebar: Final = Sidebar(office, office_kind)
        self.strip: Final = MessageStrip()
        self.status: Final = StatusLine()
        self._row = TitleRow(self.shortcuts)
        self._stack = ScreenStack()
        self._screens = self._stack.screens
        self._band = caption()
        self.setWindowTitle(tr("{office} \N{EM DASH} Akimat Desk", office=office))
        self.palette_: Final = Palette(self, background)
        self._build()
        self._build_keys()
        background.refused.connect(self.refuse)

    def _build(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(look().px(22), look().px(12), look().px(22), look().px(16))
        inner.setSpacing(look().px(12))
        inner.addWidget(self._row)
        inner.addWidget(self.strip)
        inner.addWidget(self._stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.sidebar)
        upper.addLayout(inner, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._band)
        layout.addLayout(upper, 1)
        layout.addWidget(self.status)
        # The stack would ask for as much room as its largest screen, on a screen of 512 points too.
        self._stack.setMinimumSize(look().px(320), look().px(200))
        self._band.setProperty("role", "band")
        self._band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._band.hide()
        self.setCentralWidget(whole)
        self.sidebar.chosen.connect(self.show_section)
        self.status.helped.connect(self.help_asked)
        self.status.opened.connect(self.outbox_asked)
        self.status.commanded.connect(self.palette_.open)
        self.palette_.provide_actions(self._places)
        self._row.back.clicked.connect(self.back_asked)
        self._row.search.searched.connect(self.searched)
        self._row.search.entered.connect(self.search_entered)

    def _build_keys(self) -> None:
        group = tr("Everywhere")
        add = self.shortcuts.add
        add("F1", tr("Help"), self.help_asked.emit, group)
        add("F3", tr("Search"), self.focus_search, group)
        add("Ctrl+K", tr("Commands"), self.palette_.open, group)
        add("Alt+Left", tr("Back"), self.back_asked.emit, group)
        add("Ctrl+?", tr("Keys"), self.show_keys, group, "Ctrl+Shift+/", "Ctrl+/", "Ctrl+Shift+7")

    # What a screen may ask

    def add_section(self, section: Section, screen: QWidget | Callable[[], QWidget]) -> None:
        """A screen, or what builds it when somebody first goes there."""
        self._sections[section.id] = section
        self._stack.put(section.id, screen)
        self.sidebar.add(section)
        # The row of digits ends with the nought, and the settings keep it.
        place = 0 if section.id == SETTINGS else len(self._sections)
        if place <= 9:
            title, keys = section.title(), f"Ctrl+{place}"
            self.shortcuts.add(keys, title, lambda: self.show_section(section.id), tr("Places"))

    def add_room(self, screen: QWidget) -> None:
        """A screen that is reached from others and has no entry at the side."""
        self._stack.addWidget(screen)

    def show_section(self, section_id: str, *, keeps_focus: bool = False) -> None:
        """Raises KeyError for a place that was not added. The search field keeps the focus."""
        screen = self._stack.screen_of(section_id)
        self.show_room(screen, section_id, self._sections[section_id].title())
        if not keeps_focus:
            screen.setFocus()
        self.section_shown.emit(section_id)

    def show_room(self, screen: QWidget, section_id: str, title: str) -> None:
        """Shows a screen and marks the place it belongs to."""
        self.sidebar.mark(section_id)
        self.set_title(title)
        self.clear_primary()
        self._stack.setCurrentWidget(screen)

    def shown_screen(self) -> QWidget | None:
        return self._stack.currentWidget()

    def show_back(self, *, is_possible: bool) -> None:
        self._row.back.setVisible(is_possible)

    def show_band(self, words: str) -> None:
        """A coloured line over the whole window: this is not the real register."""
        self._band.setText(words)
        self._band.show()

    def search_text(self) -> str:
        return self._row.search.text()

    def clear_search(self) -> None:
        self._row.search.clear()

    def show_count(self, section_id: str, count: int) -> None:
        """Counts only what somebody must do there."""
        self.sidebar.show_count(section_id, count)

    def set_title(self, words: str) -> None:
        self._row.set_title(words)

    def set_primary(self, words: str, keys: str, run: Callable[[], object]) -> None:
        """The main button of a screen and its key."""
        self._row.set_primary(words, keys, run)

    def clear_primary(self) -> None:
        self._row.clear_primary()

    def primary_button(self) -> QPushButton:
        return self._row.primary

    def refuse(self, error: DeskError) -> None:
        """A refusal nobody showed elsewhere."""
        self.strip.say(Weight.BAD, sentence(error))

    def focus_search(self) -> None:
        self._row.focus_search()

    def show_keys(self) -> None:
        shown = self.shown_screen()
        own = shown.keys() if isinstance(shown, Place) else ()
        KeyboardMap([*self.shortcuts.lines(), *own], self).open()

    def _places(self) -> list[PaletteItem]:
        def go(section: Section) -> PaletteItem:
            return PaletteItem(
                section.title(), lambda: self.show_section(section.id), section.icon, tr("place")
            )

        return [go(section) for section in self._sections.values()]

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < look().px(NARROW_UNDER)
        self.sidebar.narrow(is_narrow=is_narrow)
        self._row.narrow(is_narrow=is_narrow)
