"""The demonstration's summary of what the department did beside the answers, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from akimat_desk.domain.pen_sheets import parted
from akimat_desk.text.catalogue import tr, tr_many

_Row = dict[str, Any]


def works_rows(offices: list[Any]) -> Iterator[_Row]:
    """A line for each kind of work and state; an office is a column."""
    for kind, word, key in _lines():
        yield {"what": word} | {one["key"]: _count(one["works"][kind], key) for one in offices}


def works_remarks(office: Mapping[str, Any]) -> Iterator[str]:
    """Whose words stand in the resolutions that somebody else wrote down."""
    for one in office["works"]["pen_sheets"]:
        if one["entered"]:
            yield tr_many(
                "{count} resolution was entered from sheet No. {sheet}"
                " by {by} on behalf of {head}.",
                "{count} resolutions were entered from sheet No. {sheet}"
                " by {by} on behalf of {head}.",
                one["entered"],
                sheet=parted(one["sheet"]),
                by=", ".join(one["by"]),
                head=", ".join(one["on_behalf_of"]),
            )


def _count(found: Any, key: str) -> int:
    """Of counts by state, of a list of such counts, or the number itself."""
    if isinstance(found, list):
        return sum(one.get(key, 0) for one in found) if key else len(found)
    return found.get(key, 0) if isinstance(found, dict) else int(found)


def _lines() -> tuple[tuple[str, str, str], ...]:
    return (
        ("inspections", tr("inspections announced"), "announced"),
        ("inspections", tr("inspections in progress"), "begun"),
        ("inspections", tr("inspections finished"), "ended"),
        ("visits", tr("commission visits made"), "made"),
        ("pads", tr("blanks of a blackout pad entered"), "entered"),
        ("pads", tr("blanks of a blackout pad spoiled"), "spoiled"),
        ("pads", tr("blanks of a blackout pad left"), "left"),
        ("pen_sheets", tr("resolutions entered from a sheet"), "entered"),
        ("pen_sheets", tr("matters of a sheet that wait for a resolution"), "waiting"),
        ("awaited", tr("answers of other bodies awaited"), ""),
        ("to_remind", tr("bodies to be reminded"), ""),
        ("control", tr("under control"), "open"),
        ("control", tr("reported to the controlling body"), "reported"),
        ("control", tr("taken off control"), "lifted"),
        ("acting", tr("posts held by an acting person"), ""),
    )
