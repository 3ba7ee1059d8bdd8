"""Lists as files, from the command line; and what a list does to one case."""

import json

import pytest
from cli.program_runs import a_day_before, as_lines, called
from services.working_desks import PASSWORD, a_complaint, new_desk

OPEN = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_LOGIN": "admin"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    new_desk(found, clock=a_day_before(), training=True).close()
    told = as_lines(*(a_complaint(place) for place in range(3)))
    assert called(found, "register", "-", given=told, **OPEN).code == 0
    return found


def numbers(folder) -> list[str]:
    return [one["number"] for one in called(folder, "list", "--json", **OPEN).lines]


def do(folder, number: str, action: str, **wish):
    told = ("do", number, action, "--json-file", "-", "--json")
    return called(folder, *told, given=json.dumps(wish), **OPEN)


def test_a_case_is_released_and_labelled(folder):
    number = numbers(folder)[0]
    do(folder, number, "assign", executor="mamyt")
    assert do(folder, number, "release", reason="отпуск").one["responsible"] is None
    assert do(folder, number, "release", reason="отпуск").one["error"] == "nothing_to_release"
    assert do(folder, number, "label", label="жайыт").code == 0
    told = do(folder, number, "label", label="Жайыт").one
    assert (told["error"], told["reason"]) == ("field_wrong", "unchanged")


def test_people_read_words_and_programs_read_codes(folder):
    shown = called(folder, "list", "--limit", "1", AKIMAT_DESK_LANGUAGE="ru", **OPEN).out
    told = called(folder, "list", "--limit", "1", "--json", **OPEN).one
    assert (told["stage"] in shown, "зарегистрировано" in shown or "рассмотрении" in shown) == (
        False,
        True,
    )


def test_the_rows_of_a_list_to_choose_from_are_shown(folder):
    shown = called(folder, "catalogues", "rows", "channels", AKIMAT_DESK_LANGUAGE="ru", **OPEN)
    assert "in_person         подано лично" in shown.out
    told = called(folder, "catalogues", "rows", "colours", "--json", **OPEN)
    assert (told.code, told.one["error"], told.one["reason"]) == (1, "catalogue_wrong", "unknown")


def test_a_filtered_list_is_written_to_a_file(folder, tmp_path):
    second = numbers(folder)[1]
    do(folder, second, "label", label="шашылыш")
    out = tmp_path / "list.csv"
    made = called(
        folder, "export", "list", "--out", str(out), "--filter", "label=шашылыш",
        "--filter", "is_open=yes", "--filter", "stages=registered,decided",
        "--columns", "number,labels", "--lang", "ru", "--reason", "проверка", "--json", **OPEN,
    )  # fmt: skip
    assert made.one == {"file": str(out), "rows": 1}
    assert out.read_text("utf-8-sig").splitlines() == ["Номер;Метки", f"{second};шашылыш"]
    told = called(folder, "export", "list", "--out", str(out), "--reason", "-", **OPEN)
    assert (told.code, str(out) in told.out) == (0, True)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (("--filter", "label"), "filter"),
        (("--filter", "is_open=maybe"), "is_open"),
        (("--filter", "sort=colour"), "sort"),
        (("--columns", "colour"), "columns"),
        (("--out", "list.doc"), "format"),
        (("--reason", " "), "reason"),
    ],
)
def test_what_is_wrong_is_refused_by_name(folder, tmp_path, told, field):
    usual = ("export", "list", "--out", str(tmp_path / "list.csv"), "--reason", "-", "--json")
    found = called(folder, *usual, *told, **OPEN)
    assert (found.code, found.one["error"], found.one["field"]) == (1, "field_wrong", field)
    assert not list(tmp_path.iterdir())
