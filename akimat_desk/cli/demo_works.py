"""What the department did beside the answers to cases, counted for the demonstration's summary."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from akimat_desk.domain.pads import Pad
from akimat_desk.services.desk import Desk
from akimat_desk.services.pen_sheets import PenSheet

_MANY: Final = 500


def works(desk: Desk, cases: Iterable[bytes]) -> dict[str, Any]:
    """Counts by state; of the pen's sheets also who wrote down whose words."""
    awaited = desk.body_asks.awaited()
    inspections = desk.inspections.page(limit=_MANY).rows
    controls = (*desk.control_list.rows(scope="open"), *desk.control_list.rows(scope="over"))
    visits = (one for case in cases for one in desk.visits.of(str(uuid.UUID(bytes=case))))
    return {
        "inspections": _counted(row.stage for row in inspections),
        "visits": _counted(one.stage for one in visits),
        "pads": [_pad(one) for one in desk.pads.all()],
        "pen_sheets": [_sheet(desk, one) for one in desk.pen_sheets.open_sheets()],
        "awaited": len(awaited),
        "to_remind": sum(one.is_due for one in awaited),
        "control": _counted(line.state for line in controls),
        "acting": [
            {"who": one.name, "from": one.from_on.isoformat(), "until": _iso(one.until_on)}
            for one in desk.office.book.holdings()
            if one.acting
        ],
    }


def _pad(pad: Pad) -> dict[str, Any]:
    numbers = [blank.number for blank in pad.blanks]
    stages = _counted(blank.stage for blank in pad.blanks)
    return {"first": numbers[0], "last": numbers[-1], "blanks": len(numbers), **stages}


def _sheet(desk: Desk, sheet: PenSheet) -> dict[str, Any]:
    """Whose words they are stands in the entries themselves."""
    pens = Counter(pen for row in sheet.rows for pen in _pens(desk, row.case))
    return {
        "sheet": sheet.sheet,
        "matters": len(sheet.rows),
        "entered": sum(pens.values()),
        "waiting": sheet.waiting,
        "by": sorted({by for by, _ in pens}),
        "on_behalf_of": sorted({behalf for _, behalf in pens}),
    }


def _pens(desk: Desk, case_id: str) -> Iterator[tuple[str, str]]:
    """Who wrote the resolution of a case down, and for whom; nothing for one's own words."""
    office = desk.office.now
    shown = desk.cases.open(case_id).case.slot("responsible").shown
    if shown is not None and shown.event.on_behalf_of:
        found = (office.find_staff(one) for one in (shown.actor, shown.event.on_behalf_of))
        by, behalf = ("" if one is None else one.short_name for one in found)
        yield by, behalf


def _counted(found: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(found).items()))


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
