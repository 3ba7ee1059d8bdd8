"""The access log goes up last, is proven, comes down to nobody, and is told by command alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from central.direct_line import OFFICE, Direct, centre_in, desk_in, register

from akimat_desk.central import access_logs, audit, verifying
from akimat_desk.central.audit import Doer
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import (
    OfficeUnknown,
    OriginOfAnother,
    ReceivedAltered,
    RequestUnreadable,
    StationNotCertified,
    StationRevoked,
)
from akimat_desk.central.store.access_rows import access_entry
from akimat_desk.central.store.stations import Stations
from akimat_desk.domain.access_notes import CASE
from akimat_desk.exchange.access_messages import AccessPush
from akimat_desk.exchange.messages import Sealed, pack, parsed, plain, unpack
from akimat_desk.services.desk import Desk
from akimat_desk.storage.errors import EntryAltered
from akimat_desk.transport import LineDown

ALL = (None, None)
ADMIN = Doer("admin")


class Watched(Direct):
    """Keeps what went up of the log, and can break the line after so many calls."""

    def __init__(self, centre: Centre) -> None:
        super().__init__(centre)
        self.logs: list[bytes] = []
        self.breaks_after = 1000

    def access(self, message: bytes) -> bytes:
        self.logs.append(message)
        answer = super().access(message)
        if len(self.logs) > self.breaks_after:
            raise LineDown("cut")
        return answer


@pytest.fixture
def line(tmp_path: Path) -> Watched:
    return Watched(centre_in(tmp_path / "centre"))


@pytest.fixture
def desk(tmp_path: Path, line: Watched) -> Iterator[Desk]:
    found = desk_in(tmp_path / "desk", line)
    register(found, 2)
    yield found
    found.close()


def look(desk: Desk, times: int = 1) -> str:
    case = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows[0].id
    for _ in range(times):
        desk.access_log.opened(CASE, case)
        desk.access_log.flush()
    return case


def told(line: Watched, days: tuple[date | None, date | None] = ALL) -> list[dict]:
    return list(access_logs.told(line.centre, OFFICE, days, ADMIN))


def test_it_goes_up_with_the_exchange_and_is_told_to_administrators(desk, line) -> None:
    case = look(desk, 3)
    assert desk.exchange.access.waiting() == 3
    desk.exchange.sync()
    assert desk.exchange.access.waiting() == 0
    rows = told(line)
    assert [(one["what"], one["subject"], one["times"]) for one in rows] == [
        ("opened", case, 1)
    ] * 3
    assert {one["who"] for one in rows} == {desk.office.me.short_name}
    assert told(line, (date(2031, 1, 1), None)) == told(line, (None, date(2020, 1, 1))) == []
    read = [one for one in audit.every(line.centre) if one.what == "access_read"]
    assert [(one.who, one.office) for one in read] == [("admin", OFFICE)] * 3
    assert verifying.verify(line.centre)
    assert desk.integrity.verify()


def test_only_what_is_new_goes_up_the_next_time(desk, line) -> None:
    look(desk)
    desk.exchange.sync()
    before = len(line.logs)
    desk.exchange.sync()
    assert len(line.logs) == before
    look(desk, 2)
    desk.exchange.sync()
    assert len(told(line)) == 3


def test_no_other_desk_of_the_office_is_given_it(desk, line, tmp_path) -> None:
    look(desk, 2)
    desk.exchange.sync()
    other = desk_in(tmp_path / "other", line)
    try:
        other.exchange.sync()
        other.exchange.sync()
        assert other.access_log.rows(_every()) == ()
        assert len(other.cases.newest(limit=9)) == 2
    finally:
        other.close()


def _every():
    from akimat_desk.services.access_log import AccessFilter  # noqa: PLC0415

    return AccessFilter()


@pytest.mark.parametrize("calls", [0, 1])
def test_a_line_that_breaks_under_it_loses_nothing_and_keeps_the_exchange_good(
    desk, line, calls
) -> None:
    look(desk, 2)
    line.breaks_after = calls
    assert desk.exchange.sync().pushed > 0
    assert desk.exchange.state().last_error == ""
    line.breaks_after = 1000
    desk.exchange.sync()
    assert len(told(line)) == 2
    assert desk.exchange.access.waiting() == 0


def pushed(desk: Desk, line: Watched) -> tuple[AccessPush, Sealed]:
    look(desk, 2)
    desk.exchange.sync()
    sealed = unpack(line.logs[-1], Sealed)
    return parsed(sealed.body, AccessPush), sealed


def sealed_anew(desk: Desk, push: AccessPush) -> bytes:
    with desk.core.database.read() as connection:
        key = desk.core.station_key(connection)
    body = plain(push)
    return pack(Sealed(key.key_id, key.sign(body), body))


def test_the_same_call_once_more_changes_nothing(desk, line) -> None:
    push, _ = pushed(desk, line)
    assert push.batch is not None
    access_logs.take(line.centre, line.logs[-1])
    assert len(told(line)) == 2


def test_what_proves_nothing_is_refused(desk, line) -> None:
    push, _ = pushed(desk, line)
    batch = push.batch
    assert batch is not None
    elsewhere = type(batch)(**{**_fields(batch), "first": 5, "before": bytes(32)})
    forged = type(batch)(**{**_fields(batch), "first": 3, "bodies": (b"\x91\x90",) * 2})
    for wrong in (elsewhere, forged):
        again = AccessPush(station=push.station, office=OFFICE, origin=push.origin, batch=wrong)
        with pytest.raises(RequestUnreadable):
            access_logs.take(line.centre, sealed_anew(desk, again))
    with pytest.raises(RequestUnreadable):
        access_logs.take(line.centre, b"nonsense")
    assert len(told(line)) == 2


def _fields(batch) -> dict:
    return {name: getattr(batch, name) for name in batch.__struct_fields__}


def test_who_is_no_station_is_refused(desk, line) -> None:
    push, sealed = pushed(desk, line)
    other = AccessPush(station="somebody", office=OFFICE, origin=push.origin)
    with pytest.raises(StationNotCertified):
        access_logs.take(line.centre, sealed_anew(desk, other))
    with pytest.raises(StationNotCertified):
        altered = Sealed(sealed.key_id, bytes(64), sealed.body)
        access_logs.take(line.centre, pack(altered))
    nowhere = AccessPush(station=push.station, office="nowhere", origin=push.origin)
    with pytest.raises(OfficeUnknown):
        access_logs.take(line.centre, sealed_anew(desk, nowhere))
    with line.centre.store.write() as connection:
        Stations(connection, OFFICE).revoke(push.station, 7)
    with pytest.raises(StationRevoked):
        access_logs.take(line.centre, line.logs[-1])


def test_no_station_writes_into_the_log_of_another(desk, line, tmp_path) -> None:
    push, _ = pushed(desk, line)
    other = desk_in(tmp_path / "other", line)
    try:
        station = other.core.identity.station
        stolen = AccessPush(station=station, office=OFFICE, origin=push.origin)
        with pytest.raises(OriginOfAnother):
            access_logs.take(line.centre, sealed_anew(other, stolen))
    finally:
        other.close()


def test_a_change_at_the_centre_is_found(desk, line) -> None:
    look(desk, 3)
    desk.exchange.sync()
    for change in ({"body": b"\x91\x90"}, {"actor": bytes(16)}, {"chain": bytes(32)}):
        with line.centre.store.read() as connection:
            table = access_entry.c
            found = connection.execute(access_entry.select().where(table.seq == 2)).mappings().one()
            kept = {name: found[name] for name in change}
        _change(line.centre, change)
        with pytest.raises(ReceivedAltered) as altered:
            verifying.verify(line.centre)
        assert (altered.value.seq, altered.value.reason) == (2, "access_log")
        _change(line.centre, kept)
    assert verifying.verify(line.centre)


def _change(centre: Centre, values: dict) -> None:
    with centre.store.write() as connection:
        connection.execute(access_entry.update().where(access_entry.c.seq == 2).values(**values))


def test_a_log_that_was_shortened_is_found_by_the_server_s_receipt(desk, line) -> None:
    look(desk, 3)
    desk.exchange.sync()
    _shorten(desk)
    with pytest.raises(EntryAltered) as found:
        desk.integrity.verify()
    assert found.value.reason == "receipt_ahead"


def test_a_log_shortened_together_with_its_receipt_is_found_at_the_next_exchange(
    desk, line
) -> None:
    look(desk, 3)
    desk.exchange.sync()
    _shorten(desk, "DELETE FROM access_receipt")
    desk.integrity.verify()
    desk.exchange.sync()
    with pytest.raises(EntryAltered) as found:
        desk.integrity.verify()
    assert found.value.reason == "receipt_ahead"


def _shorten(desk: Desk, *more: str) -> None:
    with desk.core.database.write() as connection:
        for statement in (
            "DELETE FROM access_entry WHERE seq=3",
            "DELETE FROM access_line WHERE seq=3",
            "UPDATE access_origin SET seq=2, chain=(SELECT chain FROM access_entry WHERE seq=2)",
            *more,
        ):
            connection.exec_driver_sql(statement)
