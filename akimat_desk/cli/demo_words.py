"""The demonstration's summary in words."""

from typing import Any

from akimat_desk.text.catalogue import spoken, tr, tr_many


def told_lines(shown: dict[str, Any]) -> list[str]:
    """Office by office, then papers and how to go on from here."""
    lines: list[str] = []
    for office in shown["offices"]:
        lines += [*_office_lines(office), ""]
    lines += [_forwarded_line(one) for one in shown["forwarded"]]
    papers, opened = shown["papers"], shown["open"]
    count = len(papers["files"])
    lines.append(
        tr_many(
            "{count} paper in {folder}",
            "{count} papers in {folder}",
            count,
            folder=papers["folder"],
        )
    )
    if not shown["centre"]:
        lines.append(tr("No centre is installed here, so nothing was exchanged."))
    lines += [
        tr("To open the window: akimat-desk --data {folder}", folder=opened["data"]),
        tr(
            "Sign in as {logins}; the training password is {password}",
            logins=", ".join(opened["logins"]),
            password=opened["password"],
        ),
        tr("Everything here is invented; the workspaces are for training."),
    ]
    return lines


def _office_lines(office: dict[str, Any]) -> list[str]:
    name = office["name"]["ru"] if spoken().language == "ru" else office["name"]["ky"]
    equal = tr("equal") if office["digests_equal"] else tr("DIFFERENT")
    stages = ", ".join(f"{_stage_name(stage)} {n}" for stage, n in office["stage"].items())
    lines = [
        name,
        "  "
        + tr_many(
            "{count} case: {stages}", "{count} cases: {stages}", office["cases"], stages=stages
        ),
        "  "
        + tr(
            "open {open}, overdue {overdue}, today {today}, soon {soon}, waiting {waiting},"
            " disputed {disputed}",
            **{key: office[key] for key in _COUNTS},
        ),
        "  " + tr("digests: {equal}", equal=equal),
    ]
    if office["invented_code"]:
        lines.append("  " + tr("The code {code} is invented for training.", code=office["office"]))
    lines += [f"  {_desk_line(desk)}" for desk in office["desks"]]
    return lines


_COUNTS = ("open", "overdue", "today", "soon", "waiting", "disputed")


def _desk_line(desk: dict[str, Any]) -> str:
    line = tr(
        "workstation {key}: registered {registered}, entries {entries}, whole",
        key=desk["key"],
        registered=desk["registered"],
        entries=desk["entries"],
    )
    if desk["pushed"] is None:
        return line
    exchanged = tr("sent {pushed}, taken {pulled}", pushed=desk["pushed"], pulled=desk["pulled"])
    return f"{line}; {exchanged}"


def _forwarded_line(one: dict[str, Any]) -> str:
    if one["arrived"]:
        return tr(
            "{number} was forwarded and stands at the other office too.", number=one["number"]
        )
    return tr(
        "{number} was forwarded with a covering letter, which the other office registered;"
        " the file itself did not travel.",
        number=one["number"],
    )


def _stage_name(stage: str) -> str:
    return {
        "registered": tr("registered"),
        "under_consideration": tr("under consideration"),
        "waiting_for_applicant": tr("waiting for the applicant"),
        "waiting_for_body": tr("waiting for another body"),
        "decided": tr("decided"),
        "forwarded": tr("forwarded"),
        "closed": tr("closed"),
        "withdrawn": tr("withdrawn"),
        "annulled": tr("annulled"),
    }[stage]
