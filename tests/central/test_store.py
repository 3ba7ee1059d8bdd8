"""What every database behind the store must do: order, locks, all or nothing, no other office."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from central.databases import databases
from exchange.nodes import OFFICE, Journal, bytes_of, closed, key_of, signer_of, written

from akimat_desk.central import folding
from akimat_desk.central.errors import (
    DatabaseFailed,
    DatabaseUnsupported,
    OfficeUnknown,
    ReceivedAltered,
)
from akimat_desk.central.store import tables
from akimat_desk.central.store.database import Store, embedded
from akimat_desk.central.store.ledger import Ledger
from akimat_desk.central.store.register import Register
from akimat_desk.exchange.desk_side import Stretch
from akimat_desk.exchange.forks import Settled, settle
from akimat_desk.exchange.messages import Place

OTHER = "41706246000000-district-1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(databases.address(tmp_path) or embedded(tmp_path / "c.db"))
    with made.write() as connection:
        for office in (OFFICE, OTHER):
            Register(connection).add_office(office, 1)
    yield made
    made.close()


def push(store: Store, journal: Journal, origin: bytes, first: int, last: int) -> Settled:
    with store.write() as connection:
        return keep(Ledger.locked(connection, OFFICE), journal, origin, first, last)


def keep(ledger: Ledger, journal: Journal, origin: bytes, first: int, last: int) -> Settled:
    batch = closed(journal, Stretch(origin, first, last), "a")
    outcome = settle(batch, ledger, signer_of("a"))
    assert isinstance(outcome, Settled)
    ledger.keep(outcome, 7)
    return outcome


def journal_of(origin: bytes, count: int) -> Journal:
    made = Journal()
    for n in range(count):
        written(made, origin, bytes_of("stream", origin, n % 2), str(n))
    return made


def test_what_is_kept_comes_back_the_same(store) -> None:
    origin = bytes_of("o")
    journal = journal_of(origin, 5)
    push(store, journal, origin, 1, 3)
    push(store, journal, origin, 4, 5)
    with store.read() as connection:
        ledger = Ledger(connection, OFFICE)
        assert ledger.entries(origin, 1, 9) == journal.origins[origin]
        assert ledger.place(origin) == journal.place(origin)
        assert ledger.chains(origin, 2, 4) == journal.chains(origin, 2, 4)
        assert ledger.salts(list(journal.salted)) == journal.salted
        assert ledger.station_of(origin) == "a"
        runs = list(ledger.feed.runs(0))
        assert [(run.number, run.first, run.last) for run in runs] == [(1, 1, 3), (2, 4, 5)]
        assert [run.number for run in ledger.feed.runs(1)] == [2]
        assert ledger.feed.head(runs[1]).key_id == key_of("a").key_id
        assert ledger.touched_before(origin, 2, list(journal.salted)) == {
            bytes_of("stream", origin, 0)
        }


def test_one_office_sees_nothing_of_another(store) -> None:
    origin = bytes_of("o")
    push(store, journal_of(origin, 3), origin, 1, 3)
    with store.read() as connection:
        other = Ledger(connection, OTHER)
        assert other.place(origin) is None
        assert other.entries(origin, 1, 9) == []
        assert list(other.feed.runs(0)) == []
        assert other.streams() == []
        assert other.feed.newest() == 0


def test_what_fails_halfway_leaves_nothing(store) -> None:
    origin = bytes_of("o")
    batch = closed(journal_of(origin, 3), Stretch(origin, 1, 3), "a")
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        ledger = Ledger.locked(connection, OFFICE)
        outcome = settle(batch, ledger, signer_of("a"))
        assert isinstance(outcome, Settled)
        ledger.keep(outcome, 7)
        raise ZeroDivisionError
    with store.read() as connection:
        assert Ledger(connection, OFFICE).place(origin) is None
        assert Ledger(connection, OFFICE).feed.newest() == 0


def test_what_is_gathered_is_kept_like_what_is_kept_at_once(store) -> None:
    origins = [bytes_of("o", n) for n in range(3)]
    journals = {origin: journal_of(origin, 60) for origin in origins}
    with store.write() as connection:
        ledger = Ledger.locked(connection, OFFICE)
        with ledger.gathering():
            for origin in origins:
                keep(ledger, journals[origin], origin, 1, 40)
                assert ledger.place(origin) == Place(40, journals[origin].origins[origin][39].chain)
            # Whoever reads meanwhile sees all of it, and what comes afterwards is gathered anew.
            assert (
                ledger.entries(origins[0], 1, 99) == journals[origins[0]].origins[origins[0]][:40]
            )
            for origin in origins:
                keep(ledger, journals[origin], origin, 41, 60)
    with store.read() as connection:
        ledger = Ledger(connection, OFFICE)
        for origin in origins:
            assert ledger.entries(origin, 1, 99) == journals[origin].origins[origin]
            assert ledger.salts(list(journals[origin].salted)) == journals[origin].salted
        assert [run.number for run in ledger.feed.runs(0)] == [1, 2, 3, 4, 5, 6]
        assert ledger.feed.newest() == 6
    assert folding.verify(store).entries == 180


def test_what_fails_while_it_is_gathered_leaves_nothing_and_holds_nothing_up(store) -> None:
    origin = bytes_of("o")
    journal = journal_of(origin, 3)
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        ledger = Ledger.locked(connection, OFFICE)
        with ledger.gathering():
            keep(ledger, journal, origin, 1, 3)
            raise ZeroDivisionError
    push(store, journal, origin, 1, 3)
    with store.read() as connection:
        assert [run.number for run in Ledger(connection, OFFICE).feed.runs(0)] == [1]


def test_feed_numbers_follow_the_commits_without_a_gap(store) -> None:
    origins = [bytes_of("o", n) for n in range(4)]
    journals = {origin: journal_of(origin, 6) for origin in origins}

    def work(origin: bytes) -> None:
        for first in (1, 3, 5):
            push(store, journals[origin], origin, first, first + 1)

    workers = [threading.Thread(target=work, args=(origin,)) for origin in origins]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with store.read() as connection:
        runs = list(Ledger(connection, OFFICE).feed.runs(0))
    assert [run.number for run in runs] == list(range(1, 13))
    for origin in origins:
        assert [run.first for run in runs if run.origin == origin] == [1, 3, 5]


def test_a_reader_keeps_its_snapshot_while_others_write(store) -> None:
    first, second = bytes_of("o", 1), bytes_of("o", 2)
    push(store, journal_of(first, 2), first, 1, 2)
    with store.read() as connection:
        ledger = Ledger(connection, OFFICE)
        assert ledger.feed.newest() == 1
        push(store, journal_of(second, 2), second, 1, 2)
        assert ledger.feed.newest() == 1
    with store.read() as connection:
        assert Ledger(connection, OFFICE).feed.newest() == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"body": b"\x80"}, "body"),
        ({"role": "head"}, "envelope"),
        ({"chain": bytes(32)}, "chain"),
    ],
)
def test_whatever_is_changed_on_the_disk_is_found(store, change, reason) -> None:
    origin = bytes_of("o")
    push(store, journal_of(origin, 4), origin, 1, 4)
    assert folding.verify(store).entries == 4
    with store.write() as connection:
        table = tables.entry
        connection.execute(table.update().where(table.c.seq == 2).values(**change))
    with pytest.raises(ReceivedAltered) as altered:
        folding.verify(store)
    assert (altered.value.seq, altered.value.reason) == (2, reason)


def test_a_missing_end_is_found(store) -> None:
    origin = bytes_of("o")
    push(store, journal_of(origin, 4), origin, 1, 4)
    with store.write() as connection:
        table = tables.entry
        connection.execute(table.delete().where(table.c.seq == 4))
    with pytest.raises(ReceivedAltered) as altered:
        folding.verify(store)
    assert altered.value.reason == "end_missing"


def test_an_unknown_office_or_database_is_refused(store) -> None:
    with pytest.raises(OfficeUnknown), store.write() as connection:
        Ledger.locked(connection, "nowhere")
    with pytest.raises(OfficeUnknown):
        folding.digest(store, "nowhere")
    with pytest.raises(DatabaseUnsupported):
        Store("mysql://somewhere/x")


def test_a_server_that_cut_the_line_costs_one_answer_at_most(tmp_path, store) -> None:
    if store.kind == "postgresql":
        with psycopg.connect(databases.address(tmp_path), autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with suppress(DatabaseFailed), store.read() as connection:
            Register(connection).offices()
    with store.read() as connection:
        assert Register(connection).offices() == sorted((OFFICE, OTHER))
