"""Nodes that lack one idea of the protocol each: proof that the simulator finds what is missing."""

from typing import Any

import msgspec
from exchange.books import find_signer
from exchange.handing import Copy, Hub
from exchange.nodes import CentreNode, DeskNode

from akimat_desk.exchange import batches, central_side, dossiers, pages
from akimat_desk.exchange.desk_steps import Desk, Told
from akimat_desk.exchange.forks import Settled
from akimat_desk.exchange.messages import Batch, Place, SyncAnswer, SyncRequest
from akimat_desk.journal.envelope import Entry


class TrustsItself(DeskNode):
    """Begins where it was once acknowledged, whatever the server says that it holds."""

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self.acknowledged: dict[bytes, Place] = {}

    def clone(self, *told: Any) -> "TrustsItself":
        twin = super().clone(*told)
        assert isinstance(twin, TrustsItself)
        twin.acknowledged = dict(self.acknowledged)
        return twin

    def state(self) -> Desk:
        desk = super().state()
        places = {origin: self.acknowledged.get(origin) for origin in desk.held}
        server = msgspec.structs.replace(desk.server, places=places)
        return msgspec.structs.replace(desk, server=server)

    def _keep_word(self, said: Told) -> None:
        super()._keep_word(said)
        for receipt in said.receipts:
            known = self.acknowledged.get(receipt.origin)
            if known is None or known.seq < receipt.seq:
                self.acknowledged[receipt.origin] = Place(receipt.seq, receipt.chain)


class PushesItsOwn(DeskNode):
    """Gives only what it wrote itself."""

    def state(self) -> Desk:
        desk = super().state()
        own = {origin: held for origin, held in desk.held.items() if held.is_own}
        return msgspec.structs.replace(desk, held=own)


class StaysItself(CentreNode):
    """Lives on under its old epoch when it was put back, and hears nobody who says so."""

    def mint(self) -> None:
        if not self.feed and not self.journal.known:
            super().mint()

    def digest_at(self, number: int) -> bytes:  # noqa: ARG002
        return b""

    def is_of_now(self, request: SyncRequest) -> bool:
        return request.epoch == self.epoch


class GivesNoLease(CentreNode):
    """Does not ask who writes an origin."""

    def known_lease(self, origin: bytes) -> central_side.Lease | None:  # noqa: ARG002
        return None


class CentreWithoutHashes(CentreNode):
    """A place that is taken is taken: what comes for it is held to be the same."""

    def settled(self, batch: Batch) -> object:
        return _placed(batch, self.journal)


class DeskWithoutHashes(DeskNode):
    def _keep_word(self, said: Told) -> None:
        super()._keep_word(msgspec.structs.replace(said, forked=frozenset()))

    def _take_page(self, said: Told, answer: SyncAnswer) -> pages.Taken:  # noqa: ARG002
        count = 0
        for batch in answer.page:
            outcome = _placed(batch, self.journal)
            if not isinstance(outcome, Settled):
                return pages.Taken(entries=count, problem="page_gap")
            self.journal.keep(outcome)
            count += len(outcome.entries)
        return pages.Taken(entries=count)


def _placed(batch: Batch, journal: Any) -> Settled | None:
    signer, place = find_signer(batch.head.key_id), journal.place(batch.origin)
    seq = place.seq if place else 0
    if signer is None or batch.first > seq + 1:
        return None
    entries = tuple(batches.opened(batch, journal.salts(batch.streams))[seq + 1 - batch.first :])
    return Settled(
        station=signer.station, origin=batch.origin, entries=entries,
        salts=batches.salts_of(batch) if entries else {}, head=batch.head if entries else None,
    )  # fmt: skip


ABLATIONS: dict[str, dict[str, type]] = {
    "the sender trusts its own acknowledgements": {"desk": TrustsItself},
    "desks push only what they wrote themselves": {"desk": PushesItsOwn},
    "a restored server keeps its epoch": {"centre": StaysItself},
    "duplicates are told by their places alone": {
        "centre": CentreWithoutHashes, "desk": DeskWithoutHashes,
    },
}  # fmt: skip


class HandsOnOnce(Hub):
    """Put back from a copy, it makes nothing anew of what it once handed on."""

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self.once: set[tuple[str, bytes]] = set()
        self.is_put_back = False

    def put_back(self, copy: Copy) -> None:
        super().put_back(copy)
        self.is_put_back = True

    def hand_on(self, office: str, other: str, lacking: list[Entry]) -> None:
        known = self.once if self.is_put_back else set()
        super().hand_on(office, other, [e for e in lacking if (other, e.content_id) not in known])
        self.once |= {(other, entry.content_id) for entry in lacking}


class _PastAlone(dossiers.Owed):
    def to(self, office: str, held: Any) -> list[Entry]:
        stream = self._stream
        handed = [
            one.reference for one in stream.forwards(lambda _, said: said.to_office == office)
        ]
        past = set(handed).union(*(stream.seen(one) for one in handed))
        told = {one.reference for one in self._told.get(office, ())}
        return [entry for entry in super().to(office, held) if entry.reference in past | told]


class SendsNoSupplement(Hub):
    """Only what was there when the case was forwarded."""

    owed = _PastAlone


class _Everything(dossiers.Owed):
    def to(self, office: str, held: Any) -> list[Entry]:  # noqa: ARG002
        known = {entry.content_id for entry in held}
        return [e for e in self._stream.in_order() if e.content_id not in known]


class HandsOnEverything(Hub):
    """Whatever is written of a case goes wherever it ever was."""

    owed = _Everything


class _Hasty(dossiers.Stream):
    def is_whole(self, reference: bytes) -> bool:
        return reference in self.entries


class _TellsAtOnce(dossiers.Owed):
    stream = _Hasty


class TellsAtOnce(Hub):
    """Does not wait until everything is there that the author of a word had seen."""

    owed = _TellsAtOnce


HANDING_ABLATIONS: dict[str, type[Hub]] = {
    "a restored centre makes no dossier anew": HandsOnOnce,
    "supplements are left out": SendsNoSupplement,
    "an office hears of a case for ever": HandsOnEverything,
    "a word is told before what its author had seen is there": TellsAtOnce,
}
