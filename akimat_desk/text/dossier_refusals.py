"""Why a case that goes from office to office cannot be acted on, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr

SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "not_offered": lambda number: tr(
        "Case {number} does not wait here for an answer: it was accepted, returned or taken back.",
        number=number,
    ),
    "case_not_accepted": lambda number: tr(
        "Case {number} came from another office: accept it or return it first.", number=number
    ),
    "case_elsewhere": lambda number, body, incoming: tr(
        "Case {number} was accepted by {body} under number {incoming};"
        " only that office returns it.",
        number=number,
        body=body,
        incoming=incoming,
    ),
}
