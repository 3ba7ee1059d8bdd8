"""The reply: an answer to each question, what it rests on, and the paper as it will be."""

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from akimat_desk.domain.acts import AnswerTold, IssueAct, PartsMissing
from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Lane
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, LongTextField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import plain, primary, retone, scrolled, secondary, wrapped
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.screens.actions import OneDoing, Seat, beside, panel_head
from akimat_desk.ui.theme import Tone, look

PREVIEW_PAUSE_MS: Final = 500
NARROW_UNDER: Final = 860
_ANSWER: Final = "answer"


class ReplyPanel(QFrame):
    """The same signals as an ActionPanel. What is shown are the final bytes, without a number."""

    done = Signal(str)
    put_away = Signal()
    asked = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat: Final = seat
        self.form: Final = Form()
        self.preview: Final = Preview(seat.background, seat.desk.prints.sent)
        self._once: Final = OneDoing(seat)
        self._missing = wrapped(plain())
        self._button = primary(tr("{verb}  {keys}", verb=tr("Issue and number"), keys="Ctrl+Enter"))
        self._correct = secondary(tr("Correct the card"), "pencil-outline")
        self._pause = QTimer(self)
        self._fill()
        self._build()

    def start(self) -> None:
        self.form.start()

    def parts_missing(self) -> str:
        """As it is listed under the form; empty when the reply may go out."""
        return self._missing.text() if self._missing.property("tone") == Tone.WARN else ""

    # Building

    def _fill(self) -> None:
        form, questions = self.form, self.seat.card.questions
        for one in questions:
            title = tr("{n}. {question}", n=one.number, question=one.text)
            form.section(title)
            label = tr("&{n}. Answer", n=one.number)
            lines = 5 if len(questions) == 1 else 3
            form.row(Entry(f"{_ANSWER}{one.number}", label, LongTextField(lines)))
        form.row(Entry("grounds", tr("&Grounds"), LongTextField(2, tr("law, article, findings"))))
        hint = tr("One a line.")
        form.row(Entry("enclosures", tr("&Enclosures"), LongTextField(2), hint=hint))
        form.row(Entry("is_refusal", tr("Re&fusal"), CheckField(tr("with the right of appeal"))))
        languages = [Choice("ky", tr("Kyrgyz")), Choice("ru", tr("Russian"))]
        form.row(
            Entry("language", tr("&Language"), ChoiceField(languages), is_required=True),
            Entry("file_index", tr("F&iled under"), TextField()),
        )
        chosen = 1 if self.seat.card.header.language == "ru" else 0
        form.restore({"language": languages[chosen].words})
        form.fill()
        form.finished.connect(self.submit)
        form.changed.connect(lambda _: self._pause.start())

    def _build(self) -> None:
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Prepare the answer"))
        column = QVBoxLayout()
        column.setSpacing(look().px(6))
        column.addLayout(panel_head(tr("Prepare the answer"), self.put_away.emit))
        self.form.setContentsMargins(0, 0, look().px(10), 0)
        column.addWidget(scrolled(self.form), 1)
        column.addWidget(self._missing)
        column.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look().px(side) for side in (16, 8, 12, 12)))
        row.setSpacing(look().px(12))
        row.addLayout(column, 6)
        row.addWidget(self.preview, 5)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_PAUSE_MS)
        self._pause.timeout.connect(self._ask_preview)
        QTimer.singleShot(0, self, self._ask_preview)

    def _buttons(self) -> QHBoxLayout:
        self._button.setAccessibleName(tr("Issue and number"))
        self._button.clicked.connect(lambda *_: self.submit())
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(lambda *_: self.put_away.emit())
        self._correct.clicked.connect(lambda *_: self.asked.emit("correct"))
        self._correct.hide()
        row = QHBoxLayout()
        row.setSpacing(look().px(8))
        for button in (self._button, away, self._correct):
            row.addWidget(button)
        row.addStretch(1)
        return row

    # What is told

    def told(self) -> IssueAct:
        entered, card = self.form.entered(), self.seat.card
        is_listed = len(card.questions) > 1 or card.questions[0].text != card.header.subject
        return IssueAct(
            answers=tuple(
                AnswerTold(
                    text=str(entered[f"{_ANSWER}{one.number}"]),
                    question=one.number if is_listed else 0,
                )
                for one in card.questions
            ),
            grounds=str(entered["grounds"]),
            enclosures=tuple(
                line.strip() for line in str(entered["enclosures"]).splitlines() if line.strip()
            ),
            is_refusal=bool(entered["is_refusal"]),
            language=str(entered["language"]),
            file_index=str(entered["file_index"]),
        )

    def _ask_preview(self) -> None:
        desk, case_id, told = self.seat.desk, self.seat.card.id, self.told()
        self.seat.background.run(
            lambda: desk.acts.preview(case_id, told),
            self._show_preview,
            failed=self._show_unable,
            owner=self,
            key="preview",
        )

    def _show_preview(self, shown: tuple[bytes, tuple[str, ...]]) -> None:
        pdf, missing = shown
        self._say_missing(missing)
        if pdf:
            self.preview.show_paper(pdf, tr("Answer"))

    def _show_unable(self, error: DeskError) -> None:
        self._missing.setText(beside(error, {})[1])
        retone(self._missing, Tone.BAD)

    def _say_missing(self, missing: tuple[str, ...]) -> None:
        if not missing:
            self._missing.setText(tr("Complete. The number is given when it is issued."))
            retone(self._missing, Tone.GOOD)
        else:
            parts = ", ".join(self._part(one) for one in missing)
            self._missing.setText(tr("Still missing: {parts}.", parts=parts))
            retone(self._missing, Tone.WARN)
        of_card = {"addressee", "address"} & set(missing)
        self._correct.setVisible(bool(of_card) and "correct" in self.seat.card.offered)

    def _part(self, part: str) -> str:
        blank = [
            one.number
            for one in self.seat.card.questions
            if not self.form.values()[f"{_ANSWER}{one.number}"].strip()
        ]
        if part == _ANSWER and len(self.seat.card.questions) > 1:
            numbers = ", ".join(str(number) for number in blank)
            return tr("the answer to question {numbers}", numbers=numbers)
        return part_words(part)

    # Doing it

    def submit(self) -> None:
        if not self._button.isEnabled() or not self.form.check():
            return
        self._button.setEnabled(False)
        desk, case_id, told = self.seat.desk, self.seat.card.id, self.told()
        self.seat.background.run(
            self._once.doing(lambda: desk.acts.issue(case_id, told)),
            self._on_record,
            failed=self._refused,
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_record(self, issued: Any) -> None:
        number = issued.number
        self.seat.ways.show_paper(issued.paper.data, tr("Answer {number}", number=number))
        self.done.emit(tr("Answer {number} is issued.", number=number))

    def _refused(self, error: DeskError) -> None:
        self._button.setEnabled(True)
        if isinstance(error, PartsMissing):
            self._say_missing(error.parts)
            self.form.show_problems(self._problems(error.parts))
        self.seat.ways.refuse(error)

    def _problems(self, parts: tuple[str, ...]) -> dict[str, str]:
        values = self.form.values()
        keys = [
            *(key for key in values if key.startswith(_ANSWER) and _ANSWER in parts),
            *(("grounds",) if "grounds" in parts else ()),
        ]
        return {key: tr("Fill this in.") for key in keys if not values[key].strip()}

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= look().px(NARROW_UNDER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        else:
            super().keyPressEvent(event)


def part_words(part: str) -> str:
    """The parts of a reply by the names a clerk knows."""
    words = {
        "office": tr("the name of the office"),
        "addressee": tr("the addressee"),
        "address": tr("the address of the addressee"),
        "answer": tr("the answer"),
        "grounds": tr("the grounds"),
        "signatory": tr("who signs (nobody holds the head's post)"),
        "signatory_post": tr("the post of who signs"),
        "executor": tr("the executor"),
    }
    return words.get(part, part)
