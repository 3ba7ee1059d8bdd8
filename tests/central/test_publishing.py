"""What the centre publishes comes to every desk as an offer, is adopted by one, reaches all."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from central.databases import databases
from central.direct_line import OFFICE, OTHER, Direct, centre_in, desk_in, register
from terms import shipped

from akimat_desk.central import publishing
from akimat_desk.central.centre import Centre
from akimat_desk.central.cli import run
from akimat_desk.central.errors import (
    OfficeUnknown,
    PublicationFaulty,
    PublicationOlder,
    PublicationUnreadable,
)
from akimat_desk.central.references import references
from akimat_desk.central.store.publications import Publications
from akimat_desk.exchange.messages import Sealed as SealedMessage
from akimat_desk.exchange.messages import SyncAnswer, SyncRequest, parsed, unpack
from akimat_desk.exchange.messages import pack as packed
from akimat_desk.paths import RESOURCES
from akimat_desk.services.desk import Desk
from akimat_desk.services.offered import OfferUnknown
from akimat_desk.services.templates import TemplateOlder

DAYS = 20


def a_pack(folder: Path, release: int = 2, **appeal: Any) -> Path:
    """The shipped pack as a newer release, with another rule for appeals."""
    pack: dict[str, Any] = shipped("rules/kg-1.json") | {"release": release}
    told = {"length": DAYS} | appeal
    pack["rules"] = [one | told if one["id"] == "appeal" else one for one in pack["rules"]]
    path = folder / f"kg-{release}-{len(list(folder.glob('*.json')))}.json"
    path.write_text(json.dumps(pack, ensure_ascii=False), "utf-8")
    return path


def a_form(folder: Path, release: int = 2, **changed: Any) -> Path:
    """A shipped form as a newer release."""
    found = folder / f"form-{release}-{len(list(folder.glob('form-*')))}"
    found.mkdir()
    shipped_form = RESOURCES / "templates" / "covering-letter"
    for file in shipped_form.iterdir():
        (found / file.name).write_bytes(file.read_bytes())
    told = json.loads((found / "template.json").read_text("utf-8"))
    newer = told | {"release": release} | changed
    (found / "template.json").write_text(json.dumps(newer, ensure_ascii=False), "utf-8")
    return found


def a_calendar(folder: Path, day: str = "2026-12-02", release: int = 2) -> Path:
    """The shipped calendar with one more day off."""
    told: dict[str, Any] = shipped("calendars/kg.json") | {"release": release}
    extra = {"day": day, "kind": "extra", "name": {"ky": "Кошумча күн", "ru": "Доп. день"}}
    told["days_off"] = [*told["days_off"], extra]
    path = folder / f"calendar-{release}.json"
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return path


def offered(desk: Desk) -> list[tuple[str, int]]:
    return [(one.id, one.release) for one in (*desk.rules.offered(), *desk.templates.offered())]


def length_of_appeals(desk: Desk) -> int | None:
    return desk.rules.rule("appeal").rule.length


@pytest.fixture
def line(tmp_path: Path) -> Direct:
    return Direct(centre_in(tmp_path / "centre", OFFICE, OTHER))


def test_one_desk_adopts_what_came_to_both_and_the_entry_brings_it_to_the_other(
    tmp_path: Path, line: Direct
) -> None:
    first, second = desk_in(tmp_path / "1", line), desk_in(tmp_path / "2", line)
    elsewhere = desk_in(tmp_path / "3", line, OTHER)
    desks = (first, second, elsewhere)
    for desk in desks:
        register(desk)
        desk.exchange.sync()
    publishing.publish(line.centre, a_pack(tmp_path))
    publishing.publish(line.centre, a_form(tmp_path))
    for desk in desks:
        assert offered(desk) == []
        desk.exchange.sync()
        assert offered(desk) == [("kg", 2), ("covering-letter", 2)]
        assert length_of_appeals(desk) == 14
    read = first.rules.look_offered("kg")
    assert len(first.rules.preview(read)) == 2
    first.rules.adopt(read)
    first.templates.adopt_offered("covering-letter")
    first.exchange.sync()
    assert length_of_appeals(second) == 14
    second.exchange.sync()
    for desk in (first, second):
        assert offered(desk) == []
        assert length_of_appeals(desk) == DAYS
        assert desk.templates.find("covering-letter").release == 2
    assert offered(elsewhere) == [("kg", 2), ("covering-letter", 2)]
    assert length_of_appeals(elsewhere) == 14
    assert first.integrity.digest() == second.integrity.digest()


def test_both_desks_may_adopt_the_same_without_a_dispute(tmp_path: Path, line: Direct) -> None:
    desks = (desk_in(tmp_path / "1", line), desk_in(tmp_path / "2", line))
    publishing.publish(line.centre, a_pack(tmp_path))
    for desk in desks:
        desk.exchange.sync()
        desk.rules.adopt(desk.rules.look_offered("kg"))
    for desk in (*desks, *desks):
        desk.exchange.sync()
    assert [length_of_appeals(desk) for desk in desks] == [DAYS, DAYS]
    for desk in desks:
        with desk.core.read() as (_, lens):
            assert not any(slot.is_disputed for slot in lens.office.slots.values())


def test_what_is_published_to_one_office_comes_to_no_other(tmp_path: Path, line: Direct) -> None:
    here, there = desk_in(tmp_path / "1", line), desk_in(tmp_path / "2", line, OTHER)
    publishing.publish(line.centre, a_pack(tmp_path), OTHER)
    for desk in (here, there):
        desk.exchange.sync()
    assert (offered(here), offered(there)) == ([], [("kg", 2)])
    with pytest.raises(OfferUnknown):
        here.rules.look_offered("kg")


def test_a_desk_that_comes_late_hears_of_the_newest_release_alone(
    tmp_path: Path, line: Direct
) -> None:
    for release in (2, 3, 5):
        publishing.publish(line.centre, a_pack(tmp_path, release))
    desk = desk_in(tmp_path / "1", line)
    answer = answered(desk, line)
    assert [(one.id, one.release) for one in answer.publications] == [("kg", 5)]
    desk.exchange.absorb(answer)
    assert offered(desk) == [("kg", 5)]


@pytest.mark.parametrize("made", [a_pack, a_form, a_calendar])
def test_a_release_that_no_database_keeps_is_found_before_it_is_signed(
    tmp_path: Path, line: Direct, made: Callable[..., Path]
) -> None:
    with pytest.raises(PublicationFaulty):
        publishing.publish(line.centre, made(tmp_path, release=2**70))
    with line.centre.store.read() as connection:
        assert Publications(connection).lines() == []


def test_nothing_is_sent_twice_and_a_lost_answer_is_made_up_for(
    tmp_path: Path, line: Direct
) -> None:
    desk = desk_in(tmp_path / "1", line)
    desk.exchange.sync()
    publishing.publish(line.centre, a_pack(tmp_path))
    answered(desk, line)
    again = answered(desk, line)
    assert len(again.publications) == 1
    for _ in range(2):
        desk.exchange.absorb(again)
        assert offered(desk) == [("kg", 2)]
    assert answered(desk, line).publications == ()


def test_large_publications_come_one_a_call_after_the_entries(tmp_path: Path, line: Direct) -> None:
    writer, reader = desk_in(tmp_path / "1", line), desk_in(tmp_path / "2", line)
    register(writer, 3)
    writer.exchange.sync()
    publishing.publish(line.centre, a_pack(tmp_path))
    publishing.publish(line.centre, a_form(tmp_path))
    seen = []
    for _ in range(60):
        answer = answered(reader, line, max_bytes=2000)
        seen.append((len(answer.page), len(answer.publications)))
        reader.exchange.absorb(answer)
        if not answer.more:
            break
    assert seen[-2:] == [(0, 1), (0, 1)]
    assert all(page and not published for page, published in seen[1:-2])
    assert offered(reader) == [("kg", 2), ("covering-letter", 2)]


def test_what_the_centre_did_not_sign_is_quarantined_and_the_rest_goes_on(
    tmp_path: Path, line: Direct
) -> None:
    desk = desk_in(tmp_path / "1", line)
    numbers = register(desk)
    desk.exchange.sync()
    publishing.publish(line.centre, a_pack(tmp_path))
    answer = answered(desk, line)
    (genuine,) = answer.publications
    other = msgspec.structs.replace(genuine, body=genuine.body.replace(b"20", b"90"))
    for forged in (
        other,
        msgspec.structs.replace(genuine, release=9),
        msgspec.structs.replace(genuine, office=OTHER),
    ):
        assert forged != genuine
        for _ in range(2):
            answer = answered(desk, line)
            desk.exchange.absorb(msgspec.structs.replace(answer, publications=(forged,)))
    assert offered(desk) == []
    assert desk.exchange.state().quarantined == 3
    desk.exchange.sync()
    assert offered(desk) == [("kg", 2)]
    assert [row.number for row in desk.cases.newest()] == numbers


def test_a_desk_of_before_syncs_and_is_sent_nothing(tmp_path: Path, line: Direct) -> None:
    desk = desk_in(tmp_path / "1", line)
    publishing.publish(line.centre, a_pack(tmp_path))
    register(desk)
    answer = answered(desk, line, published=None)
    assert answer.publications == ()
    assert not answer.more


def test_a_desk_reads_the_answer_of_a_centre_of_before() -> None:
    told = {"version": 1, "epoch": b"e", "lease": b"", "server_time": 5, "more": False}
    assert parsed(msgspec.msgpack.encode(told), SyncAnswer).publications == ()


def test_after_a_restore_the_centre_counts_anew_and_no_offer_is_lost(
    tmp_path: Path, line: Direct
) -> None:
    desk = desk_in(tmp_path / "1", line)
    line.centre.close()
    databases.copy(tmp_path / "centre", tmp_path / "backup")
    line.centre = started(tmp_path / "centre")
    for release in (2, 3):
        publishing.publish(line.centre, a_pack(tmp_path, release))
    desk.exchange.sync()
    assert offered(desk) == [("kg", 3)]
    line.centre.close()
    witness = (tmp_path / "centre" / "epoch").read_bytes()
    databases.copy(tmp_path / "backup", tmp_path / "centre")
    (tmp_path / "centre" / "epoch").write_bytes(witness)
    line.centre = started(tmp_path / "centre")
    publishing.publish(line.centre, a_form(tmp_path))
    desk.exchange.sync()
    assert offered(desk) == [("kg", 3), ("covering-letter", 2)]


def test_the_same_again_is_no_change_and_an_older_one_is_refused(
    tmp_path: Path, line: Direct
) -> None:
    centre, path = line.centre, a_pack(tmp_path)
    first = publishing.publish(centre, path)
    assert publishing.publish(centre, path) == first
    assert publishing.publish(centre, path, OTHER) == first
    for other in (a_pack(tmp_path, 2, length=15), a_pack(tmp_path, 1)):
        with pytest.raises(PublicationOlder) as older:
            publishing.publish(centre, other)
        assert older.value.facts() == {"kind": "rules", "id": "kg", "release": 2}
    assert [line.release for line in publishing.published(centre)] == [2]


def test_what_has_faults_is_not_published(tmp_path: Path, line: Direct) -> None:
    with pytest.raises(PublicationFaulty) as faulty:
        publishing.publish(line.centre, a_pack(tmp_path, 2, length=0))
    assert [found.split()[1] for found in faulty.value.findings] == ["appeal"]
    with pytest.raises(PublicationFaulty):
        publishing.publish(line.centre, a_pack(tmp_path, 2, applies_to=["no-such-kind"]))
    with pytest.raises(PublicationFaulty):
        publishing.publish(line.centre, a_form(tmp_path, 2, name={"ky": "Кат", "ru": ""}))
    with pytest.raises(OfficeUnknown):
        publishing.publish(line.centre, a_pack(tmp_path), "nowhere")
    (tmp_path / "other.json").write_text("[1]", "utf-8")
    with pytest.raises(PublicationUnreadable):
        publishing.publish(line.centre, tmp_path / "other.json")
    assert publishing.published(line.centre) == []


@pytest.mark.parametrize(
    ("path", "kind", "named"),
    [
        ("calendars/kg.json", "calendar", "kg"),
        ("catalogue/topics.json", "catalogue", "topics"),
        ("rules/kg-1.json", "rules", "kg"),
        ("templates/order", "template", "order"),
    ],
)
def test_what_came_with_the_program_can_be_published(
    line: Direct, path: str, kind: str, named: str
) -> None:
    found = publishing.publish(line.centre, RESOURCES / path)
    assert (found.kind, found.id, found.release) == (kind, named, 1)


def test_an_offered_form_is_adopted_once(tmp_path: Path, line: Direct) -> None:
    desk = desk_in(tmp_path / "1", line)
    publishing.publish(line.centre, a_form(tmp_path))
    desk.exchange.sync()
    desk.templates.adopt_offered("covering-letter")
    with pytest.raises(TemplateOlder):
        desk.templates.adopt_offered("covering-letter")


def test_a_published_calendar_moves_the_open_cases_once_it_is_adopted(
    tmp_path: Path, line: Direct
) -> None:
    first, second = desk_in(tmp_path / "1", line), desk_in(tmp_path / "2", line)
    for desk in (first, second):
        register(desk)
    day = first.cases.today() + timedelta(days=4)
    while not first.calendars.year(day.year).calendar.is_working(day):
        day += timedelta(days=1)
    publishing.publish(line.centre, a_calendar(tmp_path, day.isoformat()))
    for desk in (first, second, first):
        desk.exchange.sync()
    (offer,) = first.calendars.releases.offered()
    assert (offer.id, offer.release) == ("kg", 2)
    foreseen = first.calendars.releases.preview("kg")
    assert len(foreseen) == 2
    assert all(one.before < one.after for one in foreseen if one.before and one.after)
    assert first.calendars.releases.adopt("kg").moved == foreseen
    for desk in (first, second):
        desk.exchange.sync()
        assert desk.calendars.releases.offered() == ()
        assert not desk.calendars.year(day.year).calendar.is_working(day)
        assert desk.integrity.verify()
    with pytest.raises(OfferUnknown):
        second.calendars.releases.adopt("kg")
    assert first.integrity.digest() == second.integrity.digest()
    known = references(first.office.now)
    assert known is not None
    assert not known.calendar.is_working(day)


def test_a_published_calendar_is_a_change_like_any_other_and_applicants_are_told_of_it(
    tmp_path: Path, line: Direct
) -> None:
    desk = desk_in(tmp_path / "1", line)
    register(desk)
    day = desk.cases.today() + timedelta(days=4)
    while not desk.calendars.year(day.year).calendar.is_working(day):
        day += timedelta(days=1)
    publishing.publish(line.centre, a_calendar(tmp_path, day.isoformat()))
    desk.exchange.sync()
    adopted = desk.calendars.releases.adopt("kg")
    (change,) = desk.calendars.changes()
    assert (change.id, [one.day for one in change.days]) == (adopted.change, [day])
    (moved,) = desk.calendars.moved_by(change.id)
    (known,) = desk.calendars.moves_of(moved.case)
    assert (known.change, known.before, known.after) == (change, moved.before, moved.after)
    assert desk.calendars.notices.given(change.id, [moved.case]) == 1
    assert desk.calendars.notices.given(change.id, [moved.case]) == 0


def test_the_command_line_publishes_and_lists(tmp_path: Path, capsys: Any) -> None:
    start = ["--json", "--files", str(tmp_path / "c"), "--training"]
    assert run([*start, "office", "add", OFFICE]) == 0
    capsys.readouterr()
    path = a_pack(tmp_path)
    assert run([*start, "publish", str(path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["id"], told["release"], told["office"]) == ("rules", "kg", 2, "")
    assert run([*start, "publish", str(a_pack(tmp_path, 2, length=0))]) == 1
    refused = json.loads(capsys.readouterr().out)
    assert (refused["error"], refused["id"]) == ("publication_faulty", "kg")
    assert run([*start, "publish", str(a_pack(tmp_path, 1))]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "publication_older"
    assert run([*start, "published"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["number"], row["id"], row["size"]) == (1, "kg", path.stat().st_size)


def answered(desk: Desk, line: Direct, **changed: Any) -> SyncAnswer:
    """One call's answer, not yet taken in; the request as told otherwise."""
    outgoing = desk.exchange.prepare()
    sealed = unpack(outgoing.messages[0], SealedMessage)
    request = msgspec.structs.replace(parsed(sealed.body, SyncRequest), **changed)
    with desk.core.database.read() as connection:
        key = desk.core.station_key(connection)
    body = msgspec.msgpack.encode(request)
    head = packed(SealedMessage(key.key_id, key.sign(body), body))
    return unpack(line.sync(iter((head, *outgoing.messages[1:]))), SyncAnswer)


def started(folder: Path) -> Centre:
    centre = databases.open(folder)
    centre.start()
    return centre
