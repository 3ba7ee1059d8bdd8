"""Names, posts and succession of the office on the command line."""

import pytest
from cli.program_runs import a_day_before, called
from documents.reading_paper import text
from services.working_desks import a_complaint, new_desk

NAME = ("--name-ky", "Кара-Суу району", "--name-ru", "Кара-Сууский район")
OTHER = "41706246000000-district-1"


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "desk"
    desk = new_desk(found, training=True, password="", clock=a_day_before())
    desk.office.hold_post("head", "asanova", order="№ 1")
    for place in range(2):
        desk.registration.register(a_complaint(place, sheets=3))
    desk.close()
    return found


def test_a_new_name_is_a_line_of_the_history_and_the_old_one_stays(folder):
    told = ("--bent", "genitive=Кара-Суу районунун", "--order", "№ 82")
    rows = called(folder, "office", "rename", *NAME, *told, "--json").lines
    assert rows == called(folder, "office", "history", "--json").lines
    names = [row for row in rows if row["what"] == "name"]
    assert [row["is_now"] for row in names].count(True) == 1
    assert names[0]["words"] == {"ky": "Кара-Суу району", "ru": "Кара-Сууский район"}
    refused = called(folder, "office", "rename", *NAME, "--bent", "vocative=А", "--json").one
    assert (refused["error"], refused["field"]) == ("field_wrong", "bent")


def test_naming_another_holder_says_what_goes_on_in_the_name_of_the_first(folder):
    called(folder, "responsibility", "add", "asanova", "--topic", "land", "--order", "№ 3")
    told = called(folder, "office", "post", "--who", "mamyt", "--acting", "--json").one
    assert (told["holder"], told["answers"], told["cases"]) == ("Асанова Г.", 1, 0)
    (now,) = (
        row
        for row in called(folder, "office", "history", "--json").lines
        if row["what"] == "post" and row.get("is_now")
    )
    assert (now["who"], now["acting"]) == ("Мамытова А.", True)


def test_a_merged_office_hands_over_its_cases_and_registers_no_more(folder, tmp_path):
    told = ("--kind", "merged_into", *NAME, "--other", OTHER, "--order", "№ 82")
    done = called(folder, "office", "succeed", *told, "--json").one
    assert (done["kind"], done["office"], done["ground"]) == ("merged_into", OTHER, "№ 82")
    refused = called(folder, "office", "pass", "--other", OTHER, "--json").one
    assert (refused["error"], refused["field"]) == ("field_wrong", "out")
    out = tmp_path / "act.pdf"
    taker = ("--taker", "Токтогулов Асан", "--taker-post", "аким|аким")
    first = called(
        folder, "office", "pass", "--other", OTHER, *taker, "--out", str(out), "--json"
    ).one
    assert (first["cases"], first["kept"]) == (2, [])
    assert "Токтогулов А." in text(out.read_bytes())
    again = called(folder, "office", "pass", "--act", first["act"], "--out", str(out), "--json").one
    assert again == {"act": first["act"], "digest": first["digest"]}
