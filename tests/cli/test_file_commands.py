"""Files, volumes and the end of a year on the command line, as an office runs them in January."""

import pytest
from cli.program_runs import called
from documents.reading_paper import text
from services.working_desks import PASSWORD
from services.year_of_cases import YEAR, a_year

NOW = {"AKIMAT_DESK_NOW": f"{YEAR + 1}-01-11T10:00:00+06:00"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("office") / "desk"
    desk, _ = a_year(found, 24, training=True)
    desk.close()
    return found


def said(folder, *told):
    signed = {"AKIMAT_DESK_PASSWORD": PASSWORD, "AKIMAT_DESK_LOGIN": "admin"}
    return called(folder, *told, "--json", **NOW, **signed)


def test_a_list_is_kept_imported_and_copied_forward(folder, tmp_path):
    path = tmp_path / "files.csv"
    path.write_text("index;title_ky;term\n05-01;Журналдар;3\n", encoding="utf-8")
    year = ("--year", "2030")
    seen = said(folder, "files", "import", "--file", str(path), "--preview", *year).one
    assert (seen["added"], seen["written"]) == (["05-01"], None)
    assert said(folder, "files", "list", *year).lines == []
    assert said(folder, "files", "import", "--file", str(path), *year).one["written"] == 1
    assert said(folder, "files", "add", "05-02", "--title", "Буйруктар|Приказы", *year).code == 0
    assert [one["term"] for one in said(folder, "files", "list", *year).lines] == ["3", ""]
    assert said(folder, "files", "copy-forward", *year, "--preview").one["same"] == 2
    assert said(folder, "files", "copy-forward", *year).one["written"] == 2
    assert said(folder, "files", "copy-forward", *year).one["written"] == 0
    assert said(folder, "files", "drop", "05-02", "--year", "2031").code == 0
    assert said(folder, "files", "drop", "05-02", "--year", "2031").one["error"] == "file_unknown"
    wrong = said(folder, "files", "add", "1", "--title", "x", "--term", "беш")
    assert (wrong.one["error"], wrong.one["field"]) == ("field_wrong", "term")


def test_a_year_is_seen_closed_and_printed_once(folder, tmp_path):
    seen = said(folder, "year-end", str(YEAR), "--preview").one
    assert seen["writes"] > 0
    done = said(folder, "year-end", str(YEAR), "--out", str(tmp_path), "--lang", "ru").one
    assert done["carried"] == seen["carried"]
    names = ("journals", "carried", "file-list")
    assert [one.rpartition("/")[2] for one in done["papers"]] == [
        f"{name}-{YEAR}.pdf" for name in names
    ]
    carried = text((tmp_path / f"carried-{YEAR}.pdf").read_bytes())
    assert all(number in carried for number in done["carried"])
    assert said(folder, "year-end", str(YEAR)).one["writes"] == 0
    open_year = said(folder, "year-end", str(YEAR + 1))
    assert (open_year.code, open_year.one["error"]) == (1, "year_not_over")


def test_volumes_are_shown_printed_and_handed_over(folder, tmp_path):
    said(folder, "year-end", str(YEAR))
    year = ("--year", str(YEAR))
    rows = said(folder, "volumes", "show", *year).lines
    assert {row["closed"] for row in rows} == {True}
    out = tmp_path / "cover.pdf"
    place = (rows[0]["index"], "--volume", str(rows[0]["volume"]))
    cover = ("--paper", "cover", "--out", str(out), "--lang", "ru")
    assert said(folder, "volumes", "print", *place, *cover, *year).code == 0
    assert f"ДЕЛО № {rows[0]['index']}" in text(out.read_bytes())
    act = said(folder, "volumes", "hand-over", "--archive", "Архив", "--out", str(out), *year).one
    assert act["volumes"] == len(rows)
    assert said(folder, "volumes", "hand-over", "--archive", "Архив", *year).code == 1
    assert said(folder, "volumes", "selectable").lines == []
    assert said(folder, "volumes", "close", "99-99", *year).one["error"] == "nothing_to_file"
