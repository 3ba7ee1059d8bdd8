"""It is registered: the number big, the code, by when and who; the receipt beside it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.foresight import Checked
from akimat_desk.services.registration import Registered
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.flow import flow
from akimat_desk.ui.labels import (
    caption,
    card,
    fact,
    plain,
    retone,
    scrolled,
    secondary,
    soft,
    wrapped,
)
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.preview import Preview, Sent
from akimat_desk.ui.screens.register_words import answerer_fact, due_fact, due_ground
from akimat_desk.ui.theme import Tone, look


class DonePage(QWidget):
    """Enter asks for the receipt, which is being made while this is read."""

    print_asked = Signal()
    stamp_asked = Signal(str, str)
    case_asked = Signal(str)

    def __init__(self, background: Background, sent: Sent) -> None:
        super().__init__()
        self._case = ""
        self._number = fact()
        self._code = soft()
        self._who, self._about = wrapped(plain()), wrapped(plain())
        self._due, self._due_under = wrapped(plain()), wrapped(caption())
        self._answerer = wrapped(plain())
        self._state = wrapped(caption())
        # Translators: button; Enter is the key
        self.print_button: Final = secondary(tr("Print the receipt  Enter"), "printer-outline")
        # Translators: button, a small label with the incoming number for the paper itself
        self._stamp = secondary(tr("Print the stamp label"), "label-outline")
        # Translators: button, opens the case that was just registered
        self._open = secondary(tr("Open the case"))
        self._preview = Preview(background, sent)
        self._build()

    def _build(self) -> None:
        facts = QWidget()
        inside = QVBoxLayout(facts)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look().px(1))
        inside.addWidget(soft(tr("Registered under the number")))
        inside.addWidget(self._number)
        inside.addWidget(self._code)
        for label, *widgets in (
            (tr("From whom"), self._who),
            (tr("About what"), self._about),
            (tr("By when"), self._due, self._due_under),
            (tr("Who answers"), self._answerer),
        ):
            inside.addSpacing(look().px(8))
            inside.addWidget(caption(label))
            for widget in widgets:
                inside.addWidget(widget)
        inside.addStretch()
        left = card(scrolled(facts), self._state, flow(self.print_button, self._stamp, self._open))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(14))
        layout.addWidget(left, 5)
        layout.addWidget(self._preview, 6)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.print_button.clicked.connect(self.print_asked)
        self._stamp.clicked.connect(lambda: self.stamp_asked.emit(self._case, self._number.text()))
        self._open.clicked.connect(lambda: self.case_asked.emit(self._case))

    def show_registered(self, registered: Registered, checked: Checked) -> None:
        event, foreseen = checked.registered, checked.foreseen
        self._case = registered.case
        self._number.setText(registered.number)
        code = f"{registered.receipt_code[:3]} {registered.receipt_code[3:]}"
        self._code.setText(tr("code for the phone: {code}", code=code))
        anonymous = event.applicant.is_anonymous
        nobody = "\N{EM DASH}" if event.secrecy else tr("anonymous")
        self._who.setText(nobody if anonymous else event.applicant.name)
        self._about.setText(event.subject)
        self._due.setText(due_fact(foreseen.due))
        self._due_under.setText(due_ground(foreseen.due))
        self._answerer.setText(answerer_fact(foreseen.answerer))
        self._preview.hide()
        self.print_button.setEnabled(False)
        none = tr("No receipt is made of such a matter.")
        self._say(none if event.secrecy else tr("The receipt is being made."), Tone.SOFT)
        self._open.setFocus()

    def show_receipt(self, pdf: bytes, name: str) -> None:
        self._preview.show_paper(pdf, name)
        self._preview.show()
        self.print_button.setEnabled(True)
        self.print_button.setFocus()
        self._say("", Tone.SOFT)

    def show_refusal(self, error: DeskError) -> None:
        """Registered all the same; the receipt can be made later from the case."""
        self._say(tr("The receipt could not be made: {reason}", reason=sentence(error)), Tone.BAD)

    def number(self) -> str:
        return self._number.text()

    def state(self) -> str:
        return self._state.text()

    def _say(self, words: str, tone: Tone) -> None:
        self._state.setText(words)
        retone(self._state, tone)
        self._state.setVisible(bool(words))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focused = self.focusWidget()
        own = next((one for one in (self._open, self._stamp) if focused is one), None)
        if is_enter and own is not None:
            own.click()
        elif is_enter and self.print_button.isEnabled():
            self.print_asked.emit()
        else:
            super().keyPressEvent(event)
