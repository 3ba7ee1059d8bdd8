"""Readings of many streams written at once are those of each stream by itself."""

import msgspec
import pytest
from builders import OFFICE_ID, Stream, references
from happenings import histories
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine
from sqlcipher3 import dbapi2

from akimat_desk.domain.offices import Office, office_stream
from akimat_desk.domain.record_kinds import RECORD_KINDS
from akimat_desk.journal import codec
from akimat_desk.journal.envelope import Entry
from akimat_desk.journal.fold import fold
from akimat_desk.storage import dossiers, journal, received, tables, verification
from akimat_desk.storage.metadata import metadata
from akimat_desk.storage.projections import Lens

LENS = Lens(office_id=OFFICE_ID, office=Office(), references=references())
OFFICE = office_stream(OFFICE_ID).bytes
KINDS = (codec.CASE, codec.PERSON, codec.PERSON, codec.ACT, *(kind.name for kind in RECORD_KINDS))
# Rows are counted by each database for itself; whether they fit each other `verify_readings` says.
COUNTED = {"id", "case_id"}


@st.composite
def offices(draw: st.DrawFn) -> list[Stream]:
    """Several streams, each in an origin of its own."""
    kinds = (codec.CASE, *draw(st.lists(st.sampled_from(KINDS), max_size=4)))
    streams = []
    for place, kind in enumerate(kinds):
        stream = draw(histories(kind, 6, f"{kind} {place}"))
        origin = bytes([place]) * 16
        stream.entries = [msgspec.structs.replace(one, origin=origin) for one in stream.entries]
        streams.append(stream)
    assume(all(entry.envelope.is_sound for one in streams for entry in one.entries))
    acts = [act for one in streams for act in _acts(one)]
    assume(len(acts) == len(set(acts)))
    return streams


def _acts(stream: Stream) -> set[str]:
    """An act is of one stream: its id is a UUID."""
    slots = getattr(stream.fold().state, "slots", {})
    return {key for key in slots if key.startswith("act:")}


@pytest.fixture(scope="module")
def databases():
    """The tables of a workspace in memory, twice."""
    engines = [create_engine("sqlite://", module=dbapi2, creator=_opened) for _ in range(2)]
    connections = [engine.connect() for engine in engines]
    for connection in connections:
        metadata.create_all(connection)
        for statement in tables.EVERY_TEXT.values():
            connection.exec_driver_sql(statement)
    yield connections
    for connection, engine in zip(connections, engines, strict=True):
        connection.close()
        engine.dispose()


def _opened():
    return dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)


def take(connection: Connection, entries: list[Entry]) -> None:
    """As from another desk: all of it is in the journal before anything is read."""
    touched: dict[bytes, list[Entry]] = {}
    for entry in entries:
        touched.setdefault(entry.envelope.stream, []).append(entry)
    journal.insert_entries(connection, entries)
    received.refresh(connection, touched, OFFICE, lambda: LENS)


def readings(connection: Connection) -> dict[str, list[tuple]]:
    """Every reading but the full text, whose terms `verify_readings` compares."""
    found = {}
    for table in (*tables.READINGS, dossiers.incoming_line):
        names = ", ".join(one.name for one in table.columns if one.name not in COUNTED)
        rows = connection.exec_driver_sql(f"SELECT {names} FROM {table.name}")
        found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


@given(streams=offices(), data=st.data())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_at_once_they_are_those_of_each_by_itself_and_of_a_fresh_fold(databases, streams, data):
    early, late = [], []
    for stream in streams:
        cut = data.draw(st.integers(0, len(stream.entries)))
        # Two beginnings of different kinds: which of them counts may change, no row goes with it.
        assume(fold(stream.entries[:cut]).kind in ("", stream.fold().kind))
        early.append(stream.entries[:cut])
        late.append(stream.entries[cut:])
    at_once, by_itself = databases
    for connection in databases:
        connection.exec_driver_sql("BEGIN")
    try:
        for wave in (early, late):
            take(at_once, [entry for entries in wave for entry in entries])
            for entries in data.draw(st.permutations(wave)):
                take(by_itself, entries)
        for connection in databases:
            verification.verify_readings(connection, LENS)
        found = readings(at_once)
        assert found == readings(by_itself)
        verification.rebuild(at_once, LENS)
        assert found == readings(at_once)
    finally:
        for connection in databases:
            connection.exec_driver_sql("ROLLBACK")
