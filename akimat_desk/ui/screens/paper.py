"""A paper as it will be printed, with its print button; Alt+Left leads back."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from akimat_desk.services.desk import Desk
from akimat_desk.services.papers import Paper
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.access_ways import write_later
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import card, plain, secondary, strong, wrapped
from akimat_desk.ui.place import CopyMaker, MainAction, Place, Ways
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.printing import remembered
from akimat_desk.ui.theme import look


class PaperPlace(Place):
    """Holds one paper at a time, and asks whether it came out: only then a print is a copy."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._pdf, self._name = b"", ""
        self._copy: CopyMaker | None = None
        self._is_out = False
        self.preview: Final = Preview(background, desk.prints.sent, on_print=self.print_it)
        self._yes = secondary(tr("&Yes, it lies here"), "check")
        self._no = secondary(tr("&No, print it again"), "printer-outline")
        self._sent: Final = plain()
        self._question = card(
            wrapped(self._sent),
            wrapped(strong(tr("Did the paper come out?"))),
            flow(self._yes, self._no),
        )
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self._question)
        layout.addWidget(self.preview, 1)
        self._question.hide()
        self.preview.printed.connect(self.ask)
        self._yes.clicked.connect(self._came_out)
        self._no.clicked.connect(self._again)
        self.begin_at(self.preview)

    def show_paper(
        self, pdf: bytes, name: str, copy: CopyMaker | None = None, *, print_now: bool = False
    ) -> None:
        """With `print_now` it goes at once to the printer that took such a sheet before, unless
        it came out already."""
        self._pdf, self._name, self._copy = pdf, name, copy
        self._is_out = False
        self._question.hide()
        self.preview.show_paper(pdf, name)
        write_later(self)
        self.background.run(
            lambda: self.desk.prints.has_come_out(pdf),
            lambda is_out: self._know(is_out=is_out, print_now=print_now),
            owner=self,
            key="came out",
        )

    def title(self) -> str:
        return self._name or tr("Paper")

    def main_action(self) -> MainAction:
        words = tr("Print a copy") if self._is_copy else tr("Print")
        return MainAction(words, "F9", self.print_it)

    def print_it(self) -> None:
        """The first bytes until they came out, then a copy with its own number."""
        self._question.hide()
        if not self._is_copy or self._copy is None:
            self.preview.print_it()
            return
        self.background.run(
            self._copy, self._show_copy, owner=self, failed=self.ways.refuse, lane=Lane.WRITE
        )

    @property
    def _is_copy(self) -> bool:
        return self._is_out and self._copy is not None

    def _know(self, *, is_out: bool, print_now: bool) -> None:
        self._is_out = is_out
        self.ways.retitle()
        printer = remembered(self._pdf) if print_now and not is_out else ""
        if printer:
            self.preview.print_on(printer)

    def _show_copy(self, paper: Paper) -> None:
        name = tr("{paper}, copy No. {n}", paper=self._name, n=paper.copy)
        self._pdf, self._is_out = paper.data, False
        self.preview.show_paper(paper.data, name)
        self.preview.print_it()

    def ask(self) -> None:
        """Once it went to the printer."""
        self._sent.setText(tr("{paper} went to the printer.", paper=self._name))
        self._question.show()
        self._yes.setFocus()

    def _came_out(self) -> None:
        pdf = self._pdf
        self._put_away()
        self._is_out = True
        self.ways.retitle()
        self.background.run(
            lambda: self.desk.prints.came_out(pdf), _nothing, owner=self, lane=Lane.WRITE
        )

    def _again(self) -> None:
        self._put_away()
        self.preview.print_it()

    def _put_away(self) -> None:
        self._question.hide()
        self.preview.setFocus()


def _nothing(_: None) -> None:
    """The window knows it already."""
