"""Whatever a service draws, prints or takes out leaves a line in the access log; none is forgotten.

The first walk goes over every service of an open desk: a new method that gives a paper or writes a
file is in one of the tables below, or the walk fails.
"""

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fuzz.bench import CERTIFICATE
from fuzz.rooms import INSPECTION, RECEIVED, RECEIVES
from services.working_desks import a_complaint, a_desk

from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.acts import AnswerTold, IssueAct
from akimat_desk.domain.applications import told_as
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.access_log import AccessFilter, AccessRow
from akimat_desk.services.access_told import about_words, detail_words, reason_told
from akimat_desk.services.desk import Desk
from akimat_desk.services.drawn import paper_in
from akimat_desk.services.exports import offered_reasons, reason_words
from akimat_desk.services.journals import JournalWish
from akimat_desk.services.list_export import ExportWish
from akimat_desk.services.staff import StaffTold
from akimat_desk.text.catalogue import speak

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
GIVES = ("bytes", "Paper", "Issued", "PadMade", "PrintedSheet", "Prepared", "Made", "Exported")

NO_PAPER = {
    "absences.due": "ids of absences",
    "act_desk.number_waiting": "gives numbers; each paper is shown by act_desk.paper",
    "attachments.read": "a scan beside its card or its draft, whose opening is counted",
    "attachments.untaken": "digests of files",
    "body_asks.ask": "its letter is issued by act_desk.issue",
    "body_asks.forward": "its letter is issued by act_desk.issue",
    "body_asks.remind": "its letter is issued by act_desk.issue",
    "exchange.fetch": "a file comes from the centre; attachments.read shows it",
    "share.fetch": "a file comes from the folder; attachments.read shows it",
    "exchange.files.fetch": "a file comes from the centre; attachments.read shows it",
    "paper_proofs.check": "what a code says; the card that opens from it is counted",
    "templates.preview": "an invented person",
    "templates.sample": "an invented person",
    "visits.issue_act": "its paper is issued by act_desk.issue",
    "visits.issue_order": "its paper is issued by act_desk.issue",
}
BY_HAND = {"journals.paper"}
"""Drawn by the services, marked in the body of the method."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with a_desk(tmp_path_factory.mktemp("noted") / "desk", training=True, password="") as found:
        head = {"login": "akim", "surname": "Асанов", "given": "Бакыт", "roles": ("head",)}
        found.office.add_staff(StaffTold(**head, post_ky="аким", post_ru="аким"))
        found.office.hold_post("head", "akim")
        for place in range(2):
            found.registration.register(a_complaint(place))
        found.inspections.register(INSPECTION)
        found.reception_days.schedule(RECEIVES)
        found.receptions.take(RECEIVED | {"questions": RECEIVED["questions"][:1]})
        yield found


def methods(desk: Desk) -> dict[str, Any]:
    """Every public method of every service that hangs on the front door, by its path."""
    found: dict[str, Any] = {}
    rooms: list[tuple[str, Any]] = [("", desk)]
    known = {id(desk.core)}
    while rooms:
        path, room = rooms.pop()
        for name, one in inspect.getmembers(type(room), inspect.isfunction):
            if not name.startswith("_"):
                found[f"{path}.{name}".lstrip(".")] = one
        for name, one in vars(room).items():
            is_service = type(one).__module__.startswith("akimat_desk.services")
            if is_service and not name.startswith("_") and id(one) not in known:
                known.add(id(one))
                rooms.append((f"{path}.{name}".lstrip("."), one))
    return found


def gives(method: Any) -> str:
    told = inspect.signature(method).return_annotation
    return told.__name__ if isinstance(told, type) else str(told)


def test_no_service_gives_a_paper_that_nobody_counts(desk: Desk) -> None:
    every = methods(desk)
    papers = {
        path: method
        for path, method in every.items()
        if any(word in gives(method) for word in GIVES) and path not in EXPORTS
    }
    assert len(papers) > 50
    marked = {path for path, method in papers.items() if hasattr(method, "draws")}
    assert set(papers) - marked - BY_HAND == set(NO_PAPER)


def test_no_service_writes_a_file_that_is_no_export(desk: Desk) -> None:
    """Besides those that write for this program itself: encrypted, and opened by nobody else."""
    own = {"addresses", "backup_days", "backups", "courier", "integrity", "joining", "locking"}
    own |= {"files_archive.nomenclature", "rules", "share", "templates", "head_codes", "catalogues"}
    takers = {
        path
        for path, method in methods(desk).items()
        if any(
            "Path" in str(one.annotation) for one in inspect.signature(method).parameters.values()
        )
        and path.rpartition(".")[0] not in own
    }
    assert takers == set(EXPORTS)


# What is drawn, and where the line then stands


def case_of(desk: Desk) -> str:
    return desk.cases.find("К1-00001/26")


def reply(desk: Desk) -> Any:
    told = IssueAct(kind="reply", answers=(AnswerTold(question=0, text="Жол ачылды."),),
                    grounds="Мыйзамдын 8-беренеси")  # fmt: skip
    return desk.acts.preview(case_of(desk), told)


def certificate(desk: Desk) -> Any:
    return desk.act_desk.issue(told_as(CERTIFICATE, ActTold))


def inspection(desk: Desk) -> str:
    return str(desk.inspections.find(desk.inspections.page().rows[0].number))


def reception(desk: Desk) -> str:
    return str(desk.receptions.day("mamyt", desk.receptions.today())[0].id)


DRAWN: dict[str, tuple[Callable[[Desk], Any], str, str]] = {
    "receipt": (lambda desk: desk.papers.receipt(case_of(desk)), "case", "receipt"),
    "stamp": (lambda desk: desk.papers.stamp(case_of(desk)), "case", "stamp"),
    "explanation": (lambda desk: desk.sheets.explanation(case_of(desk)), "case", "explanation"),
    "reply before it is issued": (reply, "case", "draft"),
    "certificate": (certificate, "act", "act"),
    "certificate once more": (
        lambda desk: desk.act_desk.paper(certificate(desk).act), "act", "act"),
    "copy of a certificate": (
        lambda desk: desk.act_desk.copy(certificate(desk).act), "act", "act"),
    "certificate before it is issued": (
        lambda desk: desk.act_desk.prepare(told_as(CERTIFICATE, ActTold)), "paper", "draft"),
    "inspection": (
        lambda desk: desk.inspections.copy(inspection(desk)), "inspection", "inspection-copy"),
    "reception card": (
        lambda desk: desk.reception_papers.card(reception(desk)), "reception", "reception-card"),
    "minutes": (
        lambda desk: desk.reception_papers.minutes("mamyt", desk.receptions.today()),
        "paper", "minutes"),
    "page of the head": (lambda desk: desk.head_screen.paper(), "paper", "head-page"),
    "sheet for the head": (
        lambda desk: desk.pen_sheets.print(is_again=True), "paper", "pen-sheet"),
    "pad": (lambda desk: desk.pads.reserve(2), "paper", "pad"),
    "statistics": (
        lambda desk: desk.statistics.paper(desk.statistics.of("2026-11"), "ky"),
        "report", "report"),
    "receptions": (
        lambda desk: desk.reception_reports.paper(desk.reception_reports.of("2026-11"), "ky"),
        "report", "reception-report"),
    "journal": (
        lambda desk: desk.journals.paper(
            JournalWish(kind="registration", from_on=FIRST, until_on=LAST)),
        "journal", "registration 2026-11-01 2026-11-30 pdf"),
}  # fmt: skip


def lines(desk: Desk) -> list[AccessRow]:
    return list(desk.access_log.rows(AccessFilter()))


def count(desk: Desk, what: str, kind: str, detail: str) -> int:
    found = [one for one in lines(desk) if (one.what, one.kind, one.detail) == (what, kind, detail)]
    return sum(one.times for one in found)


@pytest.mark.parametrize("name", DRAWN)
def test_a_paper_that_is_drawn_is_counted_and_each_print_of_it_noted(desk: Desk, name: str) -> None:
    draw, kind, form = DRAWN[name]
    looked, printed = (count(desk, what, kind, form) for what in ("opened", "printed"))
    made = draw(desk)
    assert paper_in(made).startswith(b"%PDF")
    assert count(desk, "opened", kind, form) > looked
    assert count(desk, "printed", kind, form) == printed
    for times in (1, 2):
        desk.prints.sent(paper_in(made), "what the window calls it")
        assert count(desk, "printed", kind, form) == printed + times


def test_what_was_printed_of_a_case_is_found_by_the_case(desk: Desk) -> None:
    case = case_of(desk)
    desk.prints.sent(desk.papers.receipt(case).data)
    found = desk.access_log.rows(AccessFilter(case_id=case, what="printed"))
    assert {(one.detail, one.name[:11]) for one in found} >= {("receipt", "К1-00001/26")}


def test_a_paper_of_no_service_is_noted_by_its_name(desk: Desk) -> None:
    desk.prints.sent(b"%PDF- of a scanner", "Арыз.pdf")
    assert count(desk, "printed", "paper", "Арыз.pdf") == 1


def test_a_paper_that_cannot_be_written_is_not_noted(desk: Desk, tmp_path: Path) -> None:
    paper = desk.papers.receipt(case_of(desk)).data
    before = count(desk, "printed", "case", "receipt")
    with pytest.raises(OSError, match="nowhere"), desk.prints.going_out(paper):
        (tmp_path / "nowhere" / "x.pdf").write_bytes(paper)
    assert count(desk, "printed", "case", "receipt") == before


# What is taken out


def take_list(desk: Desk, path: Path, reason: str) -> Any:
    wish = ExportWish(format="csv", reason=reason)
    return desk.list_export.write(path, desk.cases.filter_of(), wish)


def take_journal(desk: Desk, path: Path, reason: str) -> Any:
    wish = JournalWish(
        kind="registration", from_on=FIRST, until_on=LAST, format="csv", reason=reason
    )
    return desk.journals.write(path, wish)


def take_statistics(desk: Desk, path: Path, reason: str) -> Any:
    found = desk.statistics.of("2026-11")
    return desk.statistics.write(path, found, reason=reason, ending="xlsx")


def take_clock(desk: Desk, path: Path, reason: str) -> Any:
    found = desk.clock_report.by_person(FIRST, LAST)
    return desk.clock_report.write(path, found, reason=reason, ending="csv")


def take_receptions(desk: Desk, path: Path, reason: str) -> Any:
    found = desk.reception_reports.of("2026-11")
    return desk.reception_reports.write(path, found, reason=reason, ending="xlsx")


EXPORTS: dict[str, tuple[Callable[[Desk, Path, str], Any], str]] = {
    "list_export.write": (take_list, "list"),
    "journals.write": (take_journal, "journal"),
    "statistics.write": (take_statistics, "report"),
    "clock_report.write": (take_clock, "report"),
    "reception_reports.write": (take_receptions, "report"),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_goes_out_without_a_reason_and_all_that_does_is_noted(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    take, kind = EXPORTS[name]
    before = [one for one in lines(desk) if one.what == "exported"]
    for empty in ("", "  \n"):
        with pytest.raises(FieldWrong) as refused:
            take(desk, tmp_path / "x", empty)
        assert refused.value.facts()["field"] == "reason"
    with pytest.raises(FieldWrong):
        take(desk, tmp_path / "x", "а" * 301)
    assert not list(tmp_path.iterdir())
    assert [one for one in lines(desk) if one.what == "exported"] == before
    take(desk, tmp_path / "x", f"  {name}\n үчүн ")
    assert (tmp_path / "x").stat().st_size
    (row,) = [one for one in lines(desk) if one.reason == f"{name} үчүн"]
    assert (row.what, row.kind) == ("exported", kind)


def test_a_reason_of_the_list_is_told_in_the_language_of_the_reader(
    desk: Desk, tmp_path: Path
) -> None:
    take_journal(desk, tmp_path / "x", "oversight")
    (row,) = [one for one in lines(desk) if one.reason == "oversight"]
    for language in ("ky", "ru"):
        speak(language)
        assert reason_told(row) == reason_words("oversight", language) != "oversight"
        assert "01.11.2026" in detail_words(row)
    assert {len(one.name.ru) > len(one.id) < len(one.name.ky) for one in offered_reasons()} == {
        True
    }


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_line_is_told_in_words_of_the_reader(desk: Desk, language: str) -> None:
    """No code of ours stands there: not one word in Latin letters but formats."""
    for name, (draw, _, _) in DRAWN.items():
        if name in ("receipt", "inspection", "reception card", "journal", "statistics"):
            desk.prints.sent(paper_in(draw(desk)))
    speak(language)
    for row in lines(desk):
        told = f"{about_words(row)} {detail_words(row)}"
        for ending in ("PDF", "CSV", "XLSX", ".pdf"):
            told = told.replace(ending, "")
        assert told.strip(), row
        assert not any("a" <= letter <= "z" for letter in told.lower()), (row, told)
