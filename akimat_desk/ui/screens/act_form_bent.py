"""Bent words that grammar is not sure of: the clerk enters each of them once."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.templates import Template, Told
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.fields import TextField
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.screens.act_form_fields import TallForm
from akimat_desk.ui.screens.acts_words import given_words, grammar_words
from akimat_desk.ui.screens.card_words import named

Kept = dict[str, list[str]]


class Bases(NamedTuple):
    """The words that bend: those told for the fields, by language, and those of the case."""

    template: Template
    told: Mapping[str, Told]
    told_ru: Mapping[str, Told]
    given: Mapping[str, str]

    def of(self, key: str) -> str:
        """`key` is "value|case|language"."""
        path, _, language = key.split("|")
        name = path.removesuffix(".short")
        if self.template.field(name) is None:
            return self.given.get(name, "")
        own = self.told_ru.get(name, "") if language == "ru" else ""
        found = own or self.told.get(name, "")
        return found if isinstance(found, str) else ""

    def words(self, key: str) -> str:
        """For the label: the words themselves, else what they are called."""
        path = key.partition("|")[0]
        field = self.template.field(path.removesuffix(".short"))
        return self.of(key) or (given_words(path) if field is None else named(field.label))


class BentForms(QWidget):
    """A form counts only for the words it was entered for: other words ask for another one."""

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept: Kept = {}
        self._keys: tuple[str, ...] = ()
        self._form: TallForm | None = None
        self._layout: Final = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def form(self) -> TallForm | None:
        """None while nothing is asked."""
        return self._form

    def show_unsure(self, unsure: Sequence[str], bases: Bases) -> None:
        """What is asked now, and what was entered before for the same words."""
        entered = [key for key in self.told(bases) if key not in unsure]
        keys = tuple(sorted({*entered, *unsure}))
        labels = [tr("{case}: {words}", case=_case(key), words=bases.words(key)) for key in keys]
        if self._form is not None and keys == self._keys and labels == self._labels():
            return
        self._keys = keys
        self._clear()
        if keys:
            self._build(keys, labels, bases)
        self.setVisible(bool(keys))

    def told(self, bases: Bases) -> dict[str, str]:
        """By key, what was entered for the words that stand there now."""
        return {
            key: text
            for key, (base, text) in self._kept.items()
            if text.strip() and base == bases.of(key)
        }

    def kept(self) -> Kept:
        """For a draft: by key, the words and their form."""
        return dict(self._kept)

    def restore(self, kept: Mapping[str, Sequence[str]]) -> None:
        self._kept = {key: [str(one) for one in pair][:2] for key, pair in kept.items()}

    def _build(self, keys: Sequence[str], labels: Sequence[str], bases: Bases) -> None:
        form = TallForm()
        # Translators: above fields: words that must be bent by hand
        form.heading(tr("Enter the right forms; they stand in the paper as written"))
        told = self.told(bases)
        for key, label in zip(keys, labels, strict=True):
            field = TextField()
            form.row(Entry(key, label, field))
            field.restore(told.get(key, ""))
            field.changed.connect(partial(self._typed, key, field, bases))
        form.finished.connect(self.finished)
        self._form = form
        self._layout.addWidget(form)

    def _typed(self, key: str, field: TextField, bases: Bases) -> None:
        self._kept[key] = [bases.of(key), field.raw().strip()]
        self.changed.emit()

    def _labels(self) -> list[str]:
        if self._form is None:
            return []
        return [self._form.field(key).editor.accessibleName() for key in self._keys]

    def _clear(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            form.hide()
            self._layout.removeWidget(form)
            form.deleteLater()


def _case(key: str) -> str:
    _, case, language = key.split("|")
    return grammar_words(case, language)
