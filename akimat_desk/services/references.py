"""Rule packs, calendars and catalogues: the shipped ones, the stored ones, the adopted ones."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.calendars import parse_calendar
from akimat_desk.domain.catalogues import parse_catalogue
from akimat_desk.domain.duties import References
from akimat_desk.domain.errors import ReferenceMissing
from akimat_desk.domain.office_calendars import calendar_reference, office_calendar
from akimat_desk.domain.office_events import ReferenceAdopted
from akimat_desk.domain.offices import Office
from akimat_desk.domain.registering import Catalogues
from akimat_desk.domain.rules import RulePack, parse_pack
from akimat_desk.paths import RESOURCES

RULES, CALENDAR, CATALOGUE = "rules", "calendar", "catalogue"
_FOLDERS = {RULES: "rules", CALENDAR: "calendars", CATALOGUE: "catalogue"}
_PARSERS = {RULES: parse_pack, CALENDAR: parse_calendar, CATALOGUE: parse_catalogue}
_CATALOGUES = tuple(field.name for field in msgspec.structs.fields(Catalogues))
CALENDAR_ID = "kg"
PACK_ID = "kg"


class ReferenceObject(msgspec.Struct, frozen=True, kw_only=True):
    """An immutable object named by the first 16 bytes of the SHA-256 of its JSON bytes."""

    kind: str
    id: str
    release: int
    body: bytes

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.body).digest()[:16]

    def adopted(self) -> ReferenceAdopted:
        return ReferenceAdopted(
            kind=self.kind, id=self.id, release=self.release, digest=self.digest
        )


def shipped() -> Iterator[ReferenceObject]:
    """What the program brings along, in a fixed order."""
    for kind, folder in _FOLDERS.items():
        for path in sorted((RESOURCES / folder).glob("*.json")):
            yield read_object(kind, path)


def read_object(kind: str, path: Path) -> ReferenceObject:
    """One published or shipped file; raises what its parser refuses."""
    body = path.read_bytes()
    data = msgspec.json.decode(body)
    _PARSERS[kind](data)
    named = str(data.get("id") or path.stem)
    return ReferenceObject(kind=kind, id=named, release=int(data["release"]), body=body)


class Shelf:
    """Parsed reference objects, each read once and kept: they never change."""

    def __init__(self) -> None:
        self._parsed: dict[bytes, Any] = {}
        self._packs: dict[bytes, RulePack] = {}
        self._seen: tuple[Office, References, Catalogues] | None = None

    def hold(self, kind: str, digest: bytes, body: bytes) -> None:
        if digest not in self._parsed:
            parsed = _PARSERS[kind](msgspec.json.decode(body))
            self._parsed[digest] = parsed
            if isinstance(parsed, RulePack):
                self._packs[digest] = parsed

    def adopted(self, office: Office, kind: str, reference_id: str) -> tuple[bytes, Any]:
        """The object an office works by; raises ReferenceMissing."""
        known = office.adopted.get(f"{kind}:{reference_id}")
        if known is None or known[1] not in self._parsed:
            raise ReferenceMissing(kind, reference_id)
        return known[1], self._parsed[known[1]]

    def references(self, office: Office) -> References:
        """What the office's terms are reckoned by."""
        return self._of(office)[1]

    def catalogues(self, office: Office) -> Catalogues:
        return self._of(office)[2]

    def _of(self, office: Office) -> tuple[Office, References, Catalogues]:
        if self._seen is None or self._seen[0] is not office:
            digest, published = self.adopted(office, CALENDAR, CALENDAR_ID)
            calendar = office_calendar(published, office)
            references = References(
                packs=self._packs,
                calendar=calendar,
                calendar_id=calendar_reference(digest, calendar, office),
            )
            rows = {name: self.adopted(office, CATALOGUE, name)[1] for name in _CATALOGUES}
            self._seen = (office, references, Catalogues(**rows))
        return self._seen
