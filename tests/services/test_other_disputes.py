"""Two desks say different things about the office, an act or an applicant: both are shown."""

import msgspec
import pytest
from central.direct_line import Direct, centre_in, desk_in, register

from akimat_desk.domain.errors import FieldWrong, NothingDisputed
from akimat_desk.domain.office_events import SettingSet
from akimat_desk.domain.people import PersonCorrected
from akimat_desk.services.other_disputes import OtherDisputes
from akimat_desk.storage import journal


@pytest.fixture
def desks(tmp_path):
    centre = centre_in(tmp_path / "centre")
    line = Direct(centre)
    made = [desk_in(tmp_path / name, line) for name in ("one", "two")]
    yield made
    for desk in made:
        desk.close()
    centre.close()


def level(desks) -> None:
    for desk in (*desks, desks[0]):
        desk.exchange.sync()
    assert len({desk.integrity.digest() for desk in desks}) == 1


def say(desk, value: str) -> None:
    with desk.core.write("office") as writing:
        writing.append_office(SettingSet(key="motto", value=value))


def test_both_versions_are_told_by_person_workstation_and_time_and_one_stays(desks) -> None:
    one, two = desks
    level(desks)
    say(one, '"а"')
    say(two, '"б"')
    level(desks)
    marks = {desk.exchange.state().mark for desk in desks}
    for desk in desks:
        (dispute,) = OtherDisputes(desk.core).all()
        assert (dispute.kind, dispute.slot) == ("office", "setting:motto")
        told = {version.workstation: version for version in dispute.versions}
        assert set(told) == marks
        mine = told[one.exchange.state().mark]
        assert mine.event == SettingSet(key="motto", value='"а"')
        assert mine.by == "admin"
        assert mine.at
    (dispute,) = OtherDisputes(two.core).all()
    keeps = next(one.keeps for one in dispute.versions if one.event.value == '"а"')
    book = OtherDisputes(two.core)
    with pytest.raises(FieldWrong):
        book.settle(dispute.stream, dispute.slot, keeps, " ")
    for stream, slot, version in (
        (dispute.stream, dispute.slot, "00"),
        (dispute.stream, "setting:other", keeps),
        ("nothing", dispute.slot, keeps),
    ):
        with pytest.raises(NothingDisputed):
            book.settle(stream, slot, version, "башчы чечти")
    book.settle(dispute.stream, dispute.slot, keeps, "башчы чечти")
    level(desks)
    for desk in desks:
        assert OtherDisputes(desk.core).all() == []
        assert desk.office.now.setting("motto") == '"а"'
        desk.integrity.verify()


def test_a_record_of_an_applicant_is_settled_the_same_way(desks) -> None:
    one, two = desks
    register(one)
    level(desks)
    with one.core.database.read() as connection:
        stream = connection.exec_driver_sql("SELECT stream FROM person_line").scalar_one()
    for desk, given in ((one, "Асан"), (two, "Үсөн")):
        with desk.core.write("people") as writing:
            folded = journal.load(writing.connection, stream)
            known = folded.state.applicant
            person = msgspec.structs.replace(known.person, given=given)
            changed = msgspec.structs.replace(known, person=person)
            writing.append(stream, folded, PersonCorrected(applicant=changed))
    level(desks)
    book = OtherDisputes(one.core)
    disputes = book.all()
    assert {one.kind for one in disputes} == {"person"}
    for dispute in disputes:
        book.settle(dispute.stream, dispute.slot, dispute.versions[0].keeps, "паспорт боюнча")
    level(desks)
    assert [OtherDisputes(desk.core).all() for desk in desks] == [[], []]
