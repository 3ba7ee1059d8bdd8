"""The office's words in three languages: one list, for the code, the translators and the help."""

import csv
from functools import cache
from typing import NamedTuple

from akimat_desk.paths import RESOURCES


class Term(NamedTuple):
    """`is_doubtful`: a native reader has still to look at the Kyrgyz."""

    en: str
    ky: str
    ru: str
    is_doubtful: bool


@cache
def terms() -> tuple[Term, ...]:
    """In the order of the file, which goes by subject."""
    with (RESOURCES / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(row["en"], row["ky"], row["ru"], row["check"] == "check")
            for row in csv.DictReader(file)
        )
