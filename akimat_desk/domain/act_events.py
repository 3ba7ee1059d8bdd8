"""The facts of an act after it was issued, and of acts that belong to no case."""

from datetime import date
from typing import Any

from akimat_desk.domain.facts import Event


class OfficeActOpened(Event, frozen=True, kw_only=True):
    """The first entry of an act that belongs to no case: an order, a letter of the office's own.

    `act` is its id, `kind` its template's.
    """

    act: str
    kind: str


class ActSigned(Event, frozen=True, kw_only=True):
    """The act bears its signature: by hand on paper, or in a file of the state's signature site.

    `file` is the digest of that file, which holds our bytes; empty for a signature by hand.
    """

    act: str
    signed_on: date
    file: bytes = b""


class ActAnnulled(Event, frozen=True, kw_only=True):
    """The act holds no more; its number stays taken and the journal says why."""

    act: str
    annulled_on: date
    reason: str


class ActReplaced(Event, frozen=True, kw_only=True):
    """Another act corrects this one and names it; what was issued stays as it is."""

    act: str
    by: str


class ActCopied(Event, frozen=True, kw_only=True):
    """A later print of the act that says so: `copy` is the number in its stamp, from 1."""

    act: str
    copy: int
    digest: bytes


ACT_EVENTS: tuple[type[Any], ...] = (ActSigned, ActAnnulled, ActReplaced, ActCopied)
"""Those that stand in the stream of a case or of the act itself."""
