"""One exchange of a desk, step by step: its state and what came in, the state after, what is due.

No step touches a database, a line, a clock or chance: whoever calls it keeps what it says, in one
transaction where it says so. A request is prepared and carried away; its answer is told apart, its
page taken (`pages.take`), a new origin opened where one is due, and the exchange ended.
"""

from collections.abc import Mapping

import msgspec

from akimat_desk.exchange import batches, desk_side
from akimat_desk.exchange.centre_origins import KNOWS
from akimat_desk.exchange.desk_side import Held, Server, Stretch
from akimat_desk.exchange.forks import Holdings, chain_at
from akimat_desk.exchange.messages import Place, Receipt, SyncAnswer, SyncRequest
from akimat_desk.exchange.pages import Taken

CLONED = "cloned"


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """All that a desk goes by in its exchange; `origin` is the one it writes, `mark` its mark."""

    station: str
    office: str
    origin: bytes
    mark: str
    server: Server
    held: Mapping[bytes, Held]
    receipts: Mapping[bytes, Receipt]


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What one request is to carry: `limit` batches of `entries` up, `page` bytes down.

    `is_carried`: by a courier who may come back much later, and cannot ask first.
    """

    limit: int
    entries: int = batches.MAX_ENTRIES
    page: int = 0
    directory: int = 0
    published: int | None = None
    is_carried: bool = False


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """`server` is to be on the disk before `request` leaves."""

    server: Server
    request: SyncRequest
    stretches: tuple[Stretch, ...]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer says, its page left aside.

    `is_late`: not the answer that is waited for. It is good for receipts, and where `is_of_now`
    for entries, but decides nothing. `has_new_life`: all that the server said before is void.
    `forked` are origins where it stands on another branch: what it said of them is void.
    """

    is_late: bool
    is_of_now: bool
    has_new_life: bool
    places: Mapping[bytes, Place | None]
    forked: frozenset[bytes]
    receipts: tuple[Receipt, ...]
    pushed: int


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How the exchange stands after an answer; `goes_on`: another call has something to do.

    `is_stuck`: it would go on, but nothing moved.
    """

    server: Server
    goes_on: bool
    has_moved: bool

    @property
    def is_stuck(self) -> bool:
        return self.goes_on and not self.has_moved


def prepared(desk: Desk, asking: Asking, here: Holdings, *, nonce: bytes, call: bytes) -> Prepared:
    """`nonce` and `call` are fresh; the nonce of a call that was not answered is used again."""
    server = msgspec.structs.replace(desk.server, places=_on_our_chain(desk, here))
    due = desk_side.to_push(
        desk.held.values(),
        server,
        asking.limit + 1,
        step=asking.entries,
        is_unasked=asking.is_carried,
    )
    request = SyncRequest(
        station=desk.station,
        office=desk.office,
        origin=desk.origin,
        mark=desk.mark,
        nonce=server.nonce or nonce,
        epoch=server.epoch,
        cursor=server.cursor,
        have=desk_side.named(desk.held.values(), server, _covered(desk)),
        lease=server.lease,
        directory=asking.directory,
        max_bytes=asking.page,
        behind=desk_side.behind(desk.receipts.values(), server),
        published=asking.published,
        call=call,
        feed=server.feed,
        asks_only=_asks_only(desk, asking),
        knows=KNOWS,
        is_all=len(due) <= asking.limit and _is_asked(desk, server, asking),
    )
    stretches = due[: asking.limit]
    waiting = msgspec.structs.replace(desk.server, nonce=request.nonce, call=call, is_sure=False)
    return Prepared(server=waiting, request=request, stretches=tuple(stretches))


def _is_asked(desk: Desk, server: Server, asking: Asking) -> bool:
    """Whether it is known of every origin how much of it the server lacks, or all is sent."""
    return asking.is_carried or (server.is_sure and desk.held.keys() <= server.places.keys())


def told(desk: Desk, answer: SyncAnswer, here: Holdings) -> Told:
    """What to keep of an answer before its page is taken; its receipts were found genuine."""
    is_late = _is_late(desk.server, answer)
    is_of_now = desk.server.epoch == answer.epoch
    forked = frozenset(desk_side.disagreeing(answer, desk.held, here))
    has_new_life = not is_late and desk.server.epoch is not None and not is_of_now
    covered = {} if has_new_life else _covered(desk)
    receipts = tuple(
        receipt
        for receipt in answer.receipts
        if (is_of_now or not is_late)
        and receipt.origin not in forked
        and receipt.origin in desk.held
        and receipt.seq >= covered.get(receipt.origin, 0)
    )
    places = {} if is_late else {o: p for o, p in answer.have.items() if o not in forked}
    return Told(
        is_late=is_late,
        is_of_now=is_of_now,
        has_new_life=has_new_life,
        places=places,
        forked=frozenset() if is_late else forked,
        receipts=receipts,
        pushed=sum(_newly_covered(desk, covered, receipt) for receipt in receipts),
    )


def reason_to_open(before: Desk, after: Desk, said: Told, answer: SyncAnswer, came: Taken) -> str:
    """Why the desk has to go on in a new origin, empty where it has not.

    `before` is the desk as the answer found it, `after` the same with the page taken in.
    """
    if said.is_late:
        return ""
    reason = answer.must_open
    now = msgspec.structs.replace(after.server, epoch=answer.epoch)
    if reason == CLONED and desk_side.behind(after.receipts.values(), now) is not None:
        # It has forgotten our lease with all the rest; the next call tells it so.
        reason = ""
    is_forked = any(fork.origin == after.origin for fork in came.forks)
    if is_forked or _is_ahead_of_us(before, answer):
        reason = reason or CLONED
    return reason


def ended(
    before: Desk, after: Desk, answer: SyncAnswer, said: Told, came: Taken, *, has_opened: bool
) -> Ended:
    """`before` is the desk as the answer found it, `after` with everything taken in."""
    if said.is_late:
        # Whatever it brought, the answer that is waited for has still to come.
        return Ended(server=after.server, goes_on=True, has_moved=came.entries > 0)
    is_lost = bool(said.forked) and not came.forks and not answer.more
    cursor, feed = _cursor(before.server, answer, said, came.problem, is_lost=is_lost)
    server = msgspec.structs.replace(
        after.server,
        epoch=answer.epoch,
        cursor=cursor,
        feed=feed,
        # The lease belongs to the origin it was given for.
        lease=None if has_opened else answer.lease or before.server.lease,
        nonce=None,
        call=None,
        is_sure=True,
        is_level=not (answer.more or is_lost or came.problem),
    )
    goes_on = answer.more or is_lost or bool(came.problem)
    has_moved = has_opened or came.entries > 0 or _differs(before.server, server)
    rest = goes_on or _has_rest(msgspec.structs.replace(after, server=server))
    return Ended(server=server, goes_on=rest, has_moved=has_moved)


def _on_our_chain(desk: Desk, here: Holdings) -> dict[bytes, Place | None]:
    """The server's word, but for origins where we wrote on past its place on another branch.

    Said back to it, such a place would pass for ours, and its branch would be kept from us.
    """
    found: dict[bytes, Place | None] = {}
    for origin, place in desk.server.places.items():
        ours = desk.held.get(origin)
        is_within = place is not None and ours is not None and place.seq < ours.place.seq
        if place is None or not is_within or chain_at(origin, place.seq, here) == place.chain:
            found[origin] = place
    return found


def _is_ahead_of_us(desk: Desk, answer: SyncAnswer) -> bool:
    """Whether the server holds more of the origin we write than we ever wrote: another disk did."""
    theirs, ours = answer.have.get(desk.origin), desk.held.get(desk.origin)
    return theirs is not None and theirs.seq > (0 if ours is None else ours.place.seq)


def _is_late(server: Server, answer: SyncAnswer) -> bool:
    """A centre of before does not say which call it answers: its line gives but the present one."""
    return bool(answer.call) and answer.call != server.call


def _asks_only(desk: Desk, asking: Asking) -> bool:
    """After a lost answer, while the server may lack something: first what arrived is asked."""
    if asking.is_carried or desk.server.is_sure or desk.server.epoch is None:
        return False
    return any(desk_side.lacks(one, desk.server) for one in desk.held.values())


def _covered(desk: Desk) -> dict[bytes, int]:
    return {receipt.origin: receipt.seq for receipt in desk.receipts.values()}


def _newly_covered(desk: Desk, covered: Mapping[bytes, int], receipt: Receipt) -> int:
    ours = desk.held[receipt.origin]
    if not ours.is_own:
        return 0
    return max(0, min(receipt.seq, ours.place.seq) - covered.get(receipt.origin, 0))


def _cursor(
    before: Server, answer: SyncAnswer, said: Told, problem: str, *, is_lost: bool
) -> tuple[int, bytes]:
    """0 voids it: the next call names everything that is held and reads from the start."""
    if problem == "page_gap" or is_lost or (problem and said.has_new_life):
        return 0, b""
    if problem:
        return before.cursor, before.feed
    return answer.cursor, answer.feed


def _differs(before: Server, after: Server) -> bool:
    return (before.epoch, before.cursor, before.places) != (
        after.epoch,
        after.cursor,
        after.places,
    )


def _has_rest(desk: Desk) -> bool:
    held, covered = desk.held.values(), _covered(desk)
    return bool(desk_side.to_push(held, desk.server, 1)) or any(
        one.origin not in desk.server.places
        or (one.is_own and covered.get(one.origin, 0) < one.place.seq)
        for one in held
    )
