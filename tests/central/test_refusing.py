"""What the centre refuses: kept with its text, set aside everywhere, and nothing else stopped."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from central.direct_line import Direct, centre_in, desk_in, register

from akimat_desk.central import enrolment, refusing
from akimat_desk.central.folding import digest, verify
from akimat_desk.domain.case_events import ActIssued, CaseRegistered, NoteAdded
from akimat_desk.domain.cases import Case
from akimat_desk.domain.facts import Event
from akimat_desk.exchange.messages import (
    Sealed,
    SyncAnswer,
    SyncRequest,
    pack,
    parsed,
    plain,
    unpack,
)
from akimat_desk.services.desk import Desk
from akimat_desk.storage import journal
from akimat_desk.ui.screens.outbox_words import refusal_words


@pytest.fixture
def line(tmp_path: Path) -> Direct:
    return Direct(centre_in(tmp_path / "centre"))


@pytest.fixture
def desks(tmp_path: Path, line: Direct) -> Iterator[tuple[Desk, Desk]]:
    found = desk_in(tmp_path / "one", line), desk_in(tmp_path / "two", line)
    for desk in (*found, *found):
        desk.exchange.sync()
    yield found
    for desk in found:
        desk.close()


def said(desk: Desk, case: str, event: Event, actor: str = "") -> None:
    """Written past all rules of the program, as somebody might who has the key."""
    core = desk.core
    with core.write("note") as writing:
        if actor:
            writing.pen.restamp(msgspec.structs.replace(writing.pen.stamp, actor=actor))
        stream = uuid.UUID(case).bytes
        writing.append(stream, journal.load(writing.connection, stream), event)


def refused(desk: Desk, case: str) -> dict[str, str]:
    """Type and code of what is set aside."""
    lines = desk.cases.history(case)
    return {line.type: line.set_aside for line in lines if line.set_aside}


def demand_level(line: Direct, *desks: Desk) -> None:
    for desk in (*desks, *desks):
        desk.exchange.sync()
    at_centre = digest(line.centre.store, desks[0].office.id).hex()
    assert {desk.integrity.digest() for desk in desks} == {at_centre}
    verify(line.centre.store)


def a_case(desk: Desk) -> str:
    (number,) = register(desk)
    return desk.cases.find(number)


def notes(desk: Desk, case: str) -> list[str]:
    folded: Case = desk.cases.open(case).case
    return [event.text for _, event in folded.each(NoteAdded)]


def test_every_code_has_its_words(desks: tuple[Desk, Desk]) -> None:
    assert all(refusal_words(code) != code for code in refusing.CODES)


def test_a_stranger_is_refused_once_his_own_station_has_told_everything(
    line: Direct, desks: tuple[Desk, Desk]
) -> None:
    one, two = desks
    case = a_case(one)
    said(one, case, NoteAdded(text="бөтөн адам"), actor=str(uuid.uuid4()))
    one.cases.do(case, "note", {"text": "өз кызматкер"})
    demand_level(line, one, two)
    for desk in desks:
        assert refused(desk, case) == {"NoteAdded": "actor_unknown"}
        assert notes(desk, case) == ["өз кызматкер"]
    (kept,) = one.outbox.refused()
    assert (kept.refusal, kept.event) == ("actor_unknown", NoteAdded(text="бөтөн адам"))
    assert one.outbox.waiting() == []


def test_a_number_of_another_stations_series_is_refused(
    line: Direct, desks: tuple[Desk, Desk]
) -> None:
    one, two = desks
    case = a_case(one)
    taken: CaseRegistered = one.cases.open(case).case.registered
    foreign = msgspec.structs.replace(taken, mark="9", number="К9-00001/26-1")
    with one.core.write("register") as writing:
        writing.append(uuid.uuid4().bytes, None, foreign)
    demand_level(line, one, two)
    (kept,) = one.outbox.refused()
    assert kept.refusal == "number_outside_series"
    assert case.replace("-", "") in [row.stream.hex() for row in two.cases.newest()]


def test_what_is_of_no_shape_is_refused_and_stops_nothing(
    line: Direct, desks: tuple[Desk, Desk]
) -> None:
    one, two = desks
    case = a_case(one)
    said(one, case, NoteAdded(text=7))  # type: ignore[arg-type]
    one.cases.do(case, "note", {"text": "кийинки"})
    demand_level(line, one, two)
    assert refused(two, case) == {"NoteAdded": "body_wrong"}
    assert notes(two, case) == ["кийинки"]


def test_an_act_without_a_part_of_its_form_is_refused(
    line: Direct, desks: tuple[Desk, Desk]
) -> None:
    one, two = desks
    case = a_case(one)
    form = next(form for form in one.templates.all() if any(f.required for f in form.fields))
    reading: dict[str, Any] = {
        "template": form.version,
        "language": "ky",
        "office": {"name": {"ky": "РМА"}},
        "issued_on": "2026-06-01",
    }
    act = ActIssued(
        act=str(uuid.uuid4()), kind=form.id, language="ky", template=form.version,
        issued_on=one.cases.today(), digest=bytes(32), signatory="аким",
        reading=msgspec.json.encode(reading).decode(), template_digest=form.digest,
    )  # fmt: skip
    said(one, case, act)
    demand_level(line, one, two)
    assert refused(two, case) == {"ActIssued": "part_missing"}


def test_what_a_revoked_station_signed_is_kept_and_refused(
    line: Direct, desks: tuple[Desk, Desk]
) -> None:
    one, two = desks
    case = a_case(one)
    one.exchange.sync()
    enrolment.revoke(line.centre, one.office.station)
    one.cases.do(case, "note", {"text": "кеч калды"})
    outgoing = one.exchange.prepare()
    _, *batches = outgoing.messages
    two.exchange.sync()
    asked = two.exchange.prepare()
    line.sync(iter((asked.messages[0], *batches)))
    demand_level(line, two)
    assert refused(two, case) == {"NoteAdded": "station_revoked"}
    assert notes(two, case) == []


def test_nothing_is_refused_of_an_honest_office(line: Direct, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    for desk in desks:
        register(desk, 2)
    demand_level(line, one, two)
    assert one.outbox.refused() == two.outbox.refused() == []


def test_a_desk_of_before_is_sent_none_of_it_and_gets_it_once_it_is_new(
    line: Direct, desks: tuple[Desk, Desk]
) -> None:
    one, two = desks
    case = a_case(one)
    said(one, case, NoteAdded(text="бөтөн"), actor=str(uuid.uuid4()))
    one.exchange.sync()
    answer = Old(line).exchange(two)
    assert all(batch.head.key_id != line.centre.key.key_id for batch in answer.page)
    assert not answer.more
    demand_level(line, one, two)


class Old:
    """Asks as a desk does that was built before the centre wrote anything itself."""

    def __init__(self, line: Direct) -> None:
        self._line = line

    def exchange(self, desk: Desk) -> Any:
        outgoing = desk.exchange.prepare()
        request = parsed(unpack(outgoing.messages[0], Sealed).body, SyncRequest)
        with desk.core.database.read() as connection:
            key = desk.core.station_key(connection)
        body = plain(msgspec.structs.replace(request, knows=0, is_all=False))
        head = pack(Sealed(key.key_id, key.sign(body), body))
        return unpack(self._line.sync(iter((head, *outgoing.messages[1:]))), SyncAnswer)
