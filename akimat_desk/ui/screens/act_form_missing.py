"""What a paper may not go without: each part with a tick, or with what it lacks."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from akimat_desk.domain.templates import Template
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.icons import icon
from akimat_desk.ui.labels import plain, retone, scrolled, soft, wrapped
from akimat_desk.ui.screens.acts_words import given_words
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.theme import Tone, look

_MOST_HEIGHT: Final = 190
_SIGNATORIES: Final = ("head", "executor")


class Part(NamedTuple):
    """`path` is how a form names it, as `missing` does."""

    path: str
    words: str


def required_parts(template: Template) -> tuple[Part, ...]:
    """In the order of the form: what the case and the office give, then what is told."""
    given = [
        ("case", template.case == "needed"),
        ("addressee", template.addressee != "none"),
        ("signatory.name", template.signatory in _SIGNATORIES),
    ]
    found = [Part(path, _given(path)) for path, is_asked in given if is_asked]
    told = [Part(one.id, named(one.label)) for one in template.fields if one.required]
    return (*found, *told)


def lacking(template: Template, missing: Sequence[str]) -> tuple[str, ...]:
    """The parts that lack something; rows and the Russian of both languages count to theirs."""
    parts = {one.path for one in required_parts(template)}
    names = []
    for path in missing:
        whole = path.removeprefix("ru.")
        whole = "signatory.name" if whole.startswith("signatory.") else whole
        names.append(whole if whole in parts else whole.partition(".")[0])
    return tuple(dict.fromkeys(names))


class RequiredParts(QWidget):
    """A list that changes while somebody types, and one sentence under it."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self._template: Final = template
        self._parts: Final = required_parts(template)
        self._lines: dict[str, tuple[QLabel, QLabel]] = {}
        self.sentence: Final = wrapped(plain())
        self._build()

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(3))
        for part in self._parts:
            column.addWidget(self._line(part))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(6))
        # Translators: heading: what the paper may not go without
        layout.addWidget(soft(tr("Required parts")))
        if self._parts:
            area = scrolled(inner)
            area.setFixedHeight(min(look().px(_MOST_HEIGHT), look().lines(1.5) * len(self._parts)))
            layout.addWidget(area)
        layout.addWidget(self.sentence)

    def _line(self, part: Part) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, look().px(8), 0)
        row.setSpacing(look().px(6))
        sign, words = QLabel(), wrapped(plain(part.words))
        sign.setFixedWidth(look().px(18))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self._lines[part.path] = (sign, words)
        return line

    # What is shown

    def show_missing(self, missing: Sequence[str], unsure: int) -> None:
        gone = lacking(self._template, missing)
        for part in self._parts:
            self._mark(part, is_there=part.path not in gone)
        if missing:
            self._say(self._missing_words(gone), Tone.WARN)
        elif unsure:
            self._say(tr("Still to enter under the form: the bent forms of the words."), Tone.WARN)
        elif self._template.journal:
            self._say(tr("Complete. The number is given when it is issued."), Tone.GOOD)
        else:
            self._say(tr("Complete."), Tone.GOOD)

    def say_unable(self, words: str) -> None:
        self._say(words, Tone.BAD)

    def _mark(self, part: Part, *, is_there: bool) -> None:
        sign, words = self._lines[part.path]
        name, tone = ("check", Tone.GOOD) if is_there else ("alert-outline", Tone.WARN)
        side = look().px(16)
        sign.setPixmap(icon(name, tone).pixmap(side, side))
        said = part.words if is_there else tr("{part}: missing", part=part.words)
        words.setText(said)
        retone(words, Tone.SOFT if is_there else None)

    def _missing_words(self, gone: Sequence[str]) -> str:
        """What the list shows is only counted; what it has no line for is named."""
        listed = [one.path for one in self._parts]
        others = [given_words(one) for one in gone if one not in listed]
        if others:
            return tr("Still missing: {parts}.", parts=", ".join(others))
        return tr("What is marked is still missing.")

    def _say(self, words: str, tone: Tone) -> None:
        self.sentence.setText(words)
        retone(self.sentence, tone)


def _given(path: str) -> str:
    return tr("who signs") if path == "signatory.name" else given_words(path)
