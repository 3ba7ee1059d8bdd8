"""The right half: the form in the order of the conversation at the counter."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.readings import Answerer
from akimat_desk.services.foresight import Offers
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.labels import caption, scrolled, wrapped
from akimat_desk.ui.messages import problem_words, sentence
from akimat_desk.ui.screens.register_fields import FoldingForm
from akimat_desk.ui.screens.register_folds import Folds
from akimat_desk.ui.screens.register_papers import TakenPapers
from akimat_desk.ui.screens.register_questions import (
    ask_about_what,
    ask_rarer_things,
    ask_who,
    ask_who_answers,
)
from akimat_desk.ui.screens.register_told import PERSON, beside, texts_of, told_of
from akimat_desk.ui.theme import look

_CHOSEN: Final = ("kind", "language", "topic", "channel", "service", "responsible")
_OF_APPLICANT: Final = ("who", "name", "pin", "org_name", "inn")
USUAL_CHANNEL: Final = "in_person"


class RegisterForm(QWidget):
    """Keeps what is typed, right or wrong; `told` is what registration would be told.

    `record` is the office's own record of the applicant once one was chosen.
    """

    changed = Signal()
    check_asked = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.record = ""
        self.talk: Final = FoldingForm()
        self.papers: Final = TakenPapers()
        self.answer: Final = FoldingForm()
        self._split = wrapped(caption())
        self._history = wrapped(caption())
        self._build()
        self._folds = Folds(self.talk, self._split)
        self._follow()

    # Building

    def _build(self) -> None:
        ask_who(self.talk, self._split, self._history)
        ask_about_what(self.talk)
        ask_rarer_things(self.talk, self._today)
        ask_who_answers(self.answer)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(look().px(16), look().px(4), look().px(12), look().px(12))
        layout.setSpacing(look().px(4))
        for widget in (self.talk, self.papers, self.answer):
            layout.addWidget(widget)
        layout.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = scrolled(inside)
        whole.addWidget(area)
        # Two fields side by side must fit: the paper at the left gives way before they are cut.
        bar = area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(inside.minimumSizeHint().width() + bar)

    def _follow(self) -> None:
        for form in (self.talk, self.answer):
            form.changed.connect(self._edited)
            form.check_asked.connect(self.check_asked)
        self.talk.finished.connect(self.papers.start)
        self.papers.changed.connect(self.changed)
        self.papers.check_asked.connect(self.check_asked)
        self.papers.left_behind.connect(lambda: self.answer.field("responsible").setFocus())
        self.answer.finished.connect(self.check_asked)
        chain = [self._editor("received_at"), *self.papers.editors(), self._editor("responsible")]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    # What the place asks

    def offer(self, offers: Offers) -> None:
        """The catalogues have been read."""
        self._folds.offer(offers.kinds)
        for key, rows in (
            ("kind", offers.kinds),
            ("channel", offers.channels),
            ("topic", offers.topics),
            ("service", offers.services),
            ("body", offers.bodies),
        ):
            self._choice(key).offer(_choices(rows))
        self.papers.offer(_choices(offers.documents))
        language = spoken().language
        self._choice("responsible").offer(
            [Choice(s.login, f"{s.short_name}, {s.post[language]}", s.login) for s in offers.staff]
        )

    def field(self, key: str) -> Any:
        form = self.answer if key in self.answer.keys() else self.talk  # noqa: SIM118
        return form.field(key)

    def start(self) -> None:
        self.field("name").setFocus()

    def clear(self) -> None:
        """Empty but for what is nearly always so."""
        self.record = ""
        for form in (self.talk, self.answer):
            form.restore(dict.fromkeys(form.keys(), ""))
            form.show_problems({})
        self.field("who").restore(PERSON)
        self.papers.clear()
        self.show_history("")
        self._choose("language", "ru" if spoken().language == "ru" else "ky")
        self._choose("channel", USUAL_CHANNEL)

    def raw(self) -> dict[str, Any]:
        """For a draft: letter for letter."""
        fields: dict[str, Any] = {**self.talk.values(), **self.answer.values()}
        return fields | {"papers": self.papers.raw(), "record": self.record}

    def restore(self, raw: Mapping[str, Any]) -> None:
        fields = {key: text for key, text in raw.items() if isinstance(text, str)}
        self.talk.restore(fields)
        self.answer.restore(fields)
        self.papers.restore(raw.get("papers") or [])
        self.record = str(raw.get("record") or "")

    def restore_told(self, told: Mapping[str, Any]) -> None:
        """Fields from a draft in the shape of registration: "new from this case"."""
        self.talk.restore(texts_of(told))
        for key in _CHOSEN:
            self._choose(key, str(told.get(key) or ""))
        papers = told.get("papers") or ()
        self.papers.restore(
            [
                [str(one.get("title", "")), "1" if one.get("original") else "",
                 str(one.get("sheets", 1))]
                for one in papers
            ]
        )  # fmt: skip
        self.record = str((told.get("applicant") or {}).get("record") or "")

    def fill_applicant(self, record: str, applicant: Applicant) -> None:
        """A known applicant was chosen; the next thing to ask is the kind."""
        told = msgspec.to_builtins(applicant)
        self.talk.restore(texts_of({"applicant": told}))
        self.record = record
        self._editor("kind").setFocus()
        self.changed.emit()

    def is_blank(self) -> bool:
        """Nothing worth keeping has been typed yet."""
        typed = ("name", "org_name", "pin", "inn", "phone", "address", "subject", "text", "body")
        return not any(self.field(key).raw().strip() for key in typed) and not self.papers.raw()

    def told(self) -> dict[str, Any]:
        meant = self.talk.entered() | self.answer.entered()
        meant["body"] = self.field("body").raw().strip()
        return told_of(meant, self.papers.told(), self.record)

    def check(self) -> bool:
        """Shows what is missing and goes to the first; True when nothing is."""
        talk, papers, answer = self.talk.problems(), self.papers.problems(), self.answer.problems()
        self.answer.show_problems(answer)
        self.papers.show_problems(papers)
        self.talk.show_problems(talk)
        return not (talk or papers or answer)

    def show_refusal(self, error: DeskError) -> bool:
        """Beside its field if it has one; False when it belongs to none."""
        place, words = beside(error), _reproach(error)
        if place.paper is not None:
            self.papers.show_problems({place.paper: words})
            return True
        for form in (self.talk, self.answer):
            if place.key in form.keys() and form.is_shown(place.key):  # noqa: SIM118
                form.show_problems({place.key: words})
                return True
        return False

    def show_history(self, words: str) -> None:
        self._history.setText(words)
        self._history.setVisible(bool(words))

    def show_answerer(self, answerer: Answerer | None) -> None:
        """Who answers if nobody is chosen, told where one would choose."""
        words = ""
        if answerer is not None and answerer.executor_by_resolution:
            words = tr("{name}, by the table of responsibility", name=answerer.name)
        self._choice("responsible").line.setPlaceholderText(words)

    def go_to(self, key: str) -> None:
        if key == "papers":
            self.papers.start()
        else:
            self._editor(key).setFocus()

    # Inside

    def _choice(self, key: str) -> ChoiceField:
        field: ChoiceField = self.field(key)
        return field

    def _editor(self, key: str) -> QWidget:
        editor: QWidget = self.field(key).editor
        return editor

    def _choose(self, key: str, id_: str) -> None:
        with contextlib.suppress(KeyError):
            self._choice(key).choose(id_)

    def _edited(self, key: str) -> None:
        if key in _OF_APPLICANT and self._is_typed(key):
            # Another name or number is another applicant.
            self.record = ""
        self._folds.follow(key)
        self.changed.emit()

    def _is_typed(self, key: str) -> bool:
        return bool(self.record) and (key == "who" or self._editor(key).hasFocus())


def _choices(rows: tuple[Row, ...]) -> list[Choice]:
    language = spoken().language
    other = "ky" if language == "ru" else "ru"
    return [Choice(row.id, row.name[language], row.name[other]) for row in rows]


def _reproach(error: DeskError) -> str:
    if isinstance(error, FieldWrong):
        return problem_words(error.reason, error.limit)
    return sentence(error)
