"""A matter for official use only or secret at a desk: listed and held, and told of nowhere."""

import pytest
from cli.program_runs import a_day_before, as_lines, called
from python_calamine import CalamineWorkbook
from services.scan_samples import a_pdf
from services.working_desks import CHEAP, PASSWORD, a_complaint, a_desk, setup

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.acts import IssueAct
from akimat_desk.domain.secrecy import MARKS, TO_CONFIRM, ContentNotTaken
from akimat_desk.services.desk import make_workspace
from akimat_desk.services.journals import JournalWish
from akimat_desk.services.secrecy import marks
from akimat_desk.storage.queries import CaseFilter

SECRET = {
    "kind": "letter",
    "channel": "post",
    "language": "ru",
    "secrecy": "official_use",
    "sheets": 4,
    "responsible": "tokton",
}


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        yield found


def events(desk, case):
    return [line.type for line in desk.cases.history(case)]


def files(desk) -> int:
    return sum(path.is_file() for path in desk._workspace.files.rglob("*"))


def test_every_mark_has_its_words_and_none_is_confirmed_yet():
    assert tuple(row.id for row in marks()) == MARKS
    assert {row.status for row in marks()} == {"to_confirm"}


def test_it_stands_in_list_and_card_by_its_mark_alone(desk):
    done = desk.registration.register(SECRET)
    assert done.warnings == (TO_CONFIRM,)
    (row,) = desk.lists.page(CaseFilter(), with_bars=False).rows
    assert (row.number, row.applicant, row.subject) == (
        done.number, "\N{EM DASH}", "Для служебного пользования",
    )  # fmt: skip
    card = desk.cards.card(done.case)
    assert (card.header.secrecy, card.header.sheets, card.header.text) == ("official_use", 4, "")
    assert set(card.offered) <= {"assign", "release", "close", "annul", "stamp", "accept", "erase"}
    assert {"assign", "close", "stamp"} <= set(card.offered)
    assert card.next_action in ("close", "assign")


def test_a_journal_shows_its_mark_where_others_have_their_subject(desk, tmp_path):
    done = desk.registration.register(SECRET)
    file = tmp_path / "journal.xlsx"
    day = desk.cases.today()
    columns = ("number", "applicant", "subject", "address", "sheets", "responsible")
    desk.journals.write(
        file,
        JournalWish(
            kind="letters", from_on=day, until_on=day, format="xlsx", columns=columns,
            reason="paper",
        ),
    )  # fmt: skip
    row = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[1]
    assert row[:5] == [done.number, "\N{EM DASH}", "Для служебного пользования", "", 4]
    assert "Токтоналиев" in row[5]


def test_no_file_is_attached_or_even_kept(desk):
    case = desk.registration.register(SECRET).case
    before = files(desk)
    with pytest.raises(ContentNotTaken):
        desk.attachments.attach(case, a_pdf(), "скан.pdf")
    held = desk.attachments.hold(a_pdf(), "скан.pdf")
    with pytest.raises(ContentNotTaken):
        desk.attachments.attach_held(case, held)
    with pytest.raises(ContentNotTaken):
        desk.registration.register(SECRET, files=[held])
    assert files(desk) == before + 1
    # The one that was refused with its scans has taken no number.
    assert len(desk.lists.page(CaseFilter(), with_bars=False).rows) == 1


@pytest.mark.parametrize(
    ("action", "wish"),
    [
        ("note", {"text": "Окуу-жатыгуу"}),
        ("receive", {"papers": [{"title": "План"}]}),
        ("correct", {"subject": "Окуу", "reason": "ката"}),
        ("assign", {"executor": "mamyt", "resolution": "Уюштуруу"}),
        ("control", {"body": "Облус", "due_on": "2026-12-21"}),
        ("label", {"label": "окуу"}),
    ],
)
def test_an_action_that_would_tell_of_it_is_refused_and_leaves_nothing(desk, action, wish):
    case = desk.registration.register(SECRET).case
    before = events(desk, case)
    with pytest.raises(ContentNotTaken) as refused:
        desk.cases.do(case, action, wish)
    assert refused.value.secrecy == "official_use"
    assert events(desk, case) == before


def test_no_paper_is_made_of_it(desk):
    case = desk.registration.register(SECRET).case
    before = files(desk)
    for make in (
        lambda: desk.papers.receipt(case),
        lambda: desk.acts.issue(case, IssueAct()),
        lambda: desk.act_desk.issue(ActTold(template="reply"), case),
    ):
        with pytest.raises(ContentNotTaken):
            make()
    assert files(desk) == before


def test_its_holder_changes_and_it_is_closed_without_an_answer(desk):
    case = desk.registration.register(SECRET).case
    assert desk.cases.do(case, "assign", {"executor": "mamyt"}).responsible
    told = {"outcome": "explained", "file_index": "01-5", "sheets": 4}
    assert desk.cases.do(case, "close", told).case.ended_on_at(desk.core.identity.office)


def test_no_draft_keeps_its_content(desk):
    with pytest.raises(ContentNotTaken):
        desk.drafts.keep("register-1", {"secrecy": "secret", "subject": "Окуу"})
    assert desk.drafts.all() == ()


def test_it_says_the_same_after_the_readings_were_made_anew(desk):
    desk.registration.register(SECRET)
    desk.registration.register(a_complaint())
    before = desk.lists.page(CaseFilter(), with_bars=False).rows
    desk.integrity.rebuild()
    assert desk.lists.page(CaseFilter(), with_bars=False).rows == before


def test_the_command_line_registers_and_refuses_by_the_same_codes(tmp_path):
    folder = tmp_path / "desk"
    make_workspace(folder, setup(training=True), clock=a_day_before(), cost=CHEAP)
    way = {"AKIMAT_DESK_PASSWORD": PASSWORD}
    told = SECRET | {"responsible": "admin"}
    done = called(folder, "register", "-", "--json", given=as_lines(told), **way)
    assert done.code == 0
    number = done.one["number"]
    shown = called(folder, "show", number, "--json", **way).one
    assert (shown["secrecy"], shown["subject"]) == ("official_use", "Для служебного пользования")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(a_pdf())
    refused = called(folder, "attach", number, str(scan), "--json", **way)
    assert (refused.code, refused.one["error"]) == (1, "content_not_taken")
    told = as_lines(told | {"subject": "Окуу"})
    refused = called(folder, "register", "-", "--json", given=told, **way)
    assert (refused.code, refused.one["what"]) == (1, "subject")
