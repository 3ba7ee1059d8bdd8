"""What is told of an office's books: places, a page of its feed, what was published."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from akimat_desk.central import publishing
from akimat_desk.central.centre import Centre
from akimat_desk.central.enrolment import directory
from akimat_desk.central.store.database import Connection
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.stations import Stations
from akimat_desk.exchange import batches, central_side
from akimat_desk.exchange.central_side import PagePlan, Run
from akimat_desk.exchange.messages import Batch, Directory, Place, SyncRequest
from akimat_desk.exchange.parts import Part
from akimat_desk.trust.commitments import chain_start


class Asked(NamedTuple):
    """Who asks for what; `have` also with what the desk has just pushed."""

    centre: Centre
    request: SyncRequest
    have: Mapping[bytes, Place]
    epoch: bytes


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer tells: all of it read in one transaction."""

    have: dict[bytes, Place | None]
    plan: PagePlan
    page: tuple[Batch, ...]
    directory: Directory | None
    offered: publishing.Given
    feed: bytes


def told_of(asked: Asked, connection: Connection, ledger: Ledger) -> Told:
    request = asked.request
    ledger.look_up(request.have)
    plan = _plan(asked, ledger)
    release = ledger.directory or Stations(connection, request.office).release()
    return Told(
        have={origin: ledger.place(origin) for origin in request.have},
        plan=plan,
        page=tuple(_batch(ledger, run) for run in plan.runs),
        directory=None
        if release == request.directory
        else directory(asked.centre, connection, request.office),
        offered=_offered(asked, connection, plan),
        feed=ledger.feed.digest_at(plan.cursor),
    )


def part_after(asked: Asked, last: Part) -> Part:
    """The next page, as the desk would ask for it once it has taken the one before."""
    published = asked.request.published
    for one in last.publications:
        published = one.number
    with asked.centre.store.read() as connection:
        ledger = Ledger(connection, asked.request.office)
        ledger.look_up(asked.have)
        request = msgspec.structs.replace(
            asked.request, cursor=last.cursor, feed=last.feed, have={}, published=published,
            directory=Stations(connection, ledger.office).release(),
        )  # fmt: skip
        told = told_of(asked._replace(request=request), connection, ledger)
    plan, offered = told.plan, told.offered
    is_more = plan.more or offered.more
    return Part(told.page, plan.cursor, told.feed, offered.publications, is_more)


def _plan(asked: Asked, ledger: Ledger) -> PagePlan:
    request, feed = asked.request, ledger.feed
    newest = feed.newest()
    is_of_now = central_side.is_of_this_feed(request, asked.epoch, newest, feed.digest_at)
    runs = feed.runs(request.cursor) if is_of_now else ()
    # A desk of before could not take what the centre writes: for it these runs are not there.
    have = asked.have if request.knows else {**asked.have, **ledger.written()}
    return central_side.page_due(request, runs, have, ledger, newest=newest, is_of_now=is_of_now)


def _offered(asked: Asked, connection: Connection, plan: PagePlan) -> publishing.Given:
    """What was published comes after the entries: those are the clerks' work."""
    if plan.more:
        return publishing.Given()
    taken = sum(run.size for run in plan.runs)
    return publishing.due(connection, asked.request, asked.epoch, taken)


def _batch(ledger: Ledger, run: Run) -> Batch:
    entries = ledger.entries(run.origin, run.first, run.last)
    before = (
        chain_start(run.origin)
        if run.first == 1
        else ledger.chains(run.origin, run.first - 1, run.first - 1)[0]
    )
    streams = {entry.envelope.stream for entry in entries}
    fresh = streams - ledger.touched_before(run.origin, run.first, list(streams))
    return batches.closed(
        entries, before=before, salts=ledger.salts(list(fresh)), head=ledger.feed.head(run)
    )
