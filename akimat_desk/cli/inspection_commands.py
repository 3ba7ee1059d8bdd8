"""The journal of inspections, commission visits, and the report on business barriers."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.office_commands import day
from akimat_desk.cli.opening import open_desk, read_object
from akimat_desk.cli.output import Output, write_paper
from akimat_desk.cli.reasons import add_reason
from akimat_desk.domain.access_notes import CASE, INSPECTION
from akimat_desk.domain.barrier_figures import BarrierFigure
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.visit_states import VisitState
from akimat_desk.services.act_desk import IssuedAct
from akimat_desk.services.barriers import median_words
from akimat_desk.services.cases import plain
from akimat_desk.services.desk import Desk
from akimat_desk.services.inspections import FORMS, InspectionCard
from akimat_desk.services.journals import JournalWish
from akimat_desk.services.records import Narrowed, RecordNotFound
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.text.stage_words import inspection_stages

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_STEPS = ("add", "list", "show", "start", "finish", "stop", "object", "correct", "copy")
_VISITS = ("list", "order", "act")


def add(adder: "Adder") -> None:
    kept = adder("inspections", inspections, "the journal of inspections of business")
    kept.add_argument("what", choices=_STEPS)
    kept.add_argument("number", nargs="?", default="", metavar="NUMBER")
    kept.add_argument("--json-file", default=None, metavar="FILE|-", help="add, finish, correct")
    kept.add_argument("--text", default="", metavar="T", help="list: words; stop, object: why")
    kept.add_argument("--on", type=day, default=None, metavar="DATE")
    kept.add_argument("--at", default="", metavar="HH:MM")
    kept.add_argument("--form", default="a5", choices=FORMS)
    kept.add_argument("--lang", default="", choices=("", "ky", "ru"))
    kept.add_argument("--out", type=Path, default=None, metavar="FILE.pdf")
    visits = adder("visits", visits_command, "commission visits of a case")
    visits.add_argument("what", choices=_VISITS)
    visits.add_argument("number", metavar="NUMBER")
    visits.add_argument("--json-file", default=None, metavar="FILE|-", help="as `visit-order`")
    visits.add_argument("--visit", default="", metavar="ID", help="empty: the last one")
    visits.add_argument("--lang", default="", choices=("", "ky", "ru"))
    visits.add_argument("--out", type=Path, default=None, metavar="FILE.pdf")
    barriers = adder("barriers", barriers_command, "business barriers by topic and body")
    barriers.add_argument("what", choices=("report",))
    barriers.add_argument("--from", dest="from_on", type=day, default=None, metavar="DATE")
    barriers.add_argument("--until", dest="until_on", type=day, default=None, metavar="DATE")
    barriers.add_argument("--lang", default="", choices=("", "ky", "ru"))
    barriers.add_argument("--out", type=Path, default=None, metavar="FILE", help="PDF or XLSX")
    add_reason(barriers)


# Inspections


def inspections(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        match told.what:
            case "list":
                _list(told, desk, output)
            case "add":
                _say(desk.inspections.register(read_object(told.json_file)), output)
            case "copy":
                _copy(told, desk, output)
            case "show":
                found = _found(desk, told.number)
                _say(desk.inspections.get(found), output)
                desk.access_log.opened(INSPECTION, found)
            case _:
                _say(_step(told, desk, _found(desk, told.number)), output)


def _step(told: argparse.Namespace, desk: Desk, inspection: str) -> InspectionCard:
    kept = desk.inspections
    steps: dict[str, Callable[[], InspectionCard]] = {
        "start": lambda: kept.start(inspection, told.on, told.at),
        "finish": lambda: kept.finish(inspection, read_object(told.json_file)),
        "stop": lambda: kept.stop(inspection, told.text),
        "object": lambda: kept.object(inspection, told.text),
        "correct": lambda: kept.correct(inspection, read_object(told.json_file)),
    }
    return steps[told.what]()


def _list(told: argparse.Namespace, desk: Desk, output: Output) -> None:
    narrowed = Narrowed(text=told.text)
    stages = inspection_stages(spoken())
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = desk.inspections.page(narrowed, cursor)
        rows += [_row(one, stages) for one in page.rows]
        cursor = page.next_cursor
        if cursor is None:
            break
    heads = {
        "number": tr("number"),
        "registered_on": tr("date"),
        "entrepreneur": tr("entrepreneur"),
        "body": tr("body"),
        "ends_on": tr("until"),
        "stage_words": tr("stage"),
    }
    output.table(rows, heads)


def _row(line: Any, stages: dict[str, str]) -> dict[str, Any]:
    return {
        "number": line.number,
        "registered_on": line.on_day,
        "entrepreneur": line.who,
        "body": line.belongs_to,
        "subject": line.about,
        "ends_on": line.until_day,
        "stage": line.stage,
        "stage_words": stages[line.stage],
    }


def _copy(told: argparse.Namespace, desk: Desk, output: Output) -> None:
    if told.out is None:
        raise FieldWrong("out", "empty")
    found = _found(desk, told.number)
    data = desk.inspections.copy(found, form=told.form, language=_language(told))
    write_paper(desk, told.out, data)
    output.line({"file": str(told.out)}, str(told.out))


def _found(desk: Desk, number: str) -> str:
    found = desk.inspections.find(number)
    if found is None:
        raise RecordNotFound(number)
    return found


def _say(card: InspectionCard, output: Output) -> None:
    found = card.inspection
    shown = {
        "id": card.id,
        "stage": found.stage,
        "is_late": card.is_late,
        "working_days": card.working_days,
        **plain(found.facts),
        "finished": plain(found.finished),
        "objections": plain(found.objections),
    }
    facts, stage = found.facts, inspection_stages(spoken())[found.stage]
    days = f"{facts.starts_on:%d.%m.%Y} - {facts.ends_on:%d.%m.%Y}"
    output.line(shown, "\n".join((f"{facts.number}  {stage}", facts.entrepreneur, days)))


# Visits


def visits_command(told: argparse.Namespace, output: Output) -> None:
    with open_desk(told) as desk:
        case_id = desk.cases.find(told.number)
        match told.what:
            case "order":
                wish = read_object(told.json_file)
                issued, _ = desk.visits.issue_order(case_id, wish, told.lang)
                _issued(desk, issued, told.out, output)
            case "act":
                issued = desk.visits.issue_act(case_id, told.visit, told.lang)
                _issued(desk, issued, told.out, output)
            case _:
                rows = [_visit(one) for one in desk.visits.of(case_id)]
                desk.access_log.opened(CASE, case_id)
                heads = {"on": tr("date"), "place": tr("place of the visit"), "stage": tr("stage")}
                output.table(rows, heads)


def _issued(desk: Desk, issued: IssuedAct, out: Path | None, output: Output) -> None:
    if out is not None and issued.paper is not None:
        write_paper(desk, out, issued.paper.data)
    output.line({"act": issued.act, "number": issued.number}, issued.number or issued.act)


def _visit(one: VisitState) -> dict[str, Any]:
    ordered = one.ordered
    return {
        "visit": one.visit,
        "on": _iso(ordered.on),
        "place": ordered.place,
        "stage": one.stage,
        "over_on": _iso(one.over_on),
        "chair": ordered.chair.name,
        "members": [member.name for member in ordered.members],
    }


def _iso(found: date | None) -> str | None:
    return None if found is None else found.isoformat()


# Barriers


def barriers_command(told: argparse.Namespace, output: Output) -> None:
    """Of the current month up to today where no days are named; the last line is the total."""
    language = _language(told)
    with open_desk(told) as desk:
        until_on = told.until_on or desk.cases.today()
        from_on = told.from_on or until_on.replace(day=1)
        report = desk.barriers.report(from_on, until_on)
        if told.out is not None:
            ending = told.out.suffix.removeprefix(".").lower()
            wish = JournalWish(
                kind="barriers",
                from_on=from_on,
                until_on=until_on,
                format=ending,
                language=language,
                reason=told.reason,
            )
            desk.journals.write(told.out, wish)
    names = {topic: name[language] for topic, name in report.topics.items()}
    rows = [_figure(one, names.get(one.topic, one.topic)) for one in report.lines]
    rows.append(_figure(report.total, tr("in all")))
    heads = {
        "name": tr("topic"),
        "body": tr("body"),
        "count": tr("in all"),
        "in_time": tr("in time"),
        "solved": tr("solved"),
        "not_solved": tr("not solved"),
        "median": tr("median of working days"),
    }
    output.table(rows, heads)


def _figure(one: BarrierFigure, name: str) -> dict[str, Any]:
    return {**plain(one), "name": name, "median": median_words(one)}


def _language(told: argparse.Namespace) -> str:
    return told.lang or ("ru" if spoken().language == "ru" else "ky")
