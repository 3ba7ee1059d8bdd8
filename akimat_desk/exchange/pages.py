"""Takes a page of the server in, batch by batch: places are taken as the server has them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import msgspec

from akimat_desk.exchange.forks import (
    Forged,
    Fork,
    Holdings,
    Moved,
    Parked,
    Settled,
    Signer,
    settle,
)
from akimat_desk.exchange.messages import Batch, Branch, Head
from akimat_desk.journal.envelope import Entry
from akimat_desk.trust.commitments import chain_link


class Books(Holdings, Protocol):
    """What a desk holds and can add to; what it keeps is seen by its own questions at once."""

    def keep(self, settled: Settled) -> None: ...

    def give_way(self, fork: Fork) -> None:
        """Move our branch of an origin to where every node moves it."""

    def set_aside(self, batch: Batch, reason: str) -> None: ...


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a page; `problem` is empty where all of it is here now."""

    entries: int = 0
    forks: tuple[Fork, ...] = ()
    problem: str = ""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How entries of one origin came: as one batch, under this head."""

    first: int
    last: int
    station: str
    head: Head


def take(
    page: Iterable[Batch],
    books: Books,
    find_signer: Callable[[bytes], Signer | None],
    *,
    is_late: bool = False,
) -> Taken:
    """All batches up to the first that does not fit; what is known already changes nothing.

    A local branch gives way and moves; but a late page brings entries and decides nothing: it is
    left where it does not fit, and that is no problem.
    """
    forks: list[Fork] = []
    count, problem = 0, ""
    for batch in page:
        signer = find_signer(batch.head.key_id)
        outcome = settle(batch, books, signer)
        if isinstance(outcome, Settled) and outcome.fork is not None and not is_late:
            forks.append(outcome.fork)
            books.give_way(outcome.fork)
            outcome = settle(batch, books, signer)
        problem = _problem(outcome)
        if problem and not is_late and isinstance(outcome, Forged):
            books.set_aside(batch, outcome.reason)
        if problem or not isinstance(outcome, Settled) or outcome.fork is not None:
            break
        books.keep(outcome)
        count += len(outcome.entries)
    return Taken(entries=count, forks=tuple(forks), problem="" if is_late else problem)


def _problem(outcome: Settled | Parked | Forged) -> str:
    if isinstance(outcome, Forged):
        return "page_forged"
    return "page_gap" if isinstance(outcome, Parked) else ""


def moved_runs(
    runs: Iterable[Run],
    fork: Fork,
    moved: Moved,
    *,
    before: Callable[[int], bytes],
    ids: Callable[[int, int], Sequence[bytes]],
) -> list[tuple[Sequence[Entry], str, Head]]:
    """The heads of other stations stay good in the new place: each says where it was signed.

    `before` and `ids` tell the old origin's chain up to a seq, and its content ids.
    """
    start = fork.seq + moved.known
    found: list[tuple[Sequence[Entry], str, Head]] = []
    for run in runs:
        if run.last < start:
            continue
        first = max(run.first, start)
        branch = _signed_at(fork.origin, run, first, before, ids)
        entries = moved.entries[first - start : run.last - start + 1]
        found.append((entries, run.station, Head(run.head.key_id, run.head.signature, branch)))
    return found


def _signed_at(
    origin: bytes,
    run: Run,
    first: int,
    before: Callable[[int], bytes],
    ids: Callable[[int, int], Sequence[bytes]],
) -> Branch:
    """Where the entry that stands at `first` was signed, by the run it came in."""
    branch = run.head.branch
    if branch is None:
        return Branch(origin, first, before(first))
    chain, skipped = branch.before, ids(run.first, first - 1)
    for one in skipped:
        chain = chain_link(chain, one)
    return Branch(branch.origin, branch.first + len(skipped), chain)
