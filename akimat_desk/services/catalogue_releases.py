"""Releases of lists and of the directory of bodies that the centre published: seen, adopted."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from akimat_desk.domain.catalogues import (
    ROW_TYPES,
    Catalogue,
    CatalogueWrong,
    Row,
    gone,
    parse_catalogue,
)
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.core import Core
from akimat_desk.services.offered import Offer, OfferUnknown, offer, offers
from akimat_desk.services.references import CATALOGUE, ReferenceObject
from akimat_desk.storage.projections import Lens


class RowChange(msgspec.Struct, frozen=True, kw_only=True):
    """A row that an offered release brings, changes or no longer has."""

    row: str
    name: Bilingual
    what: Literal["new", "changed", "gone"]


class CatalogueReleases:
    """What was chosen from a list stands in the entries by its id: a release may add rows and
    change their words; only the directory of bodies may lose some."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def offered(self) -> tuple[Offer, ...]:
        """Releases that are newer than what the office works by."""
        found = offers(self._core, CATALOGUE)
        with self._core.read() as (_, lens):
            return tuple(one for one in found if _is_newer(one, lens))

    def rows(self, named: str) -> tuple[Row, ...]:
        """The rows the office works by. Raises CatalogueWrong."""
        if named not in ROW_TYPES:
            raise CatalogueWrong(named, "unknown")
        with self._core.read() as (_, lens):
            return self._present(lens, named).rows

    def changes(self, named: str) -> tuple[RowChange, ...]:
        """What adopting it would change. Raises OfferUnknown, CatalogueWrong."""
        found = offer(self._core, CATALOGUE, named)
        with self._core.read() as (_, lens):
            before = self._present(lens, named)
        return tuple(_changes(before, _read(found)))

    def adopt(self, named: str) -> Offer:
        """One entry that carries it to every desk. Raises OfferUnknown, CatalogueWrong, NotAllowed.

        Another desk may have adopted a later release meanwhile: then nothing is offered any more.
        """
        found = offer(self._core, CATALOGUE, named)
        read = _read(found)
        with self._core.write("reference") as writing:
            if not _is_newer(found, writing.lens):
                raise OfferUnknown(CATALOGUE, named)
            missing = gone(self._present(writing.lens, named), read)
            if missing:
                raise CatalogueWrong(named, "gone", missing[0])
            release = ReferenceObject(
                kind=CATALOGUE, id=found.id, release=found.release, body=found.body
            )
            writing.append_office(release.adopted(is_carried=True))
        return found

    def _present(self, lens: Lens, named: str) -> Catalogue[Row]:
        if f"{CATALOGUE}:{named}" not in lens.office.adopted:
            return Catalogue(id=named, release=0, rows=())
        present: Catalogue[Row] = self._core.shelf.adopted(lens.office, CATALOGUE, named)[1]
        return present


def _read(found: Offer) -> Catalogue[Row]:
    """Raises CatalogueWrong: what came from a newer centre may be of a shape unknown here."""
    data: Any = msgspec.json.decode(found.body)
    return parse_catalogue(data)


def _changes(before: Catalogue[Row], after: Catalogue[Row]) -> Iterator[RowChange]:
    for row in after.rows:
        known = before.find(row.id)
        if known is None:
            yield RowChange(row=row.id, name=row.name, what="new")
        elif known != row:
            yield RowChange(row=row.id, name=row.name, what="changed")
    for row in before.rows:
        if after.find(row.id) is None:
            yield RowChange(row=row.id, name=row.name, what="gone")


def _is_newer(one: Offer, lens: Lens) -> bool:
    known: tuple[int, bytes] = lens.office.adopted.get(f"{CATALOGUE}:{one.id}", (0, b""))
    return one.release > known[0]
