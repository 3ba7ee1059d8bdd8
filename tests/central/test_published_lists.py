"""A published list or directory of bodies is offered, compared, adopted by one desk, had by all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from central.direct_line import OFFICE, OTHER, Direct, centre_in, desk_in, register
from terms import shipped

from akimat_desk.central import publishing
from akimat_desk.central.errors import PublicationFaulty
from akimat_desk.domain.catalogues import Catalogue, CatalogueWrong, Row, gone, parse_catalogue
from akimat_desk.services.desk import Desk
from akimat_desk.services.offered import OfferUnknown

BODY = {
    "id": "new-body", "name": {"ky": "Жаңы кызмат", "ru": "Новая служба"},
    "status": "to_confirm", "source": "test",
}  # fmt: skip


def a_list(folder: Path, named: str, change: Callable[[list[Any]], list[Any]], by: int = 1) -> Path:
    told = shipped(f"catalogue/{named}.json")
    told |= {"release": told["release"] + by, "rows": change(told["rows"])}
    path = folder / f"{named}-{by}.json"
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def line(tmp_path: Path) -> Direct:
    return Direct(centre_in(tmp_path / "centre", OFFICE, OTHER))


def bodies(desk: Desk) -> set[str]:
    return {one.id for one in desk.bodies.all()}


def test_the_directory_of_bodies_comes_to_all_desks_of_the_office_that_adopts_it(
    tmp_path: Path, line: Direct
) -> None:
    first, second = desk_in(tmp_path / "1", line), desk_in(tmp_path / "2", line)
    elsewhere = desk_in(tmp_path / "3", line, OTHER)
    dropped = shipped("catalogue/bodies.json")["rows"][0]["id"]
    publishing.publish(line.centre, a_list(tmp_path, "bodies", lambda rows: [*rows[1:], BODY]))
    for desk in (first, second, elsewhere):
        desk.exchange.sync()
        assert [one.id for one in desk.catalogues.offered()] == ["bodies"]
        assert "new-body" not in bodies(desk)
    told = {one.row: one.what for one in first.catalogues.changes("bodies")}
    assert told == {"new-body": "new", dropped: "gone"}
    first.catalogues.adopt("bodies")
    first.exchange.sync()
    second.exchange.sync()
    for desk in (first, second):
        assert "new-body" in bodies(desk)
        assert dropped not in bodies(desk)
        assert desk.catalogues.offered() == ()
        with pytest.raises(OfferUnknown):
            desk.catalogues.adopt("bodies")
    assert "new-body" not in bodies(elsewhere)
    assert first.integrity.digest() == second.integrity.digest()


def test_of_two_releases_the_higher_holds_whoever_adopted_later(
    tmp_path: Path, line: Direct
) -> None:
    first, second = desk_in(tmp_path / "1", line), desk_in(tmp_path / "2", line)
    publishing.publish(line.centre, a_list(tmp_path, "bodies", lambda rows: [*rows, BODY]))
    first.exchange.sync()
    later = BODY | {"id": "later-body"}
    publishing.publish(line.centre, a_list(tmp_path, "bodies", lambda rows: [*rows, later], 2))
    second.exchange.sync()
    second.catalogues.adopt("bodies")
    first.catalogues.adopt("bodies")
    for desk in (first, second, first):
        desk.exchange.sync()
    for desk in (first, second):
        assert "later-body" in bodies(desk)
        assert "new-body" not in bodies(desk)


def test_registration_goes_by_an_adopted_list_at_once(tmp_path: Path, line: Direct) -> None:
    desk = desk_in(tmp_path / "1", line)
    register(desk)
    renamed = {"ky": "Даттануу (жаңы)", "ru": "Жалоба (новая)"}
    publishing.publish(
        line.centre,
        a_list(
            tmp_path,
            "kinds",
            lambda rows: [
                row | {"name": renamed} if row["id"] == "complaint" else row for row in rows
            ],
        ),
    )
    desk.exchange.sync()
    assert [(one.row, one.what) for one in desk.catalogues.changes("kinds")] == [
        ("complaint", "changed")
    ]
    desk.catalogues.adopt("kinds")
    with desk.core.read() as (_, lens):
        kinds = desk.core.shelf.catalogues(lens.office).kinds
    assert kinds.row("complaint").name.ru == renamed["ru"]
    register(desk)
    desk.integrity.verify()


def test_a_list_that_lost_a_row_is_neither_published_nor_adopted(
    tmp_path: Path, line: Direct
) -> None:
    path = a_list(tmp_path, "kinds", lambda rows: rows[1:])
    lost = shipped("catalogue/kinds.json")["rows"][0]["id"]
    with pytest.raises(PublicationFaulty) as wrong:
        publishing.publish(line.centre, path)
    assert wrong.value.findings == (f"gone {lost}",)
    # Another program's centre may have let it through.
    found = publishing.examined(line.centre, {path.name: path.read_bytes()})
    publishing.publish_found(line.centre, found._replace(findings=()))
    desk = desk_in(tmp_path / "1", line)
    desk.exchange.sync()
    with pytest.raises(CatalogueWrong) as refused:
        desk.catalogues.adopt("kinds")
    assert (refused.value.reason, refused.value.row) == ("gone", lost)


def test_only_bodies_may_leave_their_list() -> None:
    def listed(named: str, *rows: str) -> Catalogue[Row]:
        name = {"ky": "а", "ru": "а"}
        told = [{"id": row, "name": name, "status": "confirmed", "source": "x"} for row in rows]
        return parse_catalogue({"id": named, "release": 1, "rows": told})

    assert gone(listed("topics", "a", "b"), listed("topics", "b", "c")) == ("a",)
    assert gone(listed("bodies", "a", "b"), listed("bodies", "b")) == ()
