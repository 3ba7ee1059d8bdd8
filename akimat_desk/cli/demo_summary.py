"""What the demonstration came to: figures of each office and workstation, and whether all agree."""

from collections import Counter
from typing import Any

from akimat_desk.cli.demo_centre import DemoCentre
from akimat_desk.cli.demo_papers import DemoPapers
from akimat_desk.cli.demo_story import Story, Workstation
from akimat_desk.cli.demo_works import works
from akimat_desk.domain.dossiers import own_incoming
from akimat_desk.domain.numbering import NumberUnknown
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.cases import plain
from akimat_desk.services.desk import Desk

_MANY = 10_000


def summary(
    story: Story, centre: DemoCentre | None, papers: DemoPapers, now: int
) -> dict[str, Any]:
    """One object for `--json`; `ok` is False where two digests of one office differ."""
    for station in story.stations.values():
        station.clock.turn_to(now)
    ids = sorted({one.desk.office.id for one in story.stations.values()})
    at_centre = {} if centre is None else centre.digests(ids, now)
    offices = [_office(office.key, story, at_centre) for office in story.told.offices]
    return {
        "ok": all(one["digests_equal"] for one in offices),
        "invented": True,
        "centre": centre is not None,
        "offices": offices,
        "forwarded": _forwarded(story),
        "papers": {"folder": str(papers.folder), "files": papers.written},
    }


def _office(key: str, story: Story, at_centre: dict[str, str]) -> dict[str, Any]:
    stations = [one for one in story.stations.values() if one.office.key == key]
    desks, first = [_desk(one) for one in stations], stations[0].desk
    told = at_centre.get(first.office.id)
    digests = {one["digest"] for one in desks} | ({told} if told is not None else set())
    named: Any = first.office.now.dated("name", first.cases.today())
    rows = first.cases.newest(_MANY)
    return {
        "key": key,
        "office": first.office.id,
        "name": plain(named.name),
        "invented_code": stations[0].office.invented,
        "cases": len(rows),
        **first.cases.counts(),
        **{what: _counted(rows, what) for what in ("stage", "kind", "channel", "outcome")},
        "acts": _acts(first),
        "works": works(first, [row.stream for row in rows]),
        "digests_equal": len(digests) == 1,
        "centre_digest": told,
        "desks": desks,
    }


def _desk(station: Workstation) -> dict[str, Any]:
    verified = station.desk.integrity.verify()
    carried = station.carried
    return {
        "key": station.told.key,
        "point": station.told.point,
        "folder": str(station.folder),
        "registered": station.registered,
        "whole": True,
        "entries": verified.entries,
        "files": verified.files,
        "pushed": None if carried is None else carried.pushed,
        "pulled": None if carried is None else carried.pulled,
        "digest": verified.digest,
    }


def _acts(desk: Desk) -> list[dict[str, Any]]:
    """The newest first; what answers a case without a subject of its own is about its number."""
    names = {one.id: one.name for one in desk.templates.all()}
    return [
        {
            "kind": row.kind,
            "form": plain(names.get(row.kind, Bilingual(ky=row.kind))),
            "number": row.number,
            "about": row.subject or row.case_number,
            "stage": row.stage,
        }
        for row in desk.act_desk.newest()
    ]


def _counted(rows: Any, what: str) -> dict[str, int]:
    found = Counter(getattr(row, what) for row in rows)
    return {name: found[name] for name in sorted(found) if name}


def _forwarded(story: Story) -> list[dict[str, Any]]:
    """Every case one office forwarded to another of the story, and whether it stands there."""
    found = []
    for known, to_office in story.forwarded:
        receiver = next(one for one in story.stations.values() if one.desk.office.id == to_office)
        found.append(
            {
                "number": known.number,
                "to": to_office,
                "arrived": _stands_at(receiver, known.id),
                "incoming": _incoming(receiver, known.id),
            }
        )
    return found


def _incoming(station: Workstation, case_id: str) -> str:
    """Under which number the other office accepted it; empty where it did not."""
    if not _stands_at(station, case_id):
        return ""
    found = station.desk.cases.open(case_id)
    accepted = own_incoming(found.case, station.desk.office.id)
    return "" if accepted is None else accepted.number


def _stands_at(station: Workstation, case_id: str) -> bool:
    try:
        station.desk.cases.open(case_id)
    except NumberUnknown:
        return False
    return True
