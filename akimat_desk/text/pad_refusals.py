"""Why a blank of a blackout pad cannot be entered or annulled, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr


def _annulled(number: str, stage: str, on: str) -> str:
    if stage == "spoiled":
        return tr("The blank {number} was spoiled and annulled on {day}.", number=number, day=on)
    return tr(
        "The pad was closed on {day}, and the unused blank {number} was annulled with it.",
        number=number,
        day=on,
    )


SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "blank_unknown": lambda number: tr("No blackout pad has the number {number}.", number=number),
    "blank_taken": lambda number: tr(
        "This blank was entered before: it is case {number}.", number=number
    ),
    "blank_annulled": _annulled,
    "blank_of_another_journal": lambda number, journal: tr(
        "Matters of this kind stand in journal {journal}; the blank {number} is of another one.",
        number=number,
        journal=journal,
    ),
    "blank_elsewhere": lambda number, point: tr(
        "The blank {number} was printed at point {point} and is entered at that workstation.",
        number=number,
        point=point,
    ),
    "blank_too_early": lambda number, printed_at: tr(
        "The blank {number} was printed at {moment}; nothing was written on it before.",
        number=number,
        moment=printed_at,
    ),
    "pad_unknown": lambda: tr("There is no such blackout pad."),
    "pad_over": lambda on: tr("The blackout pad was closed on {day}.", day=on),
}
