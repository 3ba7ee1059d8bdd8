"""The window's program: one per workspace, signs in, builds the frame, ends in order."""

import contextlib
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from akimat_desk.text.catalogue import speak
from akimat_desk.ui import kept
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.crash import CrashHook
from akimat_desk.ui.icons import icon
from akimat_desk.ui.qt_words import speak_qt
from akimat_desk.ui.screens.sign_in import SignIn
from akimat_desk.ui.signed import Signed, handed_over
from akimat_desk.ui.single import Single
from akimat_desk.ui.theme import Tone, application, follow

if TYPE_CHECKING:
    from akimat_desk.domain.errors import DeskError
    from akimat_desk.domain.offices import Staff
    from akimat_desk.services.key_change import Change
    from akimat_desk.ui.lock import Lock

USUAL: Final = QSize(1366, 768)
REPORTS: Final = "crash.txt"
LOADS_AFTER_MS: Final = 1_000


def open_window(folder: str, login: str) -> int:
    """Until the window is closed; a second start only raises the first window."""
    # The collector would look through every module that is loaded, again and again. What lives
    # as long as the program is put out of its sight when the first screen stands; from then on
    # `Collector` looks, on this thread.
    gc.disable()
    app = _application()
    workspace = Path(folder)
    single = Single(workspace)
    if not single.is_first():
        return 0
    CrashHook(lambda report: _keep_report(workspace, report)).install()
    program = Program(app, workspace, login)
    single.raised.connect(program.come_forward)
    program.start()
    try:
        return app.exec()
    finally:
        program.close()
        single.close()


class Program(QObject):
    """Holds the one window that is open: the sign-in or the main window, and the desk behind it."""

    def __init__(self, app: QApplication, folder: Path, login: str = "") -> None:
        super().__init__()
        self._app = app
        self._folder, self._login = folder, login
        self._background = Background(interrupt=self._stop_reading)
        self._signed: Signed | None = None
        self._lock: Lock | None = None
        self._asked_language = ""
        self.window: QWidget | None = None

    def start(self) -> None:
        follow(self._app, kept.shade(), kept.scale())
        self._app.setWindowIcon(icon("file-document-check-outline", Tone.ACCENT))
        self._show_sign_in(kept.language_of(self._login or kept.last_login()))

    def come_forward(self) -> None:
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def close(self) -> None:
        """Lets what runs come to its end, then gives the workspace back."""
        self._close_hidden()
        self._replace(None)
        self._background.close()
        if self._signed is not None:
            self._signed.desk.close()
            self._signed = None

    def _show_sign_in(self, language: str) -> None:
        _speak(language)
        page = SignIn(self._folder, self._login, self._background)
        page.signed_in.connect(self._welcome)
        page.language_chosen.connect(self._ask_language)
        page.copy_asked.connect(self._show_copies)
        page.damaged.connect(self._show_copies)
        self._replace(page)

    def _show_copies(self, damage: "DeskError | None" = None) -> None:
        """A copy put in place; after a damage also what the damaged file still holds."""
        from akimat_desk.ui.screens.restore import RestorePage  # noqa: PLC0415

        page = RestorePage(self._folder, self._background, damage)
        page.left.connect(lambda: self._show_sign_in(kept.language_of(kept.last_login())))
        self._replace(page)

    def _ask_language(self, language: str) -> None:
        self._asked_language = language
        self._show_sign_in(language)

    def _welcome(self, found: Signed) -> None:
        """A language asked for at the sign-in is this account's from now on."""
        self._signed = found
        language = self._asked_language or kept.language_of(found.login)
        kept.keep_language(language, found.login)
        self._show_main(found, "today")

    def _show_main(self, found: Signed, section: str) -> None:
        # Late, so that the sign-in is painted before the screens are loaded.
        from akimat_desk.ui.main_window import MainWindow  # noqa: PLC0415

        _speak(kept.language_of(found.login))
        window = MainWindow(found, self._background)
        window.language_chosen.connect(self._change_language)
        window.worn.connect(self._wear)
        window.left_account.connect(self._sign_out)
        window.lock_asked.connect(self._close_in)
        # Queued: the window that asks is closed for it.
        window.key_change_asked.connect(self._change_key, Qt.ConnectionType.QueuedConnection)
        window.copy_asked.connect(self._leave_for_copies, Qt.ConnectionType.QueuedConnection)
        self._replace(window)
        window.show_section(section)
        window.begin()
        self._background.run(lambda: None, lambda _: _put_out_of_sight(), owner=window)
        QTimer.singleShot(LOADS_AFTER_MS, window, self._load_screens)

    def _load_screens(self) -> None:
        """Once Today stands and nobody waits for it."""
        from akimat_desk.ui.places import load_screens  # noqa: PLC0415

        if self.window is not None:
            self._background.run(load_screens, lambda _: None, owner=self.window, lane=Lane.LONG)

    def _change_language(self, language: str) -> None:
        if self._signed is not None:
            kept.keep_language(language, self._signed.login)
            self._show_main(self._signed, "settings")

    def _wear(self) -> None:
        follow(self._app, kept.shade(), kept.scale())
        if self._signed is not None:
            self._show_main(self._signed, "settings")

    def _sign_out(self) -> None:
        self._give_back()
        self._show_sign_in(kept.language_of(kept.last_login()))

    def _change_key(self, change: "Change") -> None:
        """The register is closed meanwhile; whoever asked signs in again afterwards."""
        from akimat_desk.ui.screens.key_change import KeyChangePage  # noqa: PLC0415

        self._give_back()
        page = KeyChangePage(self._folder, change, self._background)
        page.left.connect(lambda: self._show_sign_in(kept.language_of(kept.last_login())))
        self._replace(page)

    def _leave_for_copies(self) -> None:
        """Whoever asked has signed out: another copy may be another register."""
        self._give_back()
        self._show_copies()

    def _give_back(self) -> None:
        """What was asked to be written is written before the workspace is given back."""
        found, self._signed = self._signed, None
        self._login, self._asked_language = "", ""
        self._replace(None)
        self._background.close()
        self._background = Background(interrupt=self._stop_reading)
        if found is not None:
            found.desk.close()

    def _close_in(self) -> None:
        """Locks: the key stays and the exchange goes on, behind a page that tells nothing."""
        from akimat_desk.ui.lock import Lock  # noqa: PLC0415

        if self._lock is not None or self._signed is None or self.window is None:
            return
        self._lock = Lock(self.window, self._signed, self._background)
        self._lock.opened.connect(self._let_in)
        # Queued: the lanes that brought the answer are closed by then.
        self._lock.taken.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self.window = self._lock.page
        self._lock.close_in()

    def _let_in(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            self.window = lock.main
            lock.show_again()
            lock.main.unlocked.emit()  # type: ignore[attr-defined]

    def _hand_over(self, person: "Staff") -> None:
        """What the one before asked to be written is written in their name, then the other one
        begins with screens of their own."""
        if self._signed is None:
            return
        desk, self._asked_language = self._signed.desk, ""
        self._close_hidden()
        self._background.close()
        self._background = Background(interrupt=self._stop_reading)
        kept.keep_login(person.login)
        self._background.run(
            lambda: handed_over(desk, person), self._welcome, owner=self, lane=Lane.WRITE
        )

    def _close_hidden(self) -> None:
        """The window behind the lock keeps its drafts like any that is closed."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.let_go()
            lock.main.close()
            lock.main.deleteLater()

    def _stop_reading(self, thread: int) -> None:
        """The answer to an older question is not wanted: whoever types goes on typing."""
        if self._signed is not None:
            self._signed.desk.core.stop_reading(thread)

    def _replace(self, window: QWidget | None) -> None:
        """The new one stands where the old one stood; Qt must not think that all are closed."""
        before, self.window = self.window, window
        if window is not None:
            _place(window, before)
            window.show()
            # It has the keyboard from the first moment on, whatever had it before.
            window.raise_()
            window.activateWindow()
        if before is not None:
            self._app.setQuitOnLastWindowClosed(False)
            before.close()
            before.deleteLater()
            self._app.setQuitOnLastWindowClosed(True)


def _put_out_of_sight() -> None:
    """Behind the first questions of the first screen, in the same lane."""
    gc.freeze()


def _speak(language: str) -> None:
    speak(language)
    speak_qt()


def _place(window: QWidget, before: QWidget | None) -> None:
    known = kept.geometry() if before is None else before.saveGeometry()
    if known is None or not window.restoreGeometry(known):
        window.resize(USUAL.boundedTo(window.screen().availableSize()))


def _application() -> QApplication:
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else application(sys.argv[0])
    app.setApplicationName("akimat-desk")
    return app


def _keep_report(folder: Path, report: str) -> None:
    """Beside the data, where whoever helps will look; and on the terminal if there is one."""
    sys.stderr.write(report)
    with contextlib.suppress(OSError), (folder / REPORTS).open("a", encoding="utf-8") as file:
        file.write(report + "\n")
