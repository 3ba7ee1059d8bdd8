"""A word in a case, and whether we are sure of it."""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from akimat_desk.paths import RESOURCES

Case = Literal[
    "nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental"
]
Sex = Literal["female", "male"]


@dataclass(frozen=True)
class Bent:
    """`text` is the best reading; unless `sure`, a paper words itself so that none is needed."""

    text: str
    sure: bool


def tidy(text: str) -> str:
    """NFC, without spaces at the ends or two in a row."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@cache
def forms(file: str) -> dict[str, Any]:
    """A table of resources/grammar; no one may change it."""
    content = (RESOURCES / "grammar" / file).read_text("utf-8")
    return cast("dict[str, Any]", json.loads(content))
