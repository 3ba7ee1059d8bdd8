"""Journals and reports as a script asks for them."""

from pathlib import Path

import pytest
from cli.program_runs import a_day_before, as_lines, called
from documents.reading_paper import text
from services.working_desks import a_complaint, new_desk


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    found = tmp_path_factory.mktemp("office") / "desk"
    new_desk(found, training=True, password="", clock=a_day_before()).close()
    given = as_lines(a_complaint(1), a_complaint(2))
    assert called(found, "register", "-", "--json", given=given).code == 0
    return found


PERIOD = ("--from", "2026-11-01", "--to", "2026-12-31", "--reason", "paper")


def test_a_journal_goes_to_the_file_whose_ending_names_its_format(folder, tmp_path):
    file = tmp_path / "journal.pdf"
    told = ("journal", "--kind", "registration", *PERIOD, "--out", str(file), "--lang", "ru")
    done = called(folder, *told, "--json")
    assert done.one == {"file": str(file), "rows": 2}
    assert "Журнал регистрации обращений" in text(file.read_bytes())
    plain = called(folder, *told, "--columns", "number,applicant")
    assert "2" in plain.out
    assert "Краткое содержание" not in text(file.read_bytes())


def test_the_columns_of_a_journal_are_a_setting_of_the_office(folder, tmp_path):
    chosen = "number,registered_on,applicant"
    key = "journal_columns.registration"
    assert called(folder, "settings", "set", key, chosen, "--json").code == 0
    file = tmp_path / "journal.csv"
    told = ("journal", "--kind", "registration", *PERIOD, "--out", str(file))
    assert called(folder, *told).code == 0
    assert file.read_text("utf-8-sig").splitlines()[0].count(";") == 2


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (("--kind", "registration", *PERIOD, "--out", "x.doc"), 1),
        (("--kind", "registration", *PERIOD, "--out", "x.pdf", "--columns", "tea"), 1),
        (("--kind", "registration", *PERIOD, "--out", "x.pdf", "--part", "Q"), 1),
        (("--kind", "tea", *PERIOD, "--out", "x.pdf"), 2),
        (("--kind", "post", "--from", "soon", "--to", "2026-12-31", "--out", "x.pdf"), 2),
        (("--kind", "post", *PERIOD, "--out", "/nowhere/x.pdf"), 3),
    ],
)
def test_a_journal_that_cannot_be_is_refused(folder, told, code):
    assert called(folder, "journal", *told, "--json").code == code


def test_the_report_of_a_period_is_a_file_and_figures(folder, tmp_path):
    for ending in ("pdf", "xlsx"):
        file = tmp_path / f"report.{ending}"
        told = ("report", "--period", "2026-Q4", "--out", str(file), "--lang", "ru",
                "--reason", "report")  # fmt: skip
        done = called(folder, *told, "--json").one
        assert file.stat().st_size
        assert done["total"] == {"key": "all", "count": 2, "before": None}
        assert done["span"]["from_on"] == "2026-10-01"
    assert "Статистический отчёт" in text((tmp_path / "report.pdf").read_bytes())
    assert "2" in called(folder, *told).out


@pytest.mark.parametrize(
    ("period", "out"),
    [("2026-13", "x.pdf"), ("2026-Q5", "x.pdf"), ("", "x.pdf"), ("2026", "x.doc")],
)
def test_a_report_that_cannot_be_is_refused(folder, period, out):
    told = ("report", "--period", period, "--out", out, "--reason", "report", "--json")
    assert called(folder, *told).one["error"] == "field_wrong"


def test_nothing_is_taken_out_without_saying_why(folder, tmp_path):
    """By every command that writes a list, a journal or a report."""
    days = ("--from", "2026-11-01", "--to", "2026-12-31")
    for told in (
        ("export", "list", "--format", "csv"),
        ("journal", "--kind", "registration", *days),
        ("report", "--period", "2026"),
        ("clock", "report"),
        ("reception", "report", "--period", "2026"),
        ("barriers", "report"),
    ):
        file = tmp_path / "x.pdf"
        for given in ((), ("--reason", "  ")):
            done = called(folder, *told, *given, "--out", str(file), "--json")
            refused = done.lines[-1]
            assert done.code == 1, told
            assert (refused["error"], refused["field"]) == ("field_wrong", "reason"), told
            assert refused["reason"] == "empty"
        assert list(tmp_path.iterdir()) == []
