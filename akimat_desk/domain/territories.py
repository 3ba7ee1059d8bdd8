"""The list of territories by SOATE code, and the name an office goes by in the system."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Self, get_args

import msgspec

from akimat_desk.domain.collation import folded, sort_key
from akimat_desk.domain.errors import RuleBroken, UnknownRow
from akimat_desk.domain.readings import Bilingual, Reading

Level = Literal["oblast", "republican_city", "oblast_city", "district", "city_district", "town"]
OfficeKind = Literal["district", "city", "aiyl", "envoy", "other"]

OFFICE_KINDS: tuple[OfficeKind, ...] = get_args(OfficeKind)
# An oblast is not here: the office in it is the envoy's, and that is said, never guessed.
_KIND_BY_LEVEL: Mapping[Level, OfficeKind] = {
    "district": "district",
    "city_district": "district",
    "republican_city": "city",
    "oblast_city": "city",
    "town": "city",
}
_SHAPE = re.compile(r"(?P<soate>\d{14})(?:-(?P<kind>[a-z]+)-(?P<ordinal>[1-9]\d{0,2}))?", re.ASCII)


@dataclass(eq=False)
class OfficeIdWrong(RuleBroken):
    """`reason`: shape, kind, kind_needed, kind_differs, names_needed."""

    text: str
    reason: str


class Territory(Reading, frozen=True, kw_only=True):
    """`notes` says what is not certain about the row."""

    soate: str
    level: Level
    parent: str | None
    name: Bilingual
    name_en: str
    pilot: bool = False
    pilot_by_parent: bool = False
    notes: str = ""


class _Listed(msgspec.Struct, forbid_unknown_fields=True):
    soate: str
    level: Level
    parent: str | None
    name_ky: str
    name_ru: str
    name_en: str
    pilot: bool
    pilot_by_parent: bool
    notes: str


class Territories:
    """All known territories. Aiyl aimaks are not among them: below the district names are typed."""

    def __init__(self, rows: Iterable[Territory]) -> None:
        self._rows = tuple(rows)
        self._by_soate = {row.soate: row for row in self._rows}

    @property
    def rows(self) -> tuple[Territory, ...]:
        return self._rows

    def find(self, soate: str) -> Territory | None:
        return self._by_soate.get(soate)

    def territory(self, soate: str) -> Territory:
        """Raises UnknownRow."""
        found = self.find(soate)
        if found is None:
            raise UnknownRow("territories", soate)
        return found

    def children(self, soate: str | None) -> tuple[Territory, ...]:
        """In the order of the Kyrgyz alphabet; of None: oblasts and cities of the republic."""
        found = (row for row in self._rows if row.parent == soate)
        return tuple(sorted(found, key=lambda row: sort_key(row.name.ky)))

    def lineage(self, soate: str) -> tuple[Territory, ...]:
        """From the oblast down to the territory itself; raises UnknownRow."""
        row = self.territory(soate)
        above = () if row.parent is None else self.lineage(row.parent)
        return (*above, row)

    def search(self, text: str) -> tuple[Territory, ...]:
        """Every typed word begins some word of the name, in any of the three languages."""
        typed = folded(text).split()
        found = (row for row in self._rows if typed and _is_named(row, typed))
        return tuple(sorted(found, key=lambda row: sort_key(row.name.ky)))


class OfficeId(Reading, frozen=True, kw_only=True):
    """SOATE code, kind and ordinal; `is_listed` is False where the code is not in the list."""

    soate: str
    kind: OfficeKind
    ordinal: int = 1
    is_listed: bool = True

    def __str__(self) -> str:
        return f"{self.soate}-{self.kind}-{self.ordinal}"

    @classmethod
    def parse(
        cls,
        text: str,
        territories: Territories,
        *,
        kind: OfficeKind | None = None,
        names: Bilingual | None = None,
    ) -> Self:
        """A bare code takes `kind`, or the kind its level tells.

        A code that is not in the list needs `names` given by hand, in both languages.
        Raises OfficeIdWrong.
        """
        shape = _SHAPE.fullmatch(text.strip().lower())
        if shape is None:
            raise OfficeIdWrong(text, "shape")
        row = territories.find(shape["soate"])
        if row is None and not (names is not None and names.ky and names.ru):
            raise OfficeIdWrong(text, "names_needed")
        return cls(
            soate=shape["soate"],
            kind=_kind(text, shape["kind"], kind, row),
            ordinal=int(shape["ordinal"] or 1),
            is_listed=row is not None,
        )


def parse_territories(rows: object) -> Territories:
    """From the rows of territories.json as JSON gives them."""
    return Territories(map(_territory, msgspec.convert(rows, list[_Listed])))


def _territory(row: _Listed) -> Territory:
    return Territory(
        soate=row.soate,
        level=row.level,
        parent=row.parent,
        name=Bilingual(ky=row.name_ky, ru=row.name_ru),
        name_en=row.name_en,
        pilot=row.pilot,
        pilot_by_parent=row.pilot_by_parent,
        notes=row.notes,
    )


def _is_named(row: Territory, typed: list[str]) -> bool:
    words = folded(f"{row.name.ky} {row.name.ru} {row.name_en}").split()
    return all(any(word.startswith(begun) for word in words) for begun in typed)


def _kind(
    text: str, written: str | None, given: OfficeKind | None, row: Territory | None
) -> OfficeKind:
    if written is None:
        by_level = _KIND_BY_LEVEL.get(row.level) if row else None
        if chosen := given or by_level:
            return chosen
        raise OfficeIdWrong(text, "kind_needed")
    for known in OFFICE_KINDS:
        if known == written:
            break
    else:
        raise OfficeIdWrong(text, "kind")
    if given not in (None, known):
        raise OfficeIdWrong(text, "kind_differs")
    return known
