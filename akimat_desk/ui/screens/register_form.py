"""The right half: the form in the order of the conversation at the counter."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.people import Applicant
from akimat_desk.text.catalogue import spoken
from akimat_desk.ui.labels import caption, scrolled, wrapped
from akimat_desk.ui.screens.pad_fields import DAY, ask_blank
from akimat_desk.ui.screens.register_address import DISTRICT
from akimat_desk.ui.screens.register_fields import FoldingForm
from akimat_desk.ui.screens.register_folds import Folds
from akimat_desk.ui.screens.register_offers import FormOffers
from akimat_desk.ui.screens.register_papers import TakenPapers
from akimat_desk.ui.screens.register_problems import show_problems, show_refusal
from akimat_desk.ui.screens.register_question_list import QuestionList
from akimat_desk.ui.screens.register_questions import (
    ask_about_what,
    ask_rarer_things,
    ask_who,
    ask_who_answers,
)
from akimat_desk.ui.screens.register_secret import fold, is_secret, secret_told
from akimat_desk.ui.screens.register_told import KEYS as ADDRESS
from akimat_desk.ui.screens.register_told import PERSON, Lists, texts_of, told_of
from akimat_desk.ui.theme import look

_CHOSEN: Final = ("kind", "language", "topic", "channel", "service", "responsible")
_OF_APPLICANT: Final = ("who", "name", "pin", "org_name", "inn")
_TYPED: Final = (
    *("name", "org_name", "pin", "inn", "phone", "subject", "text", "body", "against"),
    *("also_signed", *ADDRESS[1:]),
)
USUAL_CHANNEL: Final = "in_person"
ORAL_CHANNEL: Final = "reception"


class RegisterForm(QWidget):
    """Keeps what is typed, right or wrong; `told` is what registration would be told.

    `record` is the office's own record of the applicant once one was chosen.
    """

    changed = Signal()
    check_asked = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.record = ""
        self.talk: Final = FoldingForm()
        self.questions: Final = QuestionList()
        self.papers: Final = TakenPapers()
        self.answer: Final = FoldingForm()
        self._split = wrapped(caption())
        self._history = wrapped(caption())
        self._build(today)
        self._folds = Folds(self.talk, self._split, self.questions)
        self.offers: Final = FormOffers(self, self._folds)
        self._follow()

    # Building

    def _build(self, today: Callable[[], date]) -> None:
        ask_blank(self.talk, today)
        ask_who(self.talk, self._split, self._history)
        ask_about_what(self.talk)
        ask_rarer_things(self.talk, today)
        self.answers_title = ask_who_answers(self.answer)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(look().px(16), look().px(4), look().px(12), look().px(12))
        layout.setSpacing(look().px(4))
        for widget in (self.talk, self.questions, self.papers, self.answer):
            layout.addWidget(widget)
        layout.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(inside)
        whole.addWidget(self.area)

    def _follow(self) -> None:
        for form in (self.talk, self.answer):
            form.changed.connect(self._edited)
            form.check_asked.connect(self.check_asked)
        self.talk.finished.connect(self._go_on_from_talk)
        for one in (self.questions, self.papers):
            one.changed.connect(self.changed)
            one.check_asked.connect(self.check_asked)
        self.questions.left_behind.connect(self.papers.start)
        self.papers.left_behind.connect(lambda: self.answer.field("responsible").setFocus())
        self.answer.finished.connect(self.check_asked)
        lists = (*self.questions.editors(), *self.papers.editors())
        chain = [self.talk.field("categories").editor, *lists, self._editor("responsible")]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # What the place asks

    def field(self, key: str) -> Any:
        form = self.answer if key in self.answer.keys() else self.talk  # noqa: SIM118
        return form.field(key)

    def choose(self, key: str, id_: str) -> None:
        with contextlib.suppress(KeyError):
            self.field(key).choose(id_)

    def start(self) -> None:
        is_by_hand = self.talk.is_shown(DAY) and not self.field(DAY).raw()
        first = "sheets" if is_secret(self) else "name"
        self.field(DAY if is_by_hand else first).setFocus()

    def clear(self) -> None:
        """Empty but for what is nearly always so."""
        self.record = ""
        for form in (self.talk, self.answer):
            form.restore(dict.fromkeys(form.keys(), ""))
            form.show_problems({})
        self.field("who").restore(PERSON)
        self.questions.clear()
        self.papers.clear()
        self.show_history("")
        self.choose("language", "ru" if spoken().language == "ru" else "ky")
        self.choose("channel", USUAL_CHANNEL)
        self.choose(DISTRICT, self.offers.soate)

    def raw(self) -> dict[str, Any]:
        """For a draft: letter for letter."""
        fields: dict[str, Any] = {**self.talk.values(), **self.answer.values()}
        lists = {"papers": self.papers.raw(), "questions": self.questions.raw()}
        return fields | lists | {"record": self.record}

    def restore(self, raw: Mapping[str, Any]) -> None:
        fields = {key: text for key, text in raw.items() if isinstance(text, str)}
        self.talk.restore(fields)
        self.answer.restore(fields)
        self.questions.restore(raw.get("questions") or [])
        self.papers.restore(raw.get("papers") or [])
        self.record = str(raw.get("record") or "")

    def restore_told(self, told: Mapping[str, Any]) -> None:
        """Fields from a draft in the shape of registration: "new from this case"."""
        self._restore_texts(texts_of(told))
        for key in _CHOSEN:
            self.choose(key, str(told.get(key) or ""))
        self.papers.restore(_paper_lines(told.get("papers") or ()))
        self.record = str((told.get("applicant") or {}).get("record") or "")

    def fill_applicant(self, record: str, applicant: Applicant) -> None:
        """A known applicant was chosen; the next thing to ask is the kind."""
        self._restore_texts(texts_of({"applicant": msgspec.to_builtins(applicant)}))
        self.record = record
        self._editor("kind").setFocus()
        self.changed.emit()

    def is_blank(self) -> bool:
        """Nothing worth keeping has been typed yet."""
        lists = (self.papers.raw(), self.questions.raw())
        return not any(self.field(key).raw().strip() for key in _TYPED) and not any(lists)

    def told(self) -> dict[str, Any]:
        if is_secret(self):
            return secret_told(self)
        shown = [key for key in self.talk.keys() if self.talk.is_shown(key)]  # noqa: SIM118
        entered = self.talk.entered()
        meant = {key: entered[key] for key in ("who", *shown)} | self.answer.entered()
        for key in ("body", "against"):
            meant[key] = self.field(key).raw().strip() if key in shown else ""
        meant["categories"] = list(self.field("categories").taken()) if "more" in shown else []
        questions = [] if self.questions.isHidden() else self.questions.told()
        lists = Lists(papers=self.papers.told(), questions=questions)
        return told_of(meant, lists, self.record, self.offers.soate)

    def check(self) -> bool:
        """Shows what is missing and goes to the first; True when nothing is."""
        return show_problems(self)

    def show_refusal(self, error: DeskError) -> bool:
        """Beside its field if it has one; False when it belongs to none."""
        return show_refusal(self, error)

    def show_history(self, words: str) -> None:
        self._history.setText(words)
        self._history.setVisible(bool(words))

    def repeat(self, number: str) -> None:
        """Somebody looked at both and found that this one repeats that one."""
        self.talk.restore({"repeats": "1", "previous": number})

    def go_to(self, key: str) -> None:
        if key in ("papers", "questions"):
            (self.papers if key == "papers" else self.questions).start()
        else:
            self._editor(key).setFocus()

    # Inside

    def _editor(self, key: str) -> QWidget:
        editor: QWidget = self.field(key).editor
        return editor

    def _restore_texts(self, texts: Mapping[str, str]) -> None:
        """A district that the list does not have is shown by its code."""
        self.talk.restore(texts)
        for key in ("phone", "org_phone"):
            phone = self.field(key)
            phone.restore(phone.tidied(phone.raw()))
        self.choose(DISTRICT, texts.get(DISTRICT, ""))

    def _go_on_from_talk(self) -> None:
        if is_secret(self):
            self.field("responsible").setFocus()
        else:
            (self.papers if self.questions.isHidden() else self.questions).start()

    def _edited(self, key: str) -> None:
        if key in _OF_APPLICANT and self._is_typed(key):
            # Another name or number is another applicant.
            self.record = ""
        if key == "against":
            self.offers.offer_staff()
        self.answer.show_rows(("ordered_by",), is_shown=bool(self.field("responsible").raw()))
        fold(self, self._folds, key)
        self.changed.emit()

    def _is_typed(self, key: str) -> bool:
        return bool(self.record) and (key == "who" or self._editor(key).hasFocus())

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Two fields side by side must fit: the paper at the left gives way before they are cut."""
        super().showEvent(event)
        inside = self.area.widget()
        if inside is not None:
            bar = self.area.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(inside.minimumSizeHint().width() + bar)


def _paper_lines(papers: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    return [
        [
            str(one.get("title", "")),
            "1" if one.get("original") else "",
            str(one.get("sheets", 1)),
        ]
        for one in papers
    ]
