"""Lists as files: whole or not there, with days that are days, and nothing that runs."""

import zipfile
from datetime import date, datetime

import pytest
from defusedcsv import csv
from documents.reading_paper import squeezed, text
from python_calamine import CalamineWorkbook
from services.working_desks import CHEAP, HandClock, a_complaint, a_desk, again

from akimat_desk.domain.errors import FieldWrong, NotAllowed, WorkCancelled
from akimat_desk.services.errors import OutputUnwritable
from akimat_desk.services.list_export import COLUMNS, FORMATS, USUAL, ExportWish

COUNT = 1203
FORMULA = '=HYPERLINK("http://a.b")'


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with a_desk(tmp_path_factory.mktemp("export"), clock=HandClock()) as found:
        told = [a_complaint(place) for place in range(COUNT)]
        told[0]["subject"] = FORMULA
        told[1]["subject"] = "Биринчи сап\nэкинчи сап; үтүрлүү чекит"
        found.registration.register_group(told)
        yield found


def write(desk, path, format="csv", wanted=None, reason="прокурорго", **wish):  # noqa: A002
    how = {key: wish.pop(key) for key in ("report", "cancelled") if key in wish}
    chosen = desk.lists.filter_from(wanted or {"sort": "number"})
    made = ExportWish(format=format, reason=reason, **wish)
    return desk.list_export.write(path, chosen, made, **how)


def read_csv(path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_a_table_of_text_holds_every_case_of_the_list(desk, tmp_path):
    made = write(desk, tmp_path / "list.csv")
    head, *rows = read_csv(made.path)
    assert made.rows == len(rows) == COUNT
    assert head[:3] == ["Номери", "Катталды", "Арыз берүүчү"]
    assert rows[2][:3] == ["К1-00003/26-4", "23.11.2026", "Өмүрбеков2 Чыңгыз Төлөгөнович"]
    assert len({row[0] for row in rows}) == COUNT
    assert made.path.read_bytes().startswith("\ufeff".encode())


def test_no_cell_runs_and_none_breaks_its_row(desk, tmp_path):
    rows = read_csv(write(desk, tmp_path / "list.csv", columns=("subject", "phone")).path)
    assert rows[1][0] == f"'{FORMULA}"
    assert rows[2][0] == "Биринчи сап экинчи сап; үтүрлүү чекит"
    path = write(desk, tmp_path / "list.xlsx", "xlsx", columns=("subject", "pin")).path
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert sheet[1][0] == FORMULA
    page = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page


def test_a_spreadsheet_has_days_that_are_days_and_figures_that_are_text(desk, tmp_path):
    made = write(desk, tmp_path / "list.xlsx", "xlsx", columns=COLUMNS, language="ru")
    book = CalamineWorkbook.from_path(str(made.path))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert (len(rows), head[0], len(head)) == (COUNT, "Номер", len(COLUMNS))
    first = dict(zip(COLUMNS, rows[2], strict=True))
    assert first["registered_on"] in (date(2026, 11, 23), datetime(2026, 11, 23))
    assert first["pin"] == "20000000000002"
    assert (first["kind"], first["stage"]) == ("жалоба", "зарегистрировано")
    page = zipfile.ZipFile(made.path).read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in page
    assert "<autoFilter" in page


def test_a_journal_on_paper_says_what_it_is_and_what_for(desk, tmp_path):
    wanted = {"query": "Өмүрбеков77"}
    made = write(desk, tmp_path / "list.pdf", "pdf", wanted, title="Прокурорго тизме")
    shown = squeezed(text(made.path.read_bytes()))
    for words in ("Прокурорго тизме", "23.11.2026", "прокурорго", "Өмүрбеков77 Чыңгыз"):
        assert squeezed(words) in shown
    assert 1 < made.rows < COUNT


def test_a_pin_goes_out_only_where_it_was_asked_for(desk, tmp_path):
    wanted, pin = {"query": "Өмүрбеков5"}, "20000000000005"
    assert "pin" not in USUAL
    usual = write(desk, tmp_path / "list.csv", wanted=wanted).path.read_text("utf-8")
    assert "Өмүрбеков5 " in usual
    assert pin not in usual
    asked = write(desk, tmp_path / "list.csv", wanted=wanted, columns=("pin",))
    assert [pin] in read_csv(asked.path)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_stopped_leaves_the_folder_as_it_was(desk, tmp_path, form):
    old = tmp_path / f"list.{form}"
    old.write_text("мурунку")
    told = []
    with pytest.raises(WorkCancelled):
        write(
            desk,
            old,
            form,
            report=lambda done, total: told.append((done, total)),
            cancelled=lambda: len(told) > 3,
        )
    assert told[-1] == (300, COUNT)
    assert [one.name for one in tmp_path.iterdir()] == [old.name]
    assert old.read_text() == "мурунку"


def test_what_cannot_be_written_is_refused_and_not_noted(desk, tmp_path):
    before = desk.list_export.notes()
    (tmp_path / "taken").mkdir()
    for path in (tmp_path / "nowhere" / "list.csv", tmp_path / "taken"):
        with pytest.raises(OutputUnwritable):
            write(desk, path)
    assert desk.list_export.notes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]


def test_every_export_is_noted_with_its_reason(desk, tmp_path):
    write(desk, tmp_path / "list.csv", wanted={"label": "жайыт"}, reason=" текшерүү ")
    note = desk.list_export.notes()[-1]
    assert (note.reason, note.count, note.staff) == ("текшерүү", 0, desk.office.me.id)
    assert '"label":"жайыт"' in note.what


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"format": "doc"}, "format"),
        ({"language": "en"}, "language"),
        ({"columns": ()}, "columns"),
        ({"columns": ("number", "number")}, "columns"),
        ({"columns": ("colour",)}, "columns"),
    ],
)
def test_what_is_wrong_with_the_wish_is_refused(desk, tmp_path, wish, field):
    with pytest.raises(FieldWrong) as caught:
        write(desk, tmp_path / "list.csv", **wish)
    assert caught.value.field == field
    assert not list(tmp_path.iterdir())


def test_only_whoever_may_export_does(tmp_path):
    with a_desk(tmp_path / "desk") as made:
        made.office.enable_account("mamyt", "ачкыч сөз 13", CHEAP)
    theirs = again(tmp_path / "desk", login="mamyt", password="ачкыч сөз 13")
    try:
        with pytest.raises(NotAllowed):
            write(theirs, tmp_path / "list.csv")
    finally:
        theirs.close()
