"""The facts of a blackout pad: numbers reserved on blanks, entered, spoiled, and what was left."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from akimat_desk.domain.facts import Event


class PadReserved(Event, frozen=True, kw_only=True):
    """The next numbers of the series of one workstation were put on blank receipts.

    `pad` is a UUID; `codes` are the spoken codes of the numbers from `first` to `last`, in order.
    `reserved_at` is when, in UTC milliseconds: nothing was written on a blank before.
    """

    pad: str
    journal: str
    mark: str
    point: str
    station: str
    year: int
    first: int
    last: int
    codes: tuple[str, ...]
    reserved_on: date
    reserved_at: int
    form: str = ""
    language: str = ""


class BlankEntered(Event, frozen=True, kw_only=True):
    """What was written on a blank by hand is a case now, under the number of the blank."""

    pad: str
    sequence: int
    number: str
    case: str
    registered_at: int


class PadNumberAnnulled(Event, frozen=True, kw_only=True):
    """A blank was spoiled or lost: nobody gets its number."""

    pad: str
    sequence: int
    number: str
    annulled_on: date
    reason: str


class PadClosed(Event, frozen=True, kw_only=True):
    """No more is entered from the pad; its `unused` numbers are annulled with it."""

    pad: str
    closed_on: date
    unused: tuple[int, ...] = ()


PAD: Final = "pad"
PAD_EVENTS: tuple[type[Any], ...] = (PadReserved, BlankEntered, PadNumberAnnulled, PadClosed)


def blank_slot(pad: str, sequence: int) -> str:
    """Where everything meets that is said of one number."""
    return f"blank:{pad}:{sequence}"


PAD_SLOTS: Mapping[type[Event], Callable[[Any], str]] = {
    PadReserved: lambda e: f"{PAD}:{e.pad}",
    BlankEntered: lambda e: blank_slot(e.pad, e.sequence),
    PadNumberAnnulled: lambda e: blank_slot(e.pad, e.sequence),
    PadClosed: lambda e: f"pad-closed:{e.pad}",
}
