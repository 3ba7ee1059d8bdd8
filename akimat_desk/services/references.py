"""Rule packs, calendars and catalogues: the shipped ones, the stored ones, the adopted ones."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.domain.calendars import parse_calendar
from akimat_desk.domain.catalogues import parse_catalogue
from akimat_desk.domain.duties import References
from akimat_desk.domain.errors import DeskError, ReferenceMissing
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
# What a published object of another program can be wrong by.
_UNREADABLE = (DeskError, msgspec.MsgspecError, ValueError, LookupError, TypeError)


class ReferenceObject(msgspec.Struct, frozen=True, kw_only=True):
    """An immutable object named by the first 16 bytes of the SHA-256 of its JSON bytes."""

    kind: str
    id: str
    release: int
    body: bytes

    @property
    def digest(self) -> bytes:
        return hashlib.sha256(self.body).digest()[:16]

    def adopted(self, *, is_carried: bool = False) -> ReferenceAdopted:
        """`is_carried`: with its bytes, for desks that have them from nowhere else."""
        return ReferenceAdopted(
            kind=self.kind,
            id=self.id,
            release=self.release,
            digest=self.digest,
            body=self.body if is_carried else b"",
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


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """An adopted release that is not at this desk; `stands_in` is the release used instead."""

    kind: str
    id: str
    release: int
    stands_in: int | None


class Shelf:
    """Parsed reference objects, each read once and kept: they never change.

    `hold` takes what lies in the workspace; what an office adopted with its bytes, and what came
    with a newer program, is read when the office is looked at.
    """

    def __init__(self) -> None:
        self._parsed: dict[bytes, Any] = {}
        self._own: set[bytes] = set()
        self._held: dict[tuple[str, str], dict[bytes, int]] = {}
        self._has_shipped = False
        self._seen: tuple[Office, References, Catalogues] | None = None

    def hold(self, kind: str, digest: bytes, body: bytes) -> None:
        self._own.add(digest)
        self._read(kind, digest, body)

    def _read(self, kind: str, digest: bytes, body: bytes) -> None:
        if digest not in self._parsed:
            data = msgspec.json.decode(body)
            self._parsed[digest] = _PARSERS[kind](data)
            named = (kind, str(data.get("id", "")))
            self._held.setdefault(named, {})[digest] = int(data["release"])

    def adopted(self, office: Office, kind: str, reference_id: str) -> tuple[bytes, Any]:
        """The object an office works by; raises ReferenceMissing.

        Until an adopted release is at this desk the newest one before it stands in.
        """
        known = office.adopted.get(f"{kind}:{reference_id}")
        if known is None:
            raise ReferenceMissing(kind, reference_id)
        if known[1] not in self._parsed:
            self._look_further(office)
        if known[1] in self._parsed:
            return known[1], self._parsed[known[1]]
        older = self._older(kind, reference_id, known[0])
        if older is None:
            raise ReferenceMissing(kind, reference_id)
        return older, self._parsed[older]

    def missing(self, office: Office) -> tuple[Missing, ...]:
        """What the office adopted and this desk cannot read: another program has to bring it."""
        self._look_further(office)
        found = []
        for key, (release, digest) in sorted(office.adopted.items()):
            if digest not in self._parsed:
                kind, _, named = key.partition(":")
                older = self._older(kind, named, release)
                stands_in = None if older is None else self._held[kind, named][older]
                found.append(Missing(kind=kind, id=named, release=release, stands_in=stands_in))
        return tuple(found)

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
                packs=self._packs(office),
                calendar=calendar,
                calendar_id=calendar_reference(digest, calendar, office),
            )
            rows = {name: self.adopted(office, CATALOGUE, name)[1] for name in _CATALOGUES}
            self._seen = (office, references, Catalogues(**rows))
        return self._seen

    def _packs(self, office: Office) -> dict[bytes, RulePack]:
        """Those in the workspace, and those the office adopted; no others were ever applied."""
        self._take_carried(office)
        adopted = {digest for _, digest in office.adopted.values()}
        if not adopted <= self._parsed.keys():
            self._look_further(office)
        known = adopted | self._own | {digest for _, digest, _ in office.bodies()}
        return {
            digest: one
            for digest, one in self._parsed.items()
            if isinstance(one, RulePack) and digest in known
        }

    def _take_carried(self, office: Office) -> None:
        for kind, digest, body in office.bodies():
            # What another program published may be of a shape that this one does not know.
            with contextlib.suppress(*_UNREADABLE):
                self._read(kind, digest, body)

    def _look_further(self, office: Office) -> None:
        """In the office's own entries, then in what came with this program."""
        self._take_carried(office)
        if not self._has_shipped:
            self._has_shipped = True
            for one in shipped():
                self._read(one.kind, one.digest, one.body)

    def _older(self, kind: str, reference_id: str, release: int) -> bytes | None:
        held = self._held.get((kind, reference_id), {})
        before = [(known, digest) for digest, known in held.items() if known <= release]
        return max(before)[1] if before else None
