"""A paper as it will be printed, with its print button; Alt+Left leads back."""

from PySide6.QtWidgets import QVBoxLayout

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.preview import Preview


class PaperPlace(Place):
    """Holds one paper at a time."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._name = ""
        self._preview = Preview(background)
        self._preview.printed.connect(self._say_printed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._preview)
        self.setFocusProxy(self._preview)

    def show_paper(self, pdf: bytes, name: str) -> None:
        self._name = name
        self._preview.show_paper(pdf, name)

    def title(self) -> str:
        return self._name or tr("Paper")

    def main_action(self) -> MainAction:
        return MainAction(tr("Print"), "F9", self._preview.print_it)

    def _say_printed(self) -> None:
        self.ways.say(Weight.GOOD, tr("{paper} went to the printer.", paper=self._name))
