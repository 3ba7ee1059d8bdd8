"""Which questions the form shows: they follow from who applies, the kind and the marks set."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QLabel

from akimat_desk.domain.catalogues import Kind
from akimat_desk.domain.identifiers import is_pin, pin_normal
from akimat_desk.ui.screens.pad_fields import NUMBER, fold_blank
from akimat_desk.ui.screens.register_fields import FoldingForm, split_words
from akimat_desk.ui.screens.register_question_list import QuestionList
from akimat_desk.ui.screens.register_secret import RESTRICTED, ROWS
from akimat_desk.ui.screens.register_told import BARRIER, ORGANISATION, PERSON
from akimat_desk.ui.screens.register_told import KEYS as ADDRESS

_BARRIERS: Final = "business_barriers"
_ENTREPRENEUR: Final = "entrepreneur\n"
_OF_PERSON: Final = ("name", "pin", "phone")
_OF_BODY: Final = ("org_name", "inn", "org_phone", "head")
_FOLDS: Final = {
    "through": ("body", "body_number", "body_date", "control_on", "answer_also"),
    "rep": ("rep_name", "rep_ground"),
    "earlier": ("received_on", "received_at"),
    "accuses": ("against",),
    "repeats": ("previous",),
    "more": ("categories",),
}
_NAMED: Final = (PERSON, ORGANISATION)
_OF_MATTER: Final = (
    *("language", "subject", "text", "signatories", "through", "earlier"),
    *("accuses", "repeats", "several"),
)
_OF_NAMED: Final = ("rep", "more")


class Folds:
    """Follows the form; `split` tells under the name how it was understood."""

    def __init__(self, talk: FoldingForm, split: QLabel, questions: QuestionList) -> None:
        self._talk = talk
        self._split = split
        self._questions = questions
        self._kinds: Mapping[str, Kind] = {}
        self._field("name").line.editingFinished.connect(self._move_pin)
        self._fold()

    def offer(self, kinds: Sequence[Kind]) -> None:
        self._kinds = {kind.id: kind for kind in kinds}

    def follow(self, key: str) -> None:
        """The field with this key was changed."""
        if key == "kind":
            self._kind_chosen()
        if key in ("who", "kind", "signatories", "several", NUMBER, *_FOLDS):
            self._fold()
        if key == "name":
            self._show_split()

    def _field(self, key: str) -> Any:
        return self._talk.field(key)

    def _kind(self) -> Kind | None:
        return self._kinds.get(self._field("kind").value())

    def _kind_chosen(self) -> None:
        kind = self._kind()
        if kind is None:
            return
        if kind.is_letter and not self._field("body").raw():
            self._field("through").restore("1")
        if kind.id == BARRIER:
            self._begin_barrier()

    def _begin_barrier(self) -> None:
        """An entrepreneur's report: the topic and the category are nearly always these."""
        topic, categories = self._field("topic"), self._field("categories")
        if not topic.raw():
            with contextlib.suppress(KeyError):
                topic.choose(_BARRIERS)
        if not categories.raw().strip():
            self._field("more").restore("1")
            categories.restore(_ENTREPRENEUR)

    def _fold(self) -> None:
        who = self._field("who").raw()
        kind = self._kind()
        talk = self._talk
        is_told = who != RESTRICTED
        talk.show_rows(_OF_MATTER, is_shown=is_told)
        talk.show_rows(ROWS, is_shown=not is_told)
        fold_blank(talk)
        talk.show_rows(_OF_PERSON, is_shown=who == PERSON)
        talk.show_rows(_OF_BODY, is_shown=who == ORGANISATION)
        talk.show_rows(ADDRESS, is_shown=who in _NAMED)
        talk.show_rows(("topic",), is_shown=is_told and (kind is None or kind.wants_topic))
        is_service = kind is not None and kind.wants_service
        talk.show_rows(("service",), is_shown=is_told and is_service)
        talk.show_rows(_OF_NAMED, is_shown=who in _NAMED)
        for fold, keys in _FOLDS.items():
            talk.show_rows(keys, is_shown=self._is_set(fold))
        talk.show_rows(("born_on", "trade_name"), is_shown=self._is_set("more") and who == PERSON)
        is_collective = (self._field("signatories").value() or 0) > 1
        talk.show_rows(("also_signed",), is_shown=is_told and is_collective)
        self._questions.setVisible(self._is_set("several"))
        self._show_split()

    def _is_set(self, fold: str) -> bool:
        return self._talk.is_shown(fold) and bool(self._field(fold).value())

    def _show_split(self) -> None:
        words = split_words(self._field("name").parts())
        self._split.setText(words)
        self._split.setVisible(bool(words) and self._talk.is_shown("name"))

    def _move_pin(self) -> None:
        """A PIN typed where the name goes belongs into its own field."""
        typed = pin_normal(self._field("name").raw())
        if is_pin(typed) and not self._field("pin").raw():
            self._field("pin").restore(typed)
            self._field("name").restore("")
