"""The demonstration's summary in words: tables for a person at a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from akimat_desk.cli.demo_works_words import works_remarks, works_rows
from akimat_desk.cli.output import Output
from akimat_desk.domain.duties import STAGES
from akimat_desk.text.catalogue import spoken, tr, tr_many

_Row = dict[str, Any]


def print_summary(shown: Mapping[str, Any], output: Output) -> None:
    """Offices, their cases by state, their workstations, the papers, and how to go on."""
    offices = shown["offices"]
    for office in offices:
        output.line({}, f"{office['key']}: {office['office']}, {_name(office)}")
    output.line({}, "")
    output.table(
        list(_states(offices)), {"state": tr("state")} | {o["key"]: o["key"] for o in offices}
    )
    output.line({}, "")
    output.table([_desk(desk, office) for office in offices for desk in office["desks"]], _heads())
    output.line({}, "")
    output.table(
        [_act(one, office) for office in offices for one in office["acts"]],
        {
            "key": tr("office"),
            "form": tr("form"),
            "number": tr("number"),
            "about": tr("about"),
            "stage": tr("stage"),
        },
    )
    output.line({}, "")
    output.table(
        list(works_rows(offices)), {"what": tr("work")} | {o["key"]: o["key"] for o in offices}
    )
    output.line({}, "")
    for line in (*_remarks(shown), *_way_on(shown)):
        output.line({}, line)


def _name(office: Mapping[str, Any]) -> str:
    name: dict[str, str] = office["name"]
    return name["ru"] if spoken().language == "ru" else name["ky"]


def _states(offices: list[Any]) -> Iterator[_Row]:
    """A line for each state and for each count of open cases; an office is a column."""
    for stage, word in _stage_names().items():
        yield {"state": word} | {one["key"]: one["stage"].get(stage, 0) for one in offices}
    for count, word in _count_names().items():
        yield {"state": word} | {one["key"]: one[count] for one in offices}


def _desk(desk: Mapping[str, Any], office: Mapping[str, Any]) -> _Row:
    return {**desk, "equal": tr("yes") if office["digests_equal"] else tr("NO")}


def _act(act: Mapping[str, Any], office: Mapping[str, Any]) -> _Row:
    """What the office issued by a form, and where it came to."""
    stage = _act_stages().get(act["stage"], act["stage"])
    form = act["form"]["ru" if spoken().language == "ru" else "ky"]
    number = act["number"] or "\N{EM DASH}"
    return {**act, "key": office["key"], "form": form, "number": number, "stage": stage}


def _heads() -> dict[str, str]:
    return {
        "key": tr("workstation"),
        "registered": tr("registered here"),
        "entries": tr("entries"),
        "pushed": tr("sent"),
        "pulled": tr("taken"),
        "files": tr("files"),
        "equal": tr("digests equal"),
    }


def _remarks(shown: Mapping[str, Any]) -> Iterator[str]:
    if not shown["centre"]:
        yield tr("No centre is installed here, so nothing was exchanged.")
    yield from (_forwarded(one) for one in shown["forwarded"])
    for office in shown["offices"]:
        yield from works_remarks(office)
        if office["invented_code"]:
            yield tr("The code {code} is invented for training.", code=office["office"])


def _forwarded(one: Mapping[str, Any]) -> str:
    if one["incoming"]:
        return tr(
            "{number} was forwarded; the other office accepted it under number {incoming}.",
            number=one["number"],
            incoming=one["incoming"],
        )
    if one["arrived"]:
        return tr(
            "{number} was forwarded and stands at the other office too.", number=one["number"]
        )
    return tr(
        "{number} was forwarded with a covering letter, which the other office registered;"
        " the file itself did not travel.",
        number=one["number"],
    )


def _way_on(shown: Mapping[str, Any]) -> Iterator[str]:
    papers, opened = shown["papers"], shown["open"]
    count, folder = len(papers["files"]), papers["folder"]
    yield tr_many("{count} paper in {folder}", "{count} papers in {folder}", count, folder=folder)
    yield tr("To open the window: akimat-desk --data {folder}", folder=opened["data"])
    yield tr(
        "Sign in as {logins}; the training password is {password}",
        logins=", ".join(opened["logins"]),
        password=opened["password"],
    )
    yield tr("Everything here is invented; the workspaces are for training.")


def _stage_names() -> dict[str, str]:
    words = (
        tr("registered"),
        tr("under consideration"),
        tr("waiting for the applicant"),
        tr("waiting for another body"),
        tr("decided"),
        tr("forwarded"),
        tr("closed"),
        tr("withdrawn"),
        tr("annulled"),
    )
    return dict(zip(STAGES, words, strict=True))


def _act_stages() -> dict[str, str]:
    return {
        "waiting": tr("waits for its number"),
        "numbered": tr("to be signed"),
        "signed": tr("signed, to be delivered"),
        "delivered": tr("delivered"),
        "returned": tr("came back"),
        "annulled": tr("the act is annulled"),
        "replaced": tr("corrected by another"),
    }


def _count_names() -> dict[str, str]:
    return {
        "cases": tr("all cases"),
        "open": tr("open"),
        "overdue": tr("overdue"),
        "today": tr("due today"),
        "soon": tr("due within three working days"),
        "disputed": tr("in dispute"),
    }
