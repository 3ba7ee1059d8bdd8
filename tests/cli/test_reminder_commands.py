"""Reminders, the control list and departments on the command line."""

import pytest
from cli.program_runs import a_day_before, called
from services.working_desks import a_complaint, new_desk

LATE = ("reminders", "--day", "2026-12-25")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("desk")
    desk = new_desk(found, training=True, password="", clock=a_day_before())
    desk.office.hold_post("head", "admin", order="№ 1")
    case = desk.registration.register(a_complaint(0)).case
    desk.registration.register(a_complaint(1))
    desk.cases.do(case, "control", {"body": "Жогорку Кеңеш", "due_on": "2026-12-03", "number": "4"})
    desk.close()
    return found


def test_reminders_of_a_day_are_told_in_words_in_json_and_on_paper(folder, tmp_path):
    lines = called(folder, *LATE, "--json").lines
    assert {(line["to_name"], line["step"]) for line in lines} == {
        ("Токтоналиев Б.", "executor"), ("admin", "head")
    }  # fmt: skip
    assert {line["pressing"] for line in lines} == {"overdue"}
    mine = called(folder, *LATE, "--for", "tokton", "--json").lines
    assert [line["to_name"] for line in mine] == ["Токтоналиев Б."] * 2
    file = tmp_path / "list.pdf"
    shown = called(folder, *LATE, "--out", str(file), "--lang", "ru", AKIMAT_DESK_LANGUAGE="ru")
    assert shown.code == 0, shown.err
    assert "просрочено на 16 рабочих дней" in shown.out
    assert file.read_bytes().startswith(b"%PDF")
    assert called(folder, "reminders", "--day", "2026-12-01", "--json").lines[0]["due_kind"] == (
        "control"
    )


def test_an_unknown_name_and_a_list_without_lines_are_refused(folder, tmp_path):
    assert called(folder, "reminders", "--for", "nobody", "--json").one["error"] == "staff_unknown"
    early = ("reminders", "--day", "2026-11-25", "--out", str(tmp_path / "x.pdf"), "--json")
    assert called(folder, *early).one["error"] == "field_wrong"
    assert not (tmp_path / "x.pdf").exists()


def test_the_control_list_names_the_body_and_its_letter(folder):
    (row,) = called(folder, "control-list", "--open", "--json").lines
    assert (row["body"], row["letter"], row["due_on"], row["state"]) == (
        "Жогорку Кеңеш", "4", "2026-12-03", "open"
    )  # fmt: skip
    assert "Жогорку Кеңеш" in called(folder, "control-list").out


def test_a_department_gets_a_head_and_settings_are_checked(folder):
    (row,) = called(folder, "department", "Жер бөлүмү", "--head", "mamyt", "--json").lines
    assert (row["id"], row["head"]) == ("Жер бөлүмү", "Мамытова А.")
    done = called(folder, "settings", "set", "office_hours", "08:00-17:00", "--json")
    assert done.one["office_hours"] == '"08:00-17:00"'
    wrong = called(folder, "settings", "set", "tell_head_after", "soon", "--json")
    assert wrong.one["error"] == "field_wrong"
