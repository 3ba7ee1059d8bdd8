"""The facts of absence and leaving: cases that pass by an order, and acts of hand-over of files."""

from datetime import date
from typing import Any

from akimat_desk.domain.case_events import ExecutorAssigned
from akimat_desk.domain.facts import Event
from akimat_desk.domain.readings import Reading


class ExecutorPassed(ExecutorAssigned, frozen=True, kw_only=True):
    """By a substitution the case passed on, or came back: nobody has to accept it.

    `owner` is whose case it is while somebody else has it in hand. Every field follows from the
    office's record, so that two desks which say it say the same.
    """

    owner: str
    substitution: str


class HandedFile(Reading, frozen=True, kw_only=True):
    """A case as the act lists it; `originals` are papers that are to be given back."""

    number: str
    due_on: date | None = None
    sheets: int = 0
    originals: int = 0


class FilesHandedOver(Event, frozen=True, kw_only=True):
    """An act of hand-over of files was drawn up, and the cases in it passed by it.

    `act` is a UUID; `also` names journals, seals and keys, a line each.
    """

    act: str
    giver: str
    taker: str
    drawn_on: date
    files: tuple[HandedFile, ...] = ()
    also: tuple[str, ...] = ()
    ground: str = ""


class HandOverActPrinted(Event, frozen=True, kw_only=True):
    """The paper was made; `digest` is its SHA-256."""

    act: str
    printed_on: date
    digest: bytes = b""


class HandOverActSigned(Event, frozen=True, kw_only=True):
    """Both parties signed; `scan` is the SHA-256 of the scan, empty where there is none."""

    act: str
    signed_on: date
    scan: bytes = b""


ABSENCE_CASE_EVENTS: tuple[type[Any], ...] = (ExecutorPassed,)
ABSENCE_OFFICE_EVENTS: tuple[type[Any], ...] = (
    FilesHandedOver,
    HandOverActPrinted,
    HandOverActSigned,
)
