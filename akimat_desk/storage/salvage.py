"""What can still be proven of a damaged journal: each lineage as far as its chain holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from akimat_desk.journal.envelope import Entry, sealing_salt, stream_salt
from akimat_desk.storage import held, journal
from akimat_desk.storage.salvage_pages import Page, Sealed
from akimat_desk.storage.salvage_records import Record, records
from akimat_desk.trust.commitments import body_commitment, chain_link

Place = tuple[bytes, int]
_ENTRY = (bytes, int, bytes, bytes, str, bytes, str, int, bytes, str, int, int, bytes, bytes)
_ORIGIN = (bytes, int, bytes, int, int, int, int, str, str)
_SIGNATURE = (bytes, int, bytes, bytes, bytes)
_REFERENCE = (bytes, str, str, int, bytes)
_NUMBER = re.compile(r"\w{2,8}-\d{5,}/\d{2}-\d")
_KEYS = (held.IDENTITY, held.CREATED, held.STATION_SEED, "former_keys", "server_before")
_ID, _LEAST_OF_CASE = 16, 20


@dataclass
class Found:
    """Rows as they were read, proven by nothing yet; of each place all that claim to stand there.

    `numbers` are the streams and numbers that a list still names, `damaged` counts pages.
    """

    pages: int = 0
    damaged: int = 0
    entries: dict[Place, list[Record]] = field(default_factory=dict)
    salts: dict[bytes, list[bytes]] = field(default_factory=dict)
    origins: dict[bytes, Record] = field(default_factory=dict)
    references: dict[bytes, Record] = field(default_factory=dict)
    signatures: dict[Place, Record] = field(default_factory=dict)
    workspace: dict[str, bytes] = field(default_factory=dict)
    numbers: dict[bytes, str] = field(default_factory=dict)


def read(path: Path, key: bytes) -> Found:
    """Every page of the file and its log by itself; only reads. Raises what the disk refuses."""
    whole = Sealed(path, key)
    newer, older = list(whole.newer()), list(whole.older())
    found = Found(pages=len(whole))
    found.damaged = found.pages - sum(page.is_sealed for page in older)
    base = {page.number: page.data for page in older}
    now = base | {page.number: page.data for page in reversed(newer)}
    # What is whole is heard first, and of that the newest.
    for page in sorted((*newer, *older), key=lambda page: not page.is_sealed):
        for others in (now, base) if newer else (base,):
            for record in records(page.number, page.data, others):
                _sort(found, record, page)
    return found


def _sort(found: Found, record: Record, page: Page) -> None:
    if len(record) == len(_ENTRY) + 1 and _is_like(record, _ENTRY):
        place = (_bytes(record[0]), _int(record[1]))
        known = found.entries.setdefault(place, [])
        # A body that is gone for good is believed of a whole page alone.
        if record not in known and (record[-1] is not None or page.is_sealed):
            known.append(record)
    elif len(record) == 2 and _is_like(record, (bytes, bytes)):
        if len(_bytes(record[0])) == len(_bytes(record[1])) == _ID:
            known_salts = found.salts.setdefault(_bytes(record[0]), [])
            if record[1] not in known_salts:
                known_salts.append(_bytes(record[1]))
    else:
        _sort_others(found, record)


def _sort_others(found: Found, record: Record) -> None:
    """The first that is heard stays: it stood on a whole page, if any did."""
    if len(record) == 2 and _is_like(record, (str, bytes)):
        if record[0] in _KEYS:
            found.workspace.setdefault(str(record[0]), _bytes(record[1]))
    elif len(record) == len(_ORIGIN) and _is_like(record, _ORIGIN):
        found.origins.setdefault(_bytes(record[0]), record)
    elif len(record) == len(_SIGNATURE) and _is_like(record, _SIGNATURE):
        found.signatures.setdefault((_bytes(record[0]), _int(record[1])), record)
    elif len(record) == len(_REFERENCE) + 1 and _is_like(record, _REFERENCE):
        found.references.setdefault(_bytes(record[0]), record)
    elif len(record) > _LEAST_OF_CASE and _is_like(record[1:], (bytes, str)):
        stream, number = _bytes(record[1]), str(record[2])
        if len(stream) == _ID and _NUMBER.fullmatch(number):
            found.numbers.setdefault(stream, number)


def _is_like(record: Record, kinds: tuple[type, ...]) -> bool:
    return all(isinstance(one, kind) for one, kind in zip(record, kinds, strict=False))


def proven(
    found: Found, origin: bytes, after: tuple[int, bytes], salts: Mapping[bytes, bytes]
) -> Iterator[Entry]:
    """The entries of one origin that follow a proven place, up to the first that is not proven:
    its content, its body and its link to the one before. `salts` are those known elsewhere."""
    seq, chain = after
    while True:
        seq += 1
        entry = _proven_one(found, (origin, seq), chain, salts)
        if entry is None:
            return
        chain = entry.chain
        yield entry


def _proven_one(
    found: Found, place: Place, chain: bytes, salts: Mapping[bytes, bytes]
) -> Entry | None:
    for record in found.entries.get(place, ()):
        entry = entry_of(record)
        if entry is None or entry.chain != chain_link(chain, entry.content_id):
            continue
        if entry.body is None or salt_of(found, entry, salts) is not None:
            return entry
    return None


def entry_of(record: Record) -> Entry | None:
    """An entry whose envelope is what its content id says, wherever it stands."""
    row: tuple[Any, ...] = record
    try:
        entry = journal.entry_from((*row, None))
        is_whole = entry.envelope.is_sound and entry.envelope.content_id() == entry.content_id
    except (ValueError, OverflowError, TypeError):
        return None
    return entry if is_whole else None


def salt_of(found: Found, entry: Entry, salts: Mapping[bytes, bytes]) -> bytes | None:
    """The salt under which the body is what was committed to; None: the body is not proven."""
    if entry.body is None:
        return None
    envelope = entry.envelope
    known = salts.get(envelope.stream)
    tried: list[bytes] = [] if known is None else [known]
    for salt in (*tried, *found.salts.get(envelope.stream, []), stream_salt(envelope.stream)):
        sealing = sealing_salt(envelope.type, envelope.stream, salt)
        if body_commitment(sealing, entry.body) == envelope.commitment:
            return salt
    return None


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
