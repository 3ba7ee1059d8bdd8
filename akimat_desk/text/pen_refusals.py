"""Why a resolution cannot be entered for the head, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr

SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "head_not_named": lambda day: tr(
        "Nobody is recorded as the head of the office on {day}."
        " Name the holder of the head's post, then enter the resolutions.",
        day=day,
    ),
    "pen_not_of_head": lambda login: tr(
        "A resolution is entered for the head or a deputy alone, and {login} is neither.",
        login=login,
    ),
    "pen_sheet_unknown": lambda sheet: tr(
        "There is no resolution sheet No. {sheet} here."
        " If it was printed at another workstation, exchange with the centre first.",
        sheet=sheet,
    ),
}
