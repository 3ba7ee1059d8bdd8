"""Every entry ends somewhere: it waits, was received, was refused with its text kept, or rests."""

import json
import uuid

import pytest
from central.direct_line import Direct, centre_in, desk_in, register

from akimat_desk.domain.case_events import NoteAdded
from akimat_desk.domain.stream_events import EntryRefused
from akimat_desk.services.outbox import EntryNotWaiting
from akimat_desk.storage import exchange, journal
from akimat_desk.storage.exchange_tables import quarantine

SECRET = "Өмүрбеков Чыңгыз айтты"


@pytest.fixture
def desk(tmp_path):
    centre = centre_in(tmp_path / "centre")
    found = desk_in(tmp_path / "desk", Direct(centre))
    yield found
    found.close()
    centre.close()


def refuse_newest(desk, code: str = "number_outside_series") -> None:
    """As the centre writes it: an entry about an entry of the same stream."""
    with desk.core.database.read() as connection:
        own = journal.own_origin(connection)
        (last,) = journal.entries_between(connection, own.origin, own.seq - 1, 1)
    stream = last.envelope.stream
    with desk.core.write("note") as writing:
        folded = journal.load(writing.connection, stream)
        writing.append(stream, folded, EntryRefused(entry=last.reference, refusal=code))


def noted(desk) -> str:
    """A case with a note; its number."""
    (number,) = register(desk)
    desk.cases.do(desk.cases.find(number), "note", {"text": SECRET})
    return number


def test_what_is_written_waits_until_the_servers_receipt_comes(desk):
    number = noted(desk)
    waiting = desk.outbox.waiting()
    assert [one.type for one in waiting if one.number == number] == ["CaseRegistered", "NoteAdded"]
    assert desk.outbox.received() == []
    desk.exchange.sync()
    assert desk.outbox.waiting() == []
    received = desk.outbox.received()
    assert {one.id for one in waiting} <= {one.id for one in received}
    assert all(one.ended_at for one in received)
    assert {one.state for one in desk.outbox.every()} == {"received"}


def test_a_refused_entry_keeps_its_text_and_stops_nothing_else(desk):
    number = noted(desk)
    refuse_newest(desk)
    (refused,) = desk.outbox.refused()
    assert (refused.number, refused.state, refused.refusal) == (
        number, "refused", "number_outside_series",
    )  # fmt: skip
    assert refused.event == NoteAdded(text=SECRET)
    assert register(desk)
    desk.exchange.sync()
    assert desk.exchange.state().unsent == 0
    assert len(desk.outbox.refused()) == 1


def test_a_refusal_is_laid_to_rest_once_and_its_text_stays(desk):
    noted(desk)
    refuse_newest(desk)
    (refused,) = desk.outbox.refused()
    desk.outbox.withdraw(refused.id)
    assert desk.outbox.refused() == []
    (rests,) = desk.outbox.withdrawn()
    assert (rests.state, rests.event) == ("withdrawn", NoteAdded(text=SECRET))
    for entry in (refused.id, "", uuid.uuid4().hex):
        with pytest.raises(EntryNotWaiting):
            desk.outbox.withdraw(entry)


def set_aside(desk, reason: str) -> None:
    with desk.core.database.write() as connection:
        connection.execute(
            quarantine.insert().values(
                origin=bytes(16), first=7, reason=reason, at=1_795_401_000_000, batch=b"broken"
            )
        )


def test_what_was_set_aside_is_asked_for_again_alone_or_with_the_others(desk):
    for reason in ("chain", "signature", "commitment"):
        set_aside(desk, reason)
    first = desk.outbox.aside()[0]
    assert (first.reason, first.first, first.entries) == ("chain", 7, 0)
    assert desk.outbox.retry(first.id) == 1
    assert [one.reason for one in desk.outbox.aside()] == ["signature", "commitment"]
    assert desk.outbox.retry() == 2
    assert desk.exchange.state().quarantined == 0


def test_the_file_for_support_names_nobody_and_quotes_nothing(desk):
    number = noted(desk)
    refuse_newest(desk)
    set_aside(desk, "chain")
    told = desk.outbox.support()
    text = json.dumps(told, ensure_ascii=False)
    for word in (*SECRET.split(), number, "Жайыт", "admin"):
        assert word not in text
    assert told["waiting"]["NoteAdded"] == 1
    assert [one["refusal"] for one in told["refused"]] == ["number_outside_series"]
    assert told["quarantined"][0]["reason"] == "chain"
    with desk.core.database.read() as connection:
        assert exchange.find_server(connection).url == told["server"]
