"""Rule packs as a living thing: read, compared, adopted, confirmed, and carried to other desks."""

import json
import shutil
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from central.direct_line import Direct, centre_in, desk_in, register
from services.working_desks import HandClock, a_complaint, again, new_desk
from terms import shipped

from akimat_desk.central.references import references
from akimat_desk.domain.errors import FieldWrong, NotAllowed, WorkCancelled
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rules import PackNotAdopted
from akimat_desk.services.calendar_moves import Watch
from akimat_desk.services.desk import Desk
from akimat_desk.services.references import ReferenceObject

MONDAY = date(2026, 11, 23)
DAY_MS = 86_400_000
GROUND = Bilingual(ky="№ 139 Мыйзам, 5-берене", ru="Закон № 139, ст. 5")


def a_pack(*, release: int = 2, **appeal: Any) -> bytes:
    """The shipped pack as a newer release, with another rule for appeals."""
    pack = shipped("rules/kg-1.json") | {"release": release}
    pack["rules"] = [
        rule | appeal if rule["id"] == "appeal" else rule
        for rule in pack["rules"]  # type: ignore[attr-defined]
    ]
    return json.dumps(pack, ensure_ascii=False).encode()


def the_bill(begins: date, release: int = 2) -> bytes:
    """As the centre would publish it: the old term to the day before, the new one from the day."""
    pack: dict[str, Any] = shipped("rules/kg-1.json") | {"release": release}
    appeal = next(rule for rule in pack["rules"] if rule["id"] == "appeal")
    eve = (begins - timedelta(days=1)).isoformat()
    others = [rule for rule in pack["rules"] if rule["id"] != "appeal"]
    newer = appeal | {"length": 10, "valid_from": begins.isoformat()}
    pack["rules"] = [*others, appeal | {"valid_to": eve}, newer]
    return json.dumps(pack, ensure_ascii=False).encode()


def an_office_at_work(folder: Path) -> Desk:
    """Twelve complaints on four days: some stand, are extended or have ended."""
    clock = HandClock()
    desk = new_desk(folder, clock=clock)
    desk.office.enter_rule_length("appeal-extension", 30, GROUND, "Т. Б.")
    for place in range(12):
        if place % 3 == 0:
            clock.turn(DAY_MS)
        clock.turn(60_000)
        case = desk.registration.register(a_complaint(place)).case
        match place % 6:
            case 1:
                wish = {"category": "court", "ground": "Сот", "from_on": desk.cases.today()}
                desk.cases.do(case, "pause", wish)
            case 3:
                desk.cases.do(case, "extend", {"days": 5, "ground": "буйрук"})
            case 5:
                desk.cases.do(case, "withdraw", {"ground": "арыз"})
            case _:
                pass
    return desk


@pytest.fixture(scope="module")
def worked_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "desk"
    an_office_at_work(folder).close()
    return folder


@pytest.fixture
def desk(worked_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    target = tmp_path / "copy"
    shutil.copytree(worked_folder, target)
    found = again(target, clock=HandClock(1_795_800_000_000))
    yield found
    found.close()


def dates_of(desk: Desk) -> dict[str, date | None]:
    """The statutory date of every open case, reckoned one by one."""
    with desk.core.read() as (connection, _):
        rows = connection.exec_driver_sql("SELECT stream FROM case_line WHERE is_open=1").all()
    found = {}
    for (stream,) in rows:
        opened = desk.cases.open(str(uuid.UUID(bytes=stream)))
        duty = next(iter(opened.dates.of_kind("statutory")), None)
        found[opened.id] = None if duty is None else duty.due_on
    return found


def entries(desk: Desk) -> int:
    with desk.core.read() as (connection, _):
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())


def lists(desk: Desk) -> list[tuple[Any, ...]]:
    with desk.core.read() as (connection, _):
        asked = "SELECT number, statutory_on, next_on FROM case_line ORDER BY number"
        return [tuple(row) for row in connection.exec_driver_sql(asked)]


def test_the_shipped_packs_are_held_and_the_bill_is_only_prepared(desk: Desk) -> None:
    packs = desk.rules.packs()
    assert [(one.id, one.release, one.is_prepared) for one in packs] == [
        ("kg", 1, False),
        ("kg-appeal-10", 1, True),
    ]
    assert not any(rule.in_force for rule in packs[1].rules)
    assert desk.rules.missing() == ()


@pytest.mark.parametrize(
    "body",
    [
        a_pack(length=15),
        a_pack(length=7),
        a_pack(unit="calendar"),
        the_bill(MONDAY + timedelta(days=3)),
        the_bill(date(2027, 3, 1)),
        a_pack(warning=5),
    ],
    ids=["longer", "shorter", "calendar days", "the bill on a day", "the bill later", "a warning"],
)
def test_the_preview_is_exactly_what_adopting_moves(desk: Desk, body: bytes) -> None:
    before, written = dates_of(desk), entries(desk)
    read = desk.rules.look(body)
    assert read.refusal == ""
    foretold = desk.rules.preview(read)
    assert (dates_of(desk), entries(desk)) == (before, written)
    adopted = desk.rules.adopt(read)
    after = dates_of(desk)
    moved = {key: (before[key], after[key]) for key in after if before[key] != after[key]}
    assert {one.case: (one.before, one.after) for one in foretold} == moved
    assert adopted.moved == foretold
    assert entries(desk) == written + 1
    desk.integrity.verify()
    was = lists(desk)
    desk.integrity.rebuild()
    assert lists(desk) == was


def test_a_law_that_begins_later_moves_no_case_registered_before(desk: Desk) -> None:
    begins = desk.cases.today() + timedelta(days=1)
    before = dates_of(desk)
    assert desk.rules.adopt(desk.rules.look(the_bill(begins))).moved == ()
    assert dates_of(desk) == before
    assert desk.rules.rule("appeal").rule.length == 14


def test_the_prepared_bill_is_seen_as_if_it_came_into_force_and_never_applies(desk: Desk) -> None:
    before = dates_of(desk)
    assert desk.rules.what_if("kg-appeal-10", desk.cases.today() + timedelta(days=1)) == ()
    some = desk.rules.what_if("kg-appeal-10", MONDAY + timedelta(days=3))
    all_of_them = desk.rules.what_if("kg-appeal-10", MONDAY)
    running = {case for case, due_on in before.items() if due_on is not None}
    assert {one.case for one in all_of_them} == running
    assert {one.case for one in some} < running
    assert all(one.after < one.before for one in all_of_them)  # type: ignore[operator]
    assert dates_of(desk) == before
    with pytest.raises(FieldWrong):
        desk.rules.what_if("kg", MONDAY)


def test_what_differs_is_told_rule_by_rule(desk: Desk) -> None:
    (change,) = desk.rules.look(a_pack(length=15)).changes
    assert (change.rule_id, change.kind, change.fields) == (
        "appeal",
        "changed",
        (("length", 14, 15),),
    )


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"{", "faulty"),
        (b"[]", "faulty"),
        (b"\xff\xfe", "faulty"),
        (b'{"id": "kg"}', "faulty"),
        (a_pack(length=0), "faulty"),
        (a_pack(unit="hours"), "faulty"),
        (a_pack(applies_to=["petition"]), "faulty"),
        (a_pack(legal={"ky": "", "ru": ""}), "faulty"),
        (a_pack(release=1, length=15), "older"),
        (json.dumps(shipped("rules/kg-1.json") | {"release": 2, "in_force": False}), "prepared"),
    ],
)
def test_what_cannot_be_adopted_says_why(desk: Desk, body: bytes | str, refusal: str) -> None:
    read = desk.rules.look(body.encode() if isinstance(body, str) else body)
    assert read.refusal == refusal
    if refusal == "faulty":
        assert any(not finding.is_note for finding in read.findings)
    before = entries(desk)
    with pytest.raises(PackNotAdopted):
        desk.rules.adopt(read)
    assert entries(desk) == before


def test_the_same_pack_is_adopted_once(desk: Desk) -> None:
    read = desk.rules.look(a_pack(length=15))
    desk.rules.adopt(read)
    with pytest.raises(PackNotAdopted) as refused:
        desk.rules.adopt(read)
    assert refused.value.reason == "adopted"


def test_stopped_half_way_nothing_is_adopted(desk: Desk) -> None:
    before, was, written = dates_of(desk), lists(desk), entries(desk)
    looks = iter([False, False, True])
    watch = Watch(cancelled=lambda: next(looks, True))
    with pytest.raises(WorkCancelled):
        desk.rules.adopt(desk.rules.look(a_pack(length=15)), watch)
    assert (dates_of(desk), lists(desk), entries(desk)) == (before, was, written)
    assert desk.rules.packs()[0].release == 1
    desk.integrity.verify()


def test_only_the_head_and_the_administrator_adopt(desk: Desk) -> None:
    desk.core.actor = desk.office.now.find_login("tokton")
    assert not desk.rules.may_change
    with pytest.raises(NotAllowed):
        desk.rules.adopt(desk.rules.look(a_pack(length=15)))
    with pytest.raises(NotAllowed):
        desk.rules.confirm("technical-conditions", by="А", on=MONDAY, source="т")


def test_a_missing_length_is_entered_once_and_a_later_one_has_its_own_ground(desk: Desk) -> None:
    event = desk.rules.length_of("service-request", 15, GROUND, from_on=MONDAY)
    assert desk.rules.enter_length(event).moved == ()
    told = desk.rules.rule("service-request")
    assert (told.rule.length, told.rule.legal, told.rule.is_confirmed) == (15, GROUND, False)
    later = Bilingual(ky="№ 5 буйрук")
    desk.rules.enter_length(desk.rules.length_of("service-request", 20, later, from_on=MONDAY))
    told = desk.rules.rule("service-request")
    assert told.rule.length == 20
    assert [(one.length, one.legal.ky, one.by) for one in told.entered] == [
        (20, "№ 5 буйрук", "admin"),
        (15, GROUND.ky, "admin"),
    ]


@pytest.mark.parametrize(
    ("rule", "days", "ground", "field"),
    [
        ("appeal", 15, GROUND, "rule"),
        ("unheard-of", 15, GROUND, "rule"),
        ("service-request", 0, GROUND, "days"),
        ("service-request", 9999, GROUND, "days"),
        ("service-request", 15, Bilingual(ky=" "), "ground"),
    ],
)
def test_what_is_no_length_is_refused(
    desk: Desk, rule: str, days: int, ground: Bilingual, field: str
) -> None:
    with pytest.raises(FieldWrong) as refused:
        desk.rules.length_of(rule, days, ground)
    assert refused.value.field == field


def test_a_rule_is_confirmed_by_name_and_day_wherever_it_is_shown(desk: Desk) -> None:
    case = next(iter(dates_of(desk)))
    assert "start" in desk.cases.explain(case).explanation.doubts  # type: ignore[union-attr]
    told = desk.rules.confirm(
        "appeal", by="Эсенов Т.", on=MONDAY, source="cbd.minjust.gov.kg", is_start_too=True
    )
    assert told.rule.start_status == "confirmed"
    assert [(one.by, one.on, one.said_by) for one in told.confirmations] == [
        ("Эсенов Т.", MONDAY, "admin")
    ]
    assert "start" not in desk.cases.explain(case).explanation.doubts  # type: ignore[union-attr]


def test_an_entered_length_is_confirmed_until_it_changes(desk: Desk) -> None:
    with pytest.raises(FieldWrong):
        desk.rules.confirm("service-request", by="Эсенов Т.", on=MONDAY, source="т")
    enter = desk.rules.length_of
    desk.rules.enter_length(enter("service-request", 15, GROUND, from_on=MONDAY))
    told = desk.rules.confirm("service-request", by="Эсенов Т.", on=MONDAY, source="т")
    rule = told.rule
    assert (rule.status, rule.confirmed_by, rule.confirmed_on) == ("confirmed", "Эсенов Т.", MONDAY)
    lines = {line.id: line for line in desk.office.book.adopted().rules}
    assert lines["service-request"].is_confirmed
    desk.rules.enter_length(enter("service-request", 20, GROUND, from_on=MONDAY))
    assert not desk.rules.rule("service-request").rule.is_confirmed


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"by": " "}, "by"), ({"source": ""}, "source"), ({"on": date(2030, 1, 1)}, "on")],
)
def test_a_confirmation_names_who_when_and_what_was_read(
    desk: Desk, changes: dict[str, Any], field: str
) -> None:
    told = {"by": "Эсенов Т.", "on": MONDAY, "source": "т"} | changes
    with pytest.raises(FieldWrong) as refused:
        desk.rules.confirm("appeal", **told)
    assert refused.value.field == field


# Two desks of one office


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    centre = centre_in(tmp_path / "centre")
    line = Direct(centre)
    one, other = (desk_in(tmp_path / name, line) for name in ("one", "other"))
    yield one, other
    one.close()
    other.close()
    centre.close()


def agree(*desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.exchange.sync()
    one, other = desks
    assert lists(one) == lists(other)
    assert one.rules.packs() == other.rules.packs()
    assert one.integrity.digest() == other.integrity.digest()
    for desk in desks:
        assert desk.rules.missing() == ()
        desk.integrity.verify()


def test_a_pack_adopted_at_one_desk_comes_whole_to_the_other(desks: tuple[Desk, Desk]) -> None:
    one, other = desks
    register(one, 2)
    register(other, 2, "B")
    agree(one, other)
    before = lists(other)
    assert len(one.rules.adopt(one.rules.look(a_pack(length=20))).moved) == 4
    agree(one, other)
    assert all(now[1] > was[1] for now, was in zip(lists(other), before, strict=True))
    assert other.rules.rule("appeal").rule.length == 20
    number = register(other, 1, "C")
    agree(one, other)
    assert number[0] in {row[0] for row in lists(one)}
    found = references(other.office.now)
    assert found is not None
    assert sum(pack.id == "kg" for pack in found.packs.values()) == 2


def test_the_same_pack_adopted_at_two_desks_is_one_change_and_no_dispute(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    register(one, 2)
    agree(one, other)
    for desk in desks:
        desk.rules.adopt(desk.rules.look(a_pack(length=20)))
        desk.rules.confirm("appeal", by=desk.office.station, on=desk.cases.today(), source="т")
    agree(one, other)
    office = one.office.now
    assert not any(
        slot.is_disputed for key, slot in office.slots.items() if key.startswith("body:")
    )
    assert office.adopted["rules:kg"][0] == 2
    assert len(one.rules.rule("appeal").confirmations) == 2


def test_of_two_releases_the_higher_holds_in_whatever_order_they_come(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    register(one, 2)
    agree(one, other)
    one.rules.adopt(one.rules.look(a_pack(release=3, length=20)))
    other.rules.adopt(other.rules.look(a_pack(release=2, length=9)))
    agree(one, other)
    assert other.rules.rule("appeal").rule.length == 20


def test_until_an_adopted_release_is_here_the_one_before_stands_in_and_it_is_said(
    desks: tuple[Desk, Desk],
) -> None:
    one, other = desks
    register(one, 1)
    agree(one, other)
    before = lists(other)
    for kind, named in (("rules", "kg"), ("calendar", "kg")):
        newer = ReferenceObject(kind=kind, id=named, release=9, body=b"of a newer program")
        with one.core.write("reference") as writing:
            writing.append_office(newer.adopted())
    for desk in (one, other, one):
        desk.exchange.sync()
    assert lists(other) == before
    register(other, 1, "B")
    assert [(gap.kind, gap.release, gap.stands_in) for gap in other.rules.missing()] == [
        ("calendar", 9, 1),
        ("rules", 9, 1),
    ]
    other.integrity.verify()
