"""Which questions the form shows: they follow from who applies, the kind and the marks set."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QLabel

from akimat_desk.domain.catalogues import Kind
from akimat_desk.domain.identifiers import is_pin, pin_normal
from akimat_desk.ui.screens.register_fields import FoldingForm, split_words
from akimat_desk.ui.screens.register_told import ANONYMOUS, ORGANISATION, PERSON

_OF_PERSON: Final = ("name", "pin", "phone")
_OF_BODY: Final = ("org_name", "inn", "org_phone", "head")
_FOLDS: Final = {
    "through": ("body", "body_number", "body_date", "control_on"),
    "rep": ("rep_name", "rep_ground"),
    "earlier": ("received_on", "received_at"),
}


class Folds:
    """Follows the form; `split` tells under the name how it was understood."""

    def __init__(self, talk: FoldingForm, split: QLabel) -> None:
        self._talk = talk
        self._split = split
        self._kinds: Mapping[str, Kind] = {}
        self._field("name").line.editingFinished.connect(self._move_pin)
        self._fold()

    def offer(self, kinds: Sequence[Kind]) -> None:
        self._kinds = {kind.id: kind for kind in kinds}

    def follow(self, key: str) -> None:
        """The field with this key was changed."""
        if key == "kind":
            self._kind_chosen()
        if key in ("who", "kind", *_FOLDS):
            self._fold()
        if key == "name":
            self._show_split()

    def _field(self, key: str) -> Any:
        return self._talk.field(key)

    def _kind(self) -> Kind | None:
        return self._kinds.get(self._field("kind").value())

    def _kind_chosen(self) -> None:
        kind = self._kind()
        if kind is not None and kind.is_letter and not self._field("body").raw():
            self._field("through").restore("1")

    def _fold(self) -> None:
        who = self._field("who").raw()
        kind = self._kind()
        talk = self._talk
        talk.show_rows(_OF_PERSON, is_shown=who == PERSON)
        talk.show_rows(_OF_BODY, is_shown=who == ORGANISATION)
        talk.show_rows(("address",), is_shown=who != ANONYMOUS)
        talk.show_rows(("topic",), is_shown=kind is None or kind.wants_topic)
        talk.show_rows(("service",), is_shown=kind is not None and kind.wants_service)
        for fold, keys in _FOLDS.items():
            talk.show_rows(keys, is_shown=self._field(fold).value())
        talk.show_rows(("rep",), is_shown=who != ANONYMOUS)
        self._show_split()

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
