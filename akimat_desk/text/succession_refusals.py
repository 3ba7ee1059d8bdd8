"""Why an office that has ended takes nothing any more, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr

SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "office_ended": lambda ended_on, successor: tr(
        "This office stood until {ended_on}; its matters go on in another one: {successor}."
        " The application is to be registered there.",
        ended_on=ended_on,
        successor=successor,
    ),
}
