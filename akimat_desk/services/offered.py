"""What the centre published: proven, laid aside, and never applied before somebody adopts it."""

from dataclasses import dataclass
from datetime import date

import msgspec

from akimat_desk.domain.errors import RuleBroken
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.readings import Bilingual
from akimat_desk.exchange import desk_side
from akimat_desk.exchange.messages import Publication, SyncAnswer
from akimat_desk.services.core import Core
from akimat_desk.storage import exchange, offered
from akimat_desk.storage.database import Connection
from akimat_desk.storage.exchange import ServerRow


@dataclass(eq=False)
class OfferUnknown(RuleBroken):
    """The centre offers nothing of that name here."""

    kind: str
    name: str


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A release that waits to be looked at; `published_on` by the centre's clock."""

    kind: str
    id: str
    release: int
    name: Bilingual
    published_on: date
    body: bytes


def offers(core: Core, kind: str) -> tuple[Offer, ...]:
    """All that came of a kind; whoever asks leaves out what the office works by already."""
    with core.read() as (connection, _):
        return tuple(_offer(one) for one in offered.rows(connection, kind))


def offer(core: Core, kind: str, named: str) -> Offer:
    """Raises OfferUnknown."""
    with core.read() as (connection, _):
        found = offered.find(connection, kind, named)
    if found is None:
        raise OfferUnknown(kind, named)
    return _offer(found)


def take(core: Core, connection: Connection, row: ServerRow, answer: SyncAnswer) -> bool:
    """Lays the publications of an answer aside; True where that moved the exchange on.

    What is not genuine is quarantined and asked for again: the place of the genuine one is not
    passed over. Another life of the server counts its publications anew.
    """
    has_new_life = row.epoch is not None and row.epoch != answer.epoch
    upto = 0 if has_new_life else row.published
    for publication in answer.publications:
        fault = desk_side.publication_fault(
            publication, office=core.identity.office, server_public=row.public_key
        )
        if fault:
            offered.quarantine(connection, publication, fault, core.clock.now())
            break
        offered.keep(connection, publication)
        upto = publication.number
    exchange.change_server(connection, published=upto)
    return upto != row.published


def _offer(publication: Publication) -> Offer:
    return Offer(
        kind=publication.kind,
        id=publication.id,
        release=publication.release,
        name=_name(publication),
        published_on=legal_day(publication.at),
        body=publication.body,
    )


def _name(publication: Publication) -> Bilingual:
    """As it calls itself; by its id where another program's shape says it elsewhere."""
    try:
        told = msgspec.json.decode(publication.body)
        return msgspec.convert(told.get("title", told.get("name")), Bilingual)
    except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError):
        return Bilingual(ky=publication.id, ru=publication.id)
