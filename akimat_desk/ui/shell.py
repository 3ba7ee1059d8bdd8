"""The frame of the window: places at the left, title with search and main button, status below."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.keyboard_map import KeyboardMap
from akimat_desk.ui.labels import caption, head, primary, quiet
from akimat_desk.ui.message_strip import MessageStrip, Weight
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.palette import Palette, PaletteItem
from akimat_desk.ui.search_line import SearchLine
from akimat_desk.ui.shortcuts import Shortcuts
from akimat_desk.ui.sidebar import Section, Sidebar
from akimat_desk.ui.status_line import StatusLine
from akimat_desk.ui.theme import look

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

    def __init__(self, office: str, office_kind: str, background: Background) -> None:
        super().__init__()
        self._sections: dict[str, Section] = {}
        self._screens: dict[str, QWidget] = {}
        self._primary_action: QAction | None = None
        self.shortcuts: Final = Shortcuts(self)
        self.sidebar: Final = Sidebar(office, office_kind)
        self.strip: Final = MessageStrip()
        self.status: Final = StatusLine()
        self._title = head()
        self._search = SearchLine()
        self._primary = primary("")
        self._stack = QStackedWidget()
        self._band = caption()
        self._back = quiet(tr("Back  Alt+Left"), "arrow-left")
        self.setWindowTitle(tr("{office} \N{EM DASH} Akimat Desk", office=office))
        self.palette_: Final = Palette(self, background)
        self._build()
        self._build_keys()
        background.refused.connect(self.refuse)

    def _build(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(look().px(22), look().px(12), look().px(22), look().px(16))
        inner.setSpacing(look().px(12))
        inner.addLayout(self._build_title_row())
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

    def _build_title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look().px(12))
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._search.setFixedWidth(look().px(300))
        self._search.searched.connect(self.searched)
        self._search.entered.connect(self.search_entered)
        self._primary.hide()
        self._back.hide()
        self._back.clicked.connect(self.back_asked)
        row.addWidget(self._back)
        row.addWidget(self._title, 1)
        row.addWidget(self._search)
        row.addWidget(self._primary)
        return row

    def _build_keys(self) -> None:
        group = tr("Everywhere")
        add = self.shortcuts.add
        add("F1", tr("Help"), self.help_asked.emit, group)
        add("F3", tr("Search"), self.focus_search, group)
        add("Ctrl+K", tr("Commands"), self.palette_.open, group)
        add("Alt+Left", tr("Back"), self.back_asked.emit, group)
        add("Ctrl+?", tr("Keys"), self.show_keys, group, "Ctrl+Shift+/", "Ctrl+/", "Ctrl+Shift+7")

    # What a screen may ask

    def add_section(self, section: Section, screen: QWidget) -> None:
        self._sections[section.id] = section
        self._screens[section.id] = screen
        self.sidebar.add(section)
        self._stack.addWidget(screen)
        place = len(self._sections)
        if place <= 9:
            title = section.title()
            keys = f"Ctrl+{place}"
            self.shortcuts.add(keys, title, lambda: self.show_section(section.id), tr("Places"))

    def add_room(self, screen: QWidget) -> None:
        """A screen that is reached from others and has no entry at the side."""
        self._stack.addWidget(screen)

    def show_section(self, section_id: str, *, keeps_focus: bool = False) -> None:
        """Raises KeyError for a place that was not added. The search field keeps the focus."""
        screen = self._screens[section_id]
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
        self._back.setVisible(is_possible)

    def show_band(self, words: str) -> None:
        """A coloured line over the whole window: this is not the real register."""
        self._band.setText(words)
        self._band.show()

    def search_text(self) -> str:
        return self._search.text()

    def clear_search(self) -> None:
        self._search.clear()

    def show_count(self, section_id: str, count: int) -> None:
        """Counts only what somebody must do there."""
        self.sidebar.show_count(section_id, count)

    def set_title(self, words: str) -> None:
        self._title.setText(words)

    def set_primary(self, words: str, keys: str, run: Callable[[], object]) -> None:
        """The main button of a screen and its key; the key stands on the button."""
        self.clear_primary()
        self._primary.setText(tr("{verb}  {keys}", verb=words, keys=keys))
        self._primary.setAccessibleName(words)
        self._primary_action = self.shortcuts.add(keys, words, run, tr("On this screen"))
        self._primary.show()
        self._primary.clicked.connect(self._primary_action.trigger)

    def clear_primary(self) -> None:
        if self._primary_action is not None:
            self._primary.clicked.disconnect(self._primary_action.trigger)
            self.shortcuts.remove(self._primary_action)
            self._primary_action = None
        self._primary.hide()

    def primary_button(self) -> QPushButton:
        return self._primary

    def refuse(self, error: DeskError) -> None:
        """A refusal nobody showed elsewhere."""
        self.strip.say(Weight.BAD, sentence(error))

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def show_keys(self) -> None:
        KeyboardMap(self.shortcuts.lines(), self).open()

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
        self._search.setFixedWidth(look().px(280 if is_narrow else 300))
