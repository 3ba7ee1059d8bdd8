"""The head's folder: printed, read by its bar codes, entered in the head's name, taken back."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from services.scan_samples import a_png
from services.working_desks import (
    CHEAP,
    MONDAY_MORNING,
    PASSWORD,
    GoingClock,
    a_complaint,
    again,
    new_desk,
)

from akimat_desk.domain.behalf import HeadNotNamed
from akimat_desk.domain.errors import FieldWrong, NotAllowed
from akimat_desk.domain.numbering import NumberUnreadable
from akimat_desk.domain.pen_sheets import PenSheetUnknown, row_code
from akimat_desk.services.pen_sheets import PenLine
from akimat_desk.services.pen_words import resolution_words
from akimat_desk.text.catalogue import Texts

TODAY = date(2026, 11, 23)


@pytest.fixture
def desk(tmp_path):
    found = new_desk(tmp_path / "desk", clock=GoingClock(MONDAY_MORNING))
    found.office.hold_post("head", "tokton", order="№ 4")
    found.office.enable_account("asanova", PASSWORD, CHEAP)
    for place in range(3):
        found.registration.register(a_complaint(place))
    found.close()
    found = again(tmp_path / "desk", login="asanova")
    yield found
    found.close()


def test_the_most_urgent_matters_lie_on_a_sheet_once(desk) -> None:
    made = desk.pen_sheets.print(limit=2)
    assert made.matters == 2
    assert [one.is_waiting for one in desk.pen_sheets.sheet(made.sheet).rows] == [True, True]
    # What lies in the folder is not printed twice, unless the sheet got lost.
    (left,) = desk.pen_sheets.due()
    assert left not in {one.case for one in desk.pen_sheets.sheet(made.sheet).rows}
    assert len(desk.pen_sheets.due(is_again=True)) == 3
    assert desk.pen_sheets.print().matters == 1
    with pytest.raises(FieldWrong):
        desk.pen_sheets.print()


def test_what_its_executor_gave_back_goes_into_the_folder_again(desk) -> None:
    made = desk.pen_sheets.print()
    first = desk.pen_sheets.sheet(made.sheet).rows[0].case
    desk.cases.do(first, "assign", {"executor": "asanova"})
    assert desk.pen_sheets.due() == ()
    desk.cases.do(first, "decline", {"reason": "Менин ишим эмес"})
    assert desk.pen_sheets.due() == (first,)


def read_codes(pdf: bytes, dpi: int) -> set[str]:
    page = pypdfium2.PdfDocument(BytesIO(pdf))[0]
    picture = page.render(scale=dpi / 72).to_pil().convert("L")
    return {code.text for code in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_scanner_reads_every_row_of_the_sheet(desk, dpi: int) -> None:
    made = desk.pen_sheets.print()
    assert read_codes(made.paper, dpi) == {row_code(made.sheet, row) for row in range(4)}
    assert desk.pen_sheets.paper(made.sheet) == made.paper


def test_a_code_or_a_number_opens_the_sheet(desk) -> None:
    made = desk.pen_sheets.print(language="ru")
    rows = desk.pen_sheets.sheet(made.sheet).rows
    board = desk.pen_sheets.board(row_code(made.sheet, 2))
    assert (board.row, board.sheet.rows, board.today) == (2, rows, TODAY)
    assert board.head == "Токтоналиев Б."
    assert board.workdays[:5] == tuple(date(2026, 11, day) for day in (24, 25, 26, 27, 30))
    assert desk.pen_sheets.board(f"{made.sheet[:4]} {made.sheet[4:]}").row == 0
    assert desk.pen_sheets.board(rows[2].number).row == 3
    with pytest.raises(PenSheetUnknown):
        desk.pen_sheets.board("1234567801")
    with pytest.raises(NumberUnreadable):
        desk.pen_sheets.board("12")


def test_the_pen_is_entered_for_the_head_with_the_scan_as_ground(desk) -> None:
    made = desk.pen_sheets.print(language="ru")
    rows = desk.pen_sheets.sheet(made.sheet).rows
    scan = desk.attachments.hold(a_png(), "лист.png")
    lines = [
        PenLine(case=rows[0].case, executor="mamyt", resolution="Рассмотреть"),
        PenLine(case=rows[1].case, executor="nobody"),
        PenLine(case=rows[2].case, executor="tokton", co_executors=("mamyt",)),
    ]
    done = desk.pen_sheets.enter(made.sheet, lines, [scan])
    assert [line.error and line.error.code for line in done.lines] == [None, "staff_unknown", None]
    head = desk.cards.choices().head.id
    attached, told = desk.cases.history(rows[0].case)[-2:]
    assert (attached.type, attached.event["digest"]) == ("FileAttached", scan.digest.hex())
    assert (told.actor, told.role, told.on_behalf_of) == ("asanova", "registrar", "tokton")
    assert (told.event["on_behalf_of"], told.event["scan"]) == (head, scan.digest.hex())
    number = f"{made.sheet[:4]} {made.sheet[4:]}"
    assert told.event["ground"] == f"лист резолюций № {number} от 23.11.2026"
    # Nothing was written on the matter that was refused, its file neither.
    assert desk.cases.history(rows[1].case)[-1].type == "CaseRegistered"
    assert [row.is_waiting for row in desk.pen_sheets.sheet(made.sheet).rows] == [0, 1, 0]
    assert desk.pen_sheets.open_sheets()[0].waiting == 1
    # The card says both names.
    signed = desk.cards.card(rows[0].case).assignment.signed
    assert (signed.who, signed.behalf) == ("Асанова Г.", "Токтоналиев Б.")
    desk.bulk.undo(done)
    assert desk.pen_sheets.sheet(made.sheet).waiting == 3
    desk.integrity.verify()


def test_the_journal_names_the_head_and_whoever_entered_it(desk) -> None:
    made = desk.pen_sheets.print()
    row = desk.pen_sheets.sheet(made.sheet).rows[0]
    desk.pen_sheets.enter(made.sheet, [PenLine(case=row.case, executor="mamyt", resolution="Суу")])
    staff = {one.id: one.name for one in desk.cards.choices().staff}
    words = resolution_words(desk.cases.open(row.case).case, staff, Texts.of("ru"))
    assert words == "Суу (Токтоналиев Б.; внёс(ла): Асанова Г.)"


def test_without_a_head_nothing_is_entered(tmp_path) -> None:
    desk = new_desk(tmp_path / "desk")
    desk.registration.register(a_complaint())
    made = desk.pen_sheets.print()
    row = desk.pen_sheets.sheet(made.sheet).rows[0]
    with pytest.raises(HeadNotNamed):
        desk.pen_sheets.board(made.sheet)
    with pytest.raises(HeadNotNamed):
        desk.pen_sheets.enter(made.sheet, [PenLine(case=row.case, executor="mamyt")])
    desk.close()


def test_an_executor_neither_prints_nor_enters(tmp_path) -> None:
    desk = new_desk(tmp_path / "desk", clock=GoingClock(MONDAY_MORNING))
    desk.office.hold_post("head", "tokton", order="№ 4")
    desk.office.enable_account("mamyt", PASSWORD, CHEAP)
    desk.registration.register(a_complaint())
    made = desk.pen_sheets.print()
    row = desk.pen_sheets.sheet(made.sheet).rows[0]
    desk.close()
    desk = again(tmp_path / "desk", login="mamyt")
    with pytest.raises(NotAllowed):
        desk.pen_sheets.print(is_again=True)
    with pytest.raises(NotAllowed):
        desk.pen_sheets.enter(made.sheet, [PenLine(case=row.case, executor="mamyt")])
    desk.close()
