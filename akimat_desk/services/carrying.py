"""Carries one call over the line and takes in what comes back, as far as it comes."""

import time
from collections.abc import Callable, Generator

import msgspec

from akimat_desk.exchange import parts
from akimat_desk.exchange.messages import MessageUnreadable, SyncAnswer, unpack
from akimat_desk.exchange.parts import Part
from akimat_desk.services.core import Core
from akimat_desk.services.enrolment import Carrier
from akimat_desk.services.exchange_answer import Absorbed, ServerNotGenuine, absorb_part
from akimat_desk.transport import LineDown


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """Messages ready to be carried; made in one transaction that is over before the line opens.

    A courier's are packed, those for a line are plain.
    """

    url: str
    messages: tuple[bytes, ...]
    entries: int


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a call. `absorbed` is None where no answer came, `lost` where the line held.

    `has_moved` also where only a piece of a part came: the next call has it continued.
    """

    absorbed: Absorbed | None
    has_moved: bool
    seconds: float
    lost: LineDown | None = None

    @property
    def is_cut(self) -> bool:
        return self.lost is not None

    @property
    def goes_on(self) -> bool:
        return self.absorbed is not None and self.absorbed.goes_on


def answers(line: Carrier, outgoing: Outgoing) -> Generator[SyncAnswer]:
    """The answer, then each part of it as one; raises LineDown, ServerRefused, ServerNotGenuine."""
    first: SyncAnswer | None = None
    try:
        for message in line.answers(outgoing.messages):
            if first is None:
                first = unpack(message, SyncAnswer)
                yield first
            else:
                yield parts.as_answer(first, unpack(message, Part))
    except MessageUnreadable:
        raise ServerNotGenuine("answer") from None
    if first is None:
        raise ServerNotGenuine("answer")


def carry(
    core: Core,
    line: Carrier,
    outgoing: Outgoing,
    absorb: Callable[[SyncAnswer], Absorbed],
    goes_on: Callable[[int], bool],
) -> Carried:
    """`absorb` takes the first answer. `goes_on` hears how many entries moved, after each part.

    The line is lost and nothing raised; raises ServerRefused, ServerNotGenuine.
    """
    taken: Absorbed | None = None
    before: SyncAnswer | None = None
    started, was_held, lost = time.monotonic(), line.under_way, None
    coming = answers(line, outgoing)
    try:
        for answer in coming:
            came = absorb(answer) if before is None else absorb_part(core, answer, before)
            if came is None:
                break
            taken, before = _joined(taken, came), answer
            if came.problem or not goes_on(taken.pushed + taken.pulled):
                break
    except LineDown as wrong:
        lost = wrong
    finally:
        coming.close()
    return Carried(
        absorbed=taken,
        has_moved=line.under_way > was_held or (taken is not None and taken.has_moved),
        seconds=time.monotonic() - started,
        lost=lost,
    )


def _joined(before: Absorbed | None, came: Absorbed) -> Absorbed:
    if before is None:
        return came
    return msgspec.structs.replace(
        came,
        pushed=before.pushed + came.pushed,
        pulled=before.pulled + came.pulled,
        receipts=before.receipts + came.receipts,
        has_moved=before.has_moved or came.has_moved,
    )
