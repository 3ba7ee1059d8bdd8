"""Settings: a list of pages at the left, the page at the right; pages are made when opened."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.backup_runner import BackupRunner
from akimat_desk.ui.icons import icon
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.progress import Tally
from akimat_desk.ui.screens.backups import BackupsPage
from akimat_desk.ui.screens.bodies_page import BodiesPage
from akimat_desk.ui.screens.exchange_page import SharePage
from akimat_desk.ui.screens.leaving import LeavingPage
from akimat_desk.ui.screens.office_history import HistoryPage
from akimat_desk.ui.screens.settings_answers import AnswersPage
from akimat_desk.ui.screens.settings_exchange import ExchangePage
from akimat_desk.ui.screens.settings_health import HealthPage
from akimat_desk.ui.screens.settings_keys import KeysPage
from akimat_desk.ui.screens.settings_look import LookPage
from akimat_desk.ui.screens.settings_office import OfficePage
from akimat_desk.ui.screens.settings_people import PeoplePage
from akimat_desk.ui.screens.settings_posts import PostsPage
from akimat_desk.ui.screens.settings_rules import RulesPage
from akimat_desk.ui.screens.settings_workstation import WorkstationPage
from akimat_desk.ui.sync_words import SyncWords
from akimat_desk.ui.theme import look

LOOK, STATION, OFFICE, PEOPLE, POSTS = "look", "workstation", "office", "people", "posts"
HANDING, HISTORY, BODIES = "handing", "history", "bodies"
SHARE, BACKUPS, KEYS = "share", "backups", "keys"
ANSWERS, RULES, EXCHANGE, HEALTH = "answers", "rules", "exchange", "health"
NAV_WIDE: Final = 240


class _Page(NamedTuple):
    title: Callable[[], str]
    icon: str
    build: type[Place]


_PAGES: Final[dict[str, _Page]] = {
    LOOK: _Page(lambda: tr("Look and language"), "palette-outline", LookPage),
    STATION: _Page(lambda: tr("This workstation"), "monitor", WorkstationPage),
    OFFICE: _Page(lambda: tr("The office"), "office-building-outline", OfficePage),
    PEOPLE: _Page(lambda: tr("People and accounts"), "account-group-outline", PeoplePage),
    POSTS: _Page(lambda: tr("Posts and substitutes"), "account-tie-outline", PostsPage),
    HISTORY: _Page(lambda: tr("History of the office"), "history", HistoryPage),
    HANDING: _Page(lambda: tr("Hand-over of files"), "swap-horizontal", LeavingPage),
    ANSWERS: _Page(lambda: tr("Who answers for what"), "table-account", AnswersPage),
    BODIES: _Page(lambda: tr("Directory of bodies"), "book-open-variant", BodiesPage),
    RULES: _Page(lambda: tr("Calendar and rules"), "calendar-check-outline", RulesPage),
    EXCHANGE: _Page(lambda: tr("Exchange with the centre"), "sync", ExchangePage),
    SHARE: _Page(lambda: tr("Exchange without a line"), "folder-open-outline", SharePage),
    BACKUPS: _Page(lambda: tr("Copies of the data"), "content-save-outline", BackupsPage),
    KEYS: _Page(lambda: tr("Codes and key"), "key-outline", KeysPage),
    HEALTH: _Page(lambda: tr("Health of the data"), "heart-pulse", HealthPage),
}
PAGES: Final = tuple(_PAGES)


class SettingsPlace(Place):
    """`language_chosen` and `worn` ask the window to be built anew."""

    language_chosen = Signal(str)
    worn = Signal()
    sync_asked = Signal()
    left_account = Signal()
    key_change_asked = Signal(object)
    copy_asked = Signal()

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._list = QListWidget()
        self._stack = QStackedWidget()
        self._made: dict[str, Place] = {}
        self._told: SyncWords | None = None
        self._tally: Tally | None = None
        self._next_at: int | None = None
        self._copies: BackupRunner | None = None
        self._is_shown = False
        self._build()

    def _build(self) -> None:
        self._list.setProperty("role", "pages")
        self._list.setAccessibleName(tr("Pages of the settings"))
        self._list.setFixedWidth(look().px(NAV_WIDE))
        self._list.setIconSize(QSize(look().px(18), look().px(18)))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for key, page in _PAGES.items():
            item = QListWidgetItem(icon(page.icon), page.title())
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setToolTip(page.title())
            item.setSizeHint(QSize(0, look().row_height))
            self._list.addItem(item)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(16))
        layout.addWidget(self._list)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self._list)
        self._list.setCurrentRow(0)
        self._list.currentRowChanged.connect(lambda _: self._show_current())
        self._list.itemActivated.connect(lambda _: self._enter())

    def title(self) -> str:
        return tr("Settings")

    def main_action(self) -> MainAction | None:
        page = self.page()
        return None if page is None else page.main_action()

    def shown(self) -> None:
        self._is_shown = True
        self._show_current()

    def left(self) -> None:
        self._is_shown = False
        page = self.page()
        if page is not None:
            page.left()

    def page(self) -> Place | None:
        """The one that is shown."""
        found = self._stack.currentWidget()
        return found if isinstance(found, Place) else None

    def show_page(self, key: str) -> None:
        """Raises ValueError for a page that is not there."""
        self._list.setCurrentRow(list(_PAGES).index(key))

    def show_clashes(self) -> None:
        """The numbers that several papers bear."""
        self.show_page(EXCHANGE)
        page = self.page()
        if isinstance(page, ExchangePage):
            page.clashes.to_first()

    def show_sync(
        self, told: SyncWords, tally: Tally | None = None, next_at: int | None = None
    ) -> None:
        """How it stands; `tally` while an exchange is going on, `next_at` when the next begins."""
        self._told, self._tally, self._next_at = told, tally, next_at
        page, share = self._made.get(EXCHANGE), self._made.get(SHARE)
        if isinstance(page, ExchangePage):
            page.show_sync(told, tally, next_at)
        if isinstance(share, SharePage):
            share.follow()

    def follow_copies(self, runner: BackupRunner) -> None:
        self._copies, page = runner, self._made.get(BACKUPS)
        if isinstance(page, BackupsPage):
            page.follow(runner)

    def _show_current(self) -> None:
        """Nothing is made or asked before somebody comes here."""
        if not self._is_shown:
            return
        key = self._list.currentItem().data(Qt.ItemDataRole.UserRole)
        before, page = self.page(), self._page(str(key))
        if before is not None and before is not page:
            before.left()
        self._stack.setCurrentWidget(page)
        page.shown()
        self.ways.retitle()

    def _page(self, key: str) -> Place:
        if key not in self._made:
            page = _PAGES[key].build(self.desk, self.background, self.ways)
            self._made[key] = page
            self._stack.addWidget(page)
            self._connect(page)
        return self._made[key]

    def _connect(self, page: Place) -> None:
        if isinstance(page, LookPage):
            page.language_chosen.connect(self.language_chosen)
            page.worn.connect(self.worn)
            page.left_account.connect(self.left_account)
        if isinstance(page, BackupsPage):
            page.copy_asked.connect(self.copy_asked)
            if self._copies is not None:
                page.follow(self._copies)
        if isinstance(page, KeysPage):
            page.key_change_asked.connect(self.key_change_asked)
        if isinstance(page, ExchangePage):
            page.sync_asked.connect(self.sync_asked)
            if self._told is not None:
                page.show_sync(self._told, self._tally, self._next_at)

    def _enter(self) -> None:
        page = self.page()
        if page is not None and page.focusProxy() is not None:
            page.setFocus()
        else:
            self.focusNextChild()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc comes back to the list of pages; Right goes into the page."""
        if event.key() == Qt.Key.Key_Escape and not self._list.hasFocus():
            self._list.setFocus()
        elif event.key() == Qt.Key.Key_Right and self._list.hasFocus():
            self._enter()
        else:
            super().keyPressEvent(event)
