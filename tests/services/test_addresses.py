"""Addresses are offered from the list and from what was written, flagged where they are in none."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from services.working_desks import OFFICE, a_complaint, a_desk, again, new_desk

from akimat_desk.domain.errors import FieldWrong, NotAllowed, UnknownKeys
from akimat_desk.domain.people import Address
from akimat_desk.services.addresses import lines_below, territories

HERE = Address(soate=OFFICE)
LINES = 20_000


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        yield found


def living_at(number: int = 1, **address: str) -> dict[str, Any]:
    told = a_complaint(number)
    told["applicant"]["person"] |= {"pin": "", "address": {"soate": OFFICE, **address}}
    return told


def written(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def imported(desk: Any, path: Path, **how: Any) -> tuple[int, list[tuple[int, str, str]]]:
    groups = list(desk.addresses.import_list(path, **how))
    refused = [(line, w.field, w.reason) for group in groups for line, w in group.refused]
    return sum(group.taken for group in groups), refused


def test_what_the_office_typed_is_offered_and_no_longer_flagged(desk):
    first = desk.registration.register(living_at(1, village="Көк-Бел", street="Ленин"))
    assert first.warnings == ("village_not_listed",)
    assert desk.addresses.offered("village", "кок", HERE).words == ("Көк-Бел",)
    second = desk.registration.register(living_at(2, village="көк бел", street="Манас"))
    assert second.warnings == ("street_not_listed",)
    assert desk.registration.register(living_at(3, village="Көк-Бел")).warnings == ()


def test_an_organisation_lives_somewhere_too(desk):
    told = a_complaint(1)
    told["applicant"] = {
        "organisation": {"name": "Дыйкан", "address": {"soate": OFFICE, "village": "Теке"}}
    }
    desk.registration.register(told)
    assert desk.addresses.offered("village", "", HERE).words == ("Теке",)


def test_a_district_that_is_in_no_list_is_told(desk):
    told = living_at(1)
    told["applicant"]["person"]["address"]["soate"] = "41799999999999"
    assert desk.registration.check(told).foreseen.findings == ("territory_not_listed",)


def test_twenty_thousand_lines_are_taken_and_each_wrong_one_is_named(desk, tmp_path):
    lines = [f"{OFFICE};Аймак {n % 20};Айыл {n % 200};Көчө {n}" for n in range(LINES)]
    lines[4] = "12;Аймак;Айыл;Көчө"
    lines[9] = f"{OFFICE};;;"
    lines[11] = f"{OFFICE};;{'а' * 301};"
    path = written(tmp_path / "тизме.csv", "soate;aimak;village;street", *lines)
    assert imported(desk, path) == (
        LINES - 3,
        [(6, "soate", "unknown"), (11, "village", "empty"), (13, "village", "too_long")],
    )
    offered = desk.addresses.offered("street", "", HERE)
    assert (len(offered.words), offered.is_all) == (100, False)
    assert desk.addresses.offered("street", "көчө 19999", HERE).words == ("Көчө 19999",)
    assert desk.addresses.counts()["listed"] == {"aimak": 20, "village": 200, "street": LINES - 3}
    told = desk.registration.check(living_at(1, aimak="аймак 7", village="айыл 7", street="көчө 7"))
    assert told.foreseen.findings == ()


def test_a_list_comes_back_twice_as_one_and_may_be_replaced(desk, tmp_path):
    one = written(tmp_path / "1.csv", "village", "Көк-Бел", "Теке", "", "Көк-Бел")
    two = written(tmp_path / "2.csv", "street,village", '"Ленина, 2",Ивановка', encoding="cp1251")
    for _ in range(2):
        assert imported(desk, one) == (3, [])
    assert imported(desk, two) == (1, [])
    assert desk.addresses.offered("village", "", HERE).words == ("Ивановка", "Көк-Бел", "Теке")
    assert desk.addresses.offered("street", "", HERE).words == ("Ленина, 2",)
    assert imported(desk, one, replace=True)[0] == 3
    assert desk.addresses.counts()["listed"]["village"] == 2


def test_a_spreadsheet_keeps_its_codes(desk, tmp_path):
    path = tmp_path / "тизме.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(
            (("soate", "village"), (int(OFFICE), "Көк-Бел"), ("", "Теке"), (7, "Гүлстан"))
        ):
            sheet.write_row(row, 0, cells)
    assert imported(desk, path) == (2, [(4, "soate", "unknown")])
    assert desk.addresses.offered("village", "", HERE).words == ("Көк-Бел", "Теке")


@pytest.mark.parametrize(
    ("name", "lines", "refusal"),
    [
        ("a.csv", ("soate;name", f"{OFFICE};Теке"), FieldWrong),
        ("a.csv", ("village;region", "Теке;Ош"), UnknownKeys),
        ("a.csv", (), FieldWrong),
        ("a.xlsx", ("village", "Теке"), FieldWrong),
    ],
)
def test_a_file_with_other_columns_is_refused_whole(desk, tmp_path, name, lines, refusal):
    path = written(tmp_path / name, *lines)
    with pytest.raises(refusal):
        imported(desk, path)
    assert desk.addresses.counts()["listed"] == {"aimak": 0, "village": 0, "street": 0}


def test_an_import_that_is_broken_off_leaves_the_old_list(desk, tmp_path):
    imported(desk, written(tmp_path / "1.csv", "village", "Теке"))
    lines = [f"Айыл {n}" for n in range(5000)]
    importing = desk.addresses.import_list(
        written(tmp_path / "2.csv", "village", *lines), replace=True
    )
    next(importing)
    importing.close()
    assert desk.addresses.offered("village", "", HERE).words == ("Теке",)


def test_only_who_keeps_the_references_imports(tmp_path):
    new_desk(tmp_path / "desk", training=True, password="").close()
    path = written(tmp_path / "1.csv", "village", "Теке")
    desk = again(tmp_path / "desk", password="")
    desk.core.actor = desk.office.now.find_login("asanova")
    with pytest.raises(NotAllowed):
        imported(desk, path)
    desk.close()


def test_every_territory_stands_under_its_oblast():
    lines = {row.soate: above for row, above in lines_below()}
    assert len(lines) == len(territories().rows)
    above = lines[OFFICE]
    assert above is not None
    assert above.level == "oblast"
    assert lines[above.soate] is None
