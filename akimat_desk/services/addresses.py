"""Addresses for the form: territories, what this office wrote before, and a list it may import."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from akimat_desk.domain.applications import LINE_LIMIT
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.people import Address
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.territories import Territories, Territory, parse_territories
from akimat_desk.paths import RESOURCES
from akimat_desk.services.address_files import Line, lines_of
from akimat_desk.services.core import Core
from akimat_desk.storage import addresses
from akimat_desk.storage.database import Connection

PARTS = addresses.PARTS
OFFERED = 100
_AT_ONCE = 2_000


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """Spellings of one part, the most used first; `is_all` where there are no others."""

    words: tuple[str, ...]
    is_all: bool


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """How many lines of the file were taken, and the refusals by their line."""

    taken: int
    refused: tuple[tuple[int, FieldWrong], ...] = ()


class Addresses:
    """What is typed below the district is offered, never demanded."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def offered(self, part: str, typed: str, above: Address) -> Offered:
        """Raises ValueError for a part that is not one of PARTS."""
        with self._core.database.read() as connection:
            words = addresses.offered(connection, part, typed, above, OFFERED)
        return Offered(words=words, is_all=len(words) < OFFERED)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Spellings of each part: those of the list and those written here."""
        with self._core.database.read() as connection:
            return {
                "listed": addresses.counts(connection, is_listed=True),
                "written": addresses.counts(connection, is_listed=False),
            }

    def import_list(self, path: Path, *, replace: bool = False) -> Iterator[Imported]:
        """One transaction, told of as it goes on; what is refused stops nothing else.

        A copy is made first. Raises FieldWrong and UnknownKeys for a file whose columns are wrong,
        OSError, CopyNotMade.
        """
        lines = lines_of(path)
        role_for(self._core.actor, "reference")
        self._core.before_risk("import")
        with self._core.write("reference") as writing:
            if replace:
                addresses.empty_list(writing.connection)
            for group in _groups(lines):
                yield self._take(writing.connection, group)

    def _take(self, connection: Connection, group: list[Line]) -> Imported:
        good, refused = [], []
        for line in group:
            try:
                good.append(_checked(line, own_soate(self._core)))
            except FieldWrong as wrong:
                refused.append((line.number, wrong))
        addresses.add_listed(connection, good)
        return Imported(taken=len(good), refused=tuple(refused))


def own_soate(core: Core) -> str:
    """The office's own territory; "" where it is not in the list."""
    soate = core.identity.office.partition("-")[0]
    return soate if territories().find(soate) is not None else ""


def unlisted(connection: Connection, address: Address) -> Iterator[str]:
    """Codes of what stands in no list and was not written before: the topmost part alone."""
    if address.soate and territories().find(address.soate) is None:
        yield "territory_not_listed"
    for part in PARTS:
        words = getattr(address, part)
        if words and not addresses.is_known(connection, part, words, address):
            yield f"{part}_not_listed"
            return


@cache
def territories() -> Territories:
    """The list that came with the program."""
    return parse_territories(msgspec.json.decode((RESOURCES / "territories.json").read_bytes()))


def lines_below() -> tuple[tuple[Territory, Territory | None], ...]:
    """Every territory with the oblast it lies in; a part of a city goes with its city."""
    known = territories()
    found = []
    for row in known.rows:
        above = known.lineage(row.soate)[:-1]
        found.append((row, above[0] if above else None))
    return tuple(found)


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if len(group) == _AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def _checked(line: Line, own: str) -> tuple[str, str, str, str]:
    soate, *parts = (" ".join(line.cells.get(key, "").split()) for key in ("soate", *PARTS))
    soate = soate or own
    if territories().find(soate) is None:
        raise FieldWrong("soate", "unknown" if soate else "empty")
    for key, words in zip(PARTS, parts, strict=True):
        if len(words) > LINE_LIMIT:
            raise FieldWrong(key, "too_long", LINE_LIMIT)
    if not any(parts):
        raise FieldWrong("village", "empty")
    aimak, village, street = parts
    return soate, aimak, village, street
