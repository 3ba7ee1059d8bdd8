"""The locked window: everything of the office out of sight, the work beside it goes on."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from akimat_desk.ui.background import Background
from akimat_desk.ui.screens.locked import Locked
from akimat_desk.ui.signed import Signed

if TYPE_CHECKING:
    from akimat_desk.domain.offices import Staff


class Lock(QObject):
    """Holds the main window while it is hidden: its exchange, its timers and all that was typed
    stay as they are. `opened` once the same person is back, `taken` when another one is there."""

    opened = Signal()
    taken = Signal(object)

    def __init__(self, main: QWidget, found: Signed, background: Background) -> None:
        super().__init__()
        self.main: Final = main
        self.page: Final = Locked(found, background)
        self._me = found.desk.office.me
        self.page.proven.connect(self._let_in)

    def close_in(self) -> None:
        """The page is shown first: Qt must not think that the last window is gone."""
        self.page.restoreGeometry(self.main.saveGeometry())
        self.page.show()
        self.put_away()
        self.page.raise_()
        self.page.activateWindow()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def put_away(self) -> None:
        """Whatever else has a window of its own: dialogs are answered with no, the rest hides."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            if popup.isVisible():
                break
        for window in QApplication.topLevelWidgets():
            if window is self.page or not window.isVisible():
                continue
            if isinstance(window, QDialog):
                window.reject()
            window.hide()

    def let_go(self) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def show_again(self) -> None:
        self.let_go()
        self.main.show()
        self.main.raise_()
        self.main.activateWindow()
        self.page.close()
        self.page.deleteLater()

    def _let_in(self, person: "Staff") -> None:
        if self._me is not None and person.id == self._me.id:
            self.opened.emit()
        else:
            self.taken.emit(person)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What an answer that was still under way would open is put away at once."""
        is_other = (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self.page
            and not self.page.isAncestorOf(watched)
        )
        if is_other:
            QTimer.singleShot(0, self, self.put_away)
        return False
