"""Help: topics at the left with a search, the topic at the right; F1 opens that of the screen."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from akimat_desk.domain.collation import folded
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.icons import icon
from akimat_desk.ui.place import Place, Ways
from akimat_desk.ui.screens import help_signs, help_topics
from akimat_desk.ui.screens.help_glossary import GlossaryPage
from akimat_desk.ui.screens.help_page import TopicPage
from akimat_desk.ui.screens.help_topics import FIRST, Part, Topic
from akimat_desk.ui.screens.help_troubles import troubles
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.theme import look

WORDS: Final = "words"
NAV_WIDE: Final = 240


class HelpPlace(Place):
    """`keys` answers what works in the window now."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        ways: Ways,
        keys: Callable[[], Sequence[KeyLine]],
    ) -> None:
        super().__init__(desk, background, ways)
        self._topics: Final = _topics(keys)
        self._search = QLineEdit()
        self._list = QListWidget()
        self._stack = QStackedWidget()
        self._page = TopicPage()
        self._glossary = GlossaryPage(background)
        self._build()

    def _build(self) -> None:
        self._search.setPlaceholderText(tr("Search in the help"))
        self._search.setAccessibleName(tr("Search in the help"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._list.setProperty("role", "pages")
        self._list.setAccessibleName(tr("Topics of the help"))
        self._list.setIconSize(QSize(look().px(18), look().px(18)))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.currentRowChanged.connect(lambda _: self._show_current())
        side = QWidget()
        side.setFixedWidth(look().px(NAV_WIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._glossary)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(16))
        layout.addWidget(side)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self._search)
        self._fill(list(self._topics))

    def title(self) -> str:
        return tr("Help")

    def shown(self) -> None:
        """Keys are others than last time."""
        self._show_current()

    def open_for(self, section: str) -> None:
        """The topic of a screen; where there is none, what is shown stays."""
        if section in self._topics:
            self.show_topic(section)

    def show_topic(self, topic: str) -> None:
        """Raises ValueError for a topic that is not there."""
        self._search.clear()
        self._list.setCurrentRow(list(self._topics).index(topic))

    def shown_topic(self) -> str:
        """ "" where nothing is found."""
        place = self._list.currentRow()
        return "" if place < 0 else str(self._list.item(place).data(Qt.ItemDataRole.UserRole))

    def _narrow(self, typed: str) -> None:
        """Topics in which every typed word begins a word."""
        wanted = folded(typed).split()
        before = self.shown_topic()
        fitting = [key for key in self._topics if self._fits(key, wanted)]
        self._fill(fitting)
        if before in fitting:
            self._list.setCurrentRow(fitting.index(before))
        self._show_current()

    def _fits(self, key: str, wanted: Sequence[str]) -> bool:
        if key == WORDS:
            return self._glossary.has(wanted)
        title = self._topics[key].title()
        return any(_holds(f"{title} {part.words()}", wanted) for part in self._topics[key].parts())

    def _fill(self, keys: Sequence[str]) -> None:
        with QSignalBlocker(self._list):
            self._list.clear()
            for key in keys:
                topic = self._topics[key]
                item = QListWidgetItem(icon(topic.icon), topic.title())
                item.setData(Qt.ItemDataRole.UserRole, key)
                item.setToolTip(topic.title())
                self._list.addItem(item)
            self._list.setCurrentRow(0)

    def _show_current(self) -> None:
        key, wanted = self.shown_topic(), folded(self._search.text()).split()
        if key == WORDS:
            self._glossary.narrow(wanted)
            self._stack.setCurrentWidget(self._glossary)
            return
        self._stack.setCurrentWidget(self._page)
        if not key:
            self._page.show_parts("", [_nothing()])
            return
        topic = self._topics[key]
        parts = list(topic.parts())
        found = [part for part in parts if wanted and _holds(part.words(), wanted)]
        self._page.show_parts(topic.title(), found or parts)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go from the search to what it found."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._list.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self._search.text():
                self._search.clear()
                return True
        return super().eventFilter(watched, event)


def _holds(text: str, wanted: Sequence[str]) -> bool:
    words = folded(text).split()
    return all(any(one in word for word in words) for one in wanted)


def _nothing() -> Part:
    return Part(
        tr("Nothing is found."),
        sentences=(tr("Try fewer letters, or one word only."),),
    )


def _topics(keys: Callable[[], Sequence[KeyLine]]) -> dict[str, Topic]:
    """In the order of the list; those of the screens bear the names of their sections."""
    topics = help_topics
    told = (
        Topic(FIRST, lambda: tr("The first day"), "flag-outline", topics.first_day),
        Topic("today", lambda: tr("Today"), "calendar-today-outline", topics.today),
        Topic("register", lambda: tr("Registration"), "file-plus-outline", topics.registration),
        Topic("post", lambda: tr("Mail"), "email-multiple-outline", topics.post),
        Topic("cases", lambda: tr("Cases"), "format-list-bulleted", topics.cases),
        Topic("card", lambda: tr("The card of a case"), "card-text-outline", topics.card),
        Topic("resolutions", lambda: tr("Resolutions"), "draw-pen", topics.resolutions),
        Topic("settings", lambda: tr("Settings"), "cog-outline", topics.settings),
        Topic("bar", lambda: tr("The strip of days"), "chart-gantt", help_signs.bar),
        Topic("states", lambda: tr("States and chips"), "tag-outline", help_signs.states),
        Topic("keys", lambda: tr("Keys"), "keyboard-outline", lambda: help_signs.keys(keys)),
        Topic("trouble", lambda: tr("What to do when…"), "lifebuoy", troubles),
        Topic(WORDS, lambda: tr("Words in three languages"), "translate", lambda: iter(())),
    )
    return {topic.id: topic for topic in told}
