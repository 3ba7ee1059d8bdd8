"""A card of reception while somebody speaks: who, and each question with its outcome."""

import contextlib
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.receptions import OUTCOMES
from akimat_desk.services.desk import Desk
from akimat_desk.services.reception_offers import ReceptionOffers
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import card, scrolled, soft, strong, wrapped
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.screens.card_words import joined
from akimat_desk.ui.screens.reception_question import QuestionForm
from akimat_desk.ui.screens.reception_who import WhoForm
from akimat_desk.ui.screens.reception_words import outcome_words
from akimat_desk.ui.screens.register_told import beside
from akimat_desk.ui.theme import look


class CardPage(QWidget):
    """What is typed is one with the day it belongs to; `raw` and `restore` serve drafts.

    `finished` when the clerk wants it written down: then `told` is what the service is told.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._day: dict[str, str] = {}
        self._asked: list[dict[str, str]] = []
        self._place = 0
        self.who: Final = WhoForm()
        self.question: Final = QuestionForm()
        self.list: Final = QListWidget()
        self._about = wrapped(soft())
        self._build()
        self.who.watch(desk, background, self)
        self._show_questions()

    def _build(self) -> None:
        self.list.setAccessibleName(tr("Questions of this card"))
        self.list.setProperty("role", "menu")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda item: self._change(self.list.row(item)))
        left, right = card(strong(tr("1  Who")), self.who), card(strong(tr("2  About what")))
        who: Any = left.layout()
        who.addStretch(1)
        inside: Any = right.layout()
        for widget in (self.list, self.question):
            inside.addWidget(widget)
        hint = tr("Alt+1 to Alt+4: the outcome from any field. Ctrl+Enter: write the card down.")
        inside.addWidget(wrapped(soft(hint)))
        inside.addStretch(1)
        halves = QWidget()
        columns = QHBoxLayout(halves)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(look().px(12))
        columns.addWidget(left, 4)
        columns.addWidget(right, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self._about)
        layout.addWidget(scrolled(halves), 1)
        self._follow()

    def _follow(self) -> None:
        for one in (self.who, self.question):
            one.changed.connect(self.changed)
            one.check_asked.connect(self.finished)
        self.who.finished.connect(self.question.start)
        self.question.taken.connect(self.take_question)
        for number in range(1, len(OUTCOMES) + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self.question.press, number))

    # A card begins

    def offer(self, offers: ReceptionOffers) -> None:
        self.question.offer(offers)

    def begin(self, day: Mapping[str, str], about: str, who: Mapping[str, str]) -> None:
        """`day` holds official, on, form, place and the sign-up; `who` what is known already."""
        self._day, self._asked, self._place = dict(day), [], 0
        self._about.setText(about)
        self.who.clear()
        self.who.begin(self._day["form"])
        phone: Any = self.who.form.field("phone")
        self.who.form.restore(
            {"name": who.get("name", ""), "phone": phone.tidied(who.get("phone", ""))}
        )
        self.question.clear(1)
        self.question.form.restore({"text": who.get("text", "")})
        self._show_questions()

    def clear(self) -> None:
        """It is written down: nothing of it is a draft any more."""
        self.begin({"form": ""}, "", {})

    def restore(self, raw: Mapping[str, Any], about: str) -> None:
        self._day = {key: str(value) for key, value in (raw.get("day") or {}).items()}
        self._about.setText(about)
        self.who.restore(raw.get("who") or {})
        self.who.begin(self._day.get("form", ""))
        self._asked = [dict(one) for one in raw.get("questions") or ()]
        self._place = min(int(raw.get("place") or 0), len(self._asked))
        self.question.restore(self._place + 1, raw.get("question") or {})
        self._show_questions()

    def raw(self) -> dict[str, Any] | None:
        """For a draft; None where nothing is worth keeping."""
        is_blank = self.who.is_blank() and not self._asked and self.question.is_blank()
        return None if is_blank else self.raw_now()

    def raw_now(self) -> dict[str, Any]:
        """As it stands, empty or not."""
        return {
            "day": self._day,
            "who": self.who.raw(),
            "questions": self._asked,
            "question": self.question.raw(),
            "place": self._place,
        }

    @property
    def day(self) -> Mapping[str, str]:
        return self._day

    def start(self) -> None:
        if self.who.is_blank():
            self.who.start()
        else:
            self.question.start()

    # Questions

    def take_question(self) -> bool:
        """What stands there joins the others and the next one begins; False where it cannot."""
        if not self.question.check():
            return False
        self._asked[self._place : self._place + 1] = [self.question.told()]
        self._place = len(self._asked)
        self.question.clear(self._place + 1)
        self._show_questions()
        self.question.start()
        self.changed.emit()
        return True

    def _change(self, place: int) -> None:
        """A question that stands there is typed anew; what was being typed joins the others."""
        told = self._asked[place]
        if not self.question.is_blank() and not self.take_question():
            return
        self._place = place
        with contextlib.suppress(KeyError):
            self.question.put(place + 1, told)
        self.question.start()

    def _drop(self, place: int) -> None:
        if 0 <= place < len(self._asked):
            del self._asked[place]
            self._place = len(self._asked)
            self._show_questions()
            self.changed.emit()

    def _show_questions(self) -> None:
        self.list.clear()
        for number, one in enumerate(self._asked, start=1):
            outcome = outcome_words(one.get("outcome", ""))
            self.list.addItem(f"{number}.  {joined(outcome, one['text'])}")
        self.list.setVisible(bool(self._asked))
        rows = min(len(self._asked), 4)
        self.list.setFixedHeight(rows * look().lines(1.5) + look().px(14))
        if self._asked:
            self.list.scrollToBottom()

    # Writing it down

    def check(self) -> bool:
        """Shows what is missing and goes there; True when nothing is."""
        is_open = not self.question.is_blank() or not self._asked
        if not self.who.check():
            return False
        return not is_open or self.take_question()

    def told(self) -> dict[str, Any]:
        """As CardTold has it; the person goes when it is written."""
        return {
            **self._day,
            "applicant": self.who.told(),
            "language": self.who.language,
            "questions": [*self._asked],
            "close": True,
        }

    def show_refusal(self, error: DeskError) -> bool:
        """Beside its field if it has one; False when it belongs to none."""
        key = beside(error).key
        return self.who.show_problem("phone" if key == "org_phone" else key, sentence(error))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._drop(self.list.currentRow())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self._change(self.list.currentRow())
        else:
            super().keyPressEvent(event)
