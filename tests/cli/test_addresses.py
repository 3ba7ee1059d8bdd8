"""The office's list of addresses from a file: counted, refused line by line, told to programs."""

from pathlib import Path

import pytest
from cli.program_runs import a_day_before, called
from services.working_desks import OFFICE, PASSWORD, new_desk

ADMIN = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_LOGIN": "admin"}
RUSSIAN = {"AKIMAT_DESK_LANGUAGE": "ru"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    new_desk(found, clock=a_day_before(), training=True).close()
    return found


def a_list(path: Path, *lines: str) -> str:
    path.write_text("\n".join(("soate;aimak;village;street", *lines)), encoding="utf-8")
    return str(path)


def test_good_lines_are_taken_and_wrong_ones_named(folder, tmp_path):
    lines = [f"{OFFICE};Гүлстан;Көк-Бел;Ленин", "12;;Теке;", f"{OFFICE};;;"]
    path = a_list(tmp_path / "a.csv", *lines)
    done = called(folder, "addresses", "import", path, "--json", **ADMIN)
    assert done.code == 1
    assert done.lines == [
        {"error": "field_wrong", "field": "soate", "reason": "unknown", "limit": None, "line": 3},
        {"error": "field_wrong", "field": "village", "reason": "empty", "limit": None, "line": 4},
        {"taken": 1, "refused": 2},
    ]
    counted = called(folder, "addresses", "count", "--json", **ADMIN)
    assert {row["part"]: row["listed"] for row in counted.lines} == {
        "aimak": 1,
        "village": 1,
        "street": 1,
    }


def test_a_person_is_told_how_far_it_is(folder, tmp_path):
    lines = [f"{OFFICE};;Айыл {number};" for number in range(4_500)]
    path = a_list(tmp_path / "a.csv", *lines)
    done = called(folder, "addresses", "import", path, "--replace", **ADMIN, **RUSSIAN)
    assert (done.code, done.out) == (0, "Принято: 4500, отклонено: 0.\n")
    assert done.err.splitlines() == [
        "2000 строк прочитано.",
        "4000 строк прочитано.",
        "4500 строк прочитано.",
    ]


@pytest.mark.parametrize("told", [(), ("there-is-none.csv",), ("there-is-none.xlsx",)])
def test_a_file_that_is_not_there_is_told(folder, told):
    done = called(folder, "addresses", "import", *told, "--json", **ADMIN)
    assert (done.code, done.one["error"]) == (3, "input_unreadable")


def test_a_file_without_the_columns_is_refused(folder, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("name\nТеке\n", encoding="utf-8")
    done = called(folder, "addresses", "import", str(path), "--json", **ADMIN)
    assert (done.code, done.one["error"]) == (1, "field_wrong")
