"""What registration would say to what stands in the form; asked anew at each pause in typing."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from akimat_desk.services.desk import Desk
from akimat_desk.services.foresight import Foreseen
from akimat_desk.ui.background import Background
from akimat_desk.ui.screens.register_form_page import FormPage
from akimat_desk.ui.screens.register_words import came_before, own_cases

PAUSE_MS: Final = 250


class Foresight(QObject):
    """Asks nothing before `begin`: without the catalogues there is nothing to foresee."""

    def __init__(self, desk: Desk, background: Background, page: FormPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._background = background
        self._page = page
        self._has_begun = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        page.edited.connect(self._pause.start)

    def begin(self) -> None:
        self._has_begun = True

    def ask(self) -> None:
        if not self._has_begun:
            return
        desk, told = self._desk, self._page.form.told()
        self._background.run(
            lambda: desk.registration.preview(told), self._show, owner=self, key="preview"
        )

    def _show(self, foreseen: Foreseen) -> None:
        form, own = self._page.form, own_cases(foreseen.earlier)
        self._page.strip.show_foreseen(foreseen)
        form.offers.show_answerer(foreseen.answerer)
        form.offers.offer_previous(own)
        form.show_history(came_before(own))
