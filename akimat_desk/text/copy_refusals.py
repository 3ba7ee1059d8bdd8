"""Why a case that others are to be answered on goes no further, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr

SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "answers_awaited": lambda awaited: tr(
        "These are to be answered too: {names}. Record each answer, or why there is none.",
        names=", ".join(awaited),
    ),
    "answer_not_awaited": lambda to: tr("No answer to {body} is awaited on this case.", body=to),
}
