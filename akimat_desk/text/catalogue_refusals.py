"""Sentences for what is wrong with a list to choose from."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr


def _wrong(catalogue: str, reason: str, row: str) -> str:
    words = {
        "unknown": tr("This program knows no list called {catalogue}.", catalogue=catalogue),
        "twice": tr("The list {catalogue} has the row {row} twice.", catalogue=catalogue, row=row),
        "unnamed": tr(
            "In the list {catalogue} the row {row} has no name.", catalogue=catalogue, row=row
        ),
        "group": tr(
            "In the list {catalogue} the row {row} names a group that is not there.",
            catalogue=catalogue,
            row=row,
        ),
        "gone": tr(
            "The list {catalogue} lacks the row {row}, which entries may already name.",
            catalogue=catalogue,
            row=row,
        ),
    }
    shape = tr("This is not written as a list: {catalogue}.", catalogue=catalogue)
    return words.get(reason, shape)


SENTENCES: Final[Mapping[str, Callable[..., str]]] = {"catalogue_wrong": _wrong}
