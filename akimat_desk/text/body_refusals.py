"""Why an answer of another body cannot be awaited or taken in, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr

SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "ask_unknown": lambda ask: (
        tr("No answer of a body is awaited under «{letter}».", letter=ask)
        if ask
        else tr("Say which letter it answers: none is awaited here, or several are.")
    ),
    "ask_answered": lambda ask, on: tr(  # noqa: ARG005
        "That answer is on record since {day}, or is awaited no more.", day=on
    ),
    "body_unknown": lambda body: tr("The directory has no body «{body}».", body=body),
}
