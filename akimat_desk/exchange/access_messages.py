"""How a station's access log goes up: in batches as the journal does, and never down to a desk."""

import msgspec

from akimat_desk.exchange.messages import VERSION, Batch, Place, Receipt


class AccessPush(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One batch of the log, or, without it, the question how far the server holds the origin."""

    version: int = VERSION
    station: str
    office: str
    origin: bytes
    batch: Batch | None = None


class AccessAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the next batch begins, and the server's signed word that it holds all before."""

    version: int = VERSION
    place: Place | None = None
    receipt: Receipt | None = None
