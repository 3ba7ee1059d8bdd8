"""Why a case is not for whoever asks, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr


def _held(number: str, holder: str) -> str:
    if not holder:
        return tr(
            "No executor is named for case {number}."
            " Ask the registrar or the head to hand it over to you.",
            number=number,
        )
    return tr(
        "Case {number} is with {holder}. Leave it to them, or ask the registrar or the head to"
        " hand it over to you.",
        number=number,
        holder=holder,
    )


SENTENCES: Final[Mapping[str, Callable[..., str]]] = {"held_by_another": _held}
