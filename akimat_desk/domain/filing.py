"""Filing an ended case: into which file of the year, with how many sheets."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from akimat_desk.domain.applications import demand_count, demand_filled
from akimat_desk.domain.archive_events import CaseFiled
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import CaseOpen
from akimat_desk.domain.facts import Event
from akimat_desk.domain.nomenclature import demand_listed
from akimat_desk.domain.situations import Situation
from akimat_desk.domain.volumes import CaseInVolume, closed_volumes, own_number
from akimat_desk.domain.wishes import Wish


class FileIn(Wish, frozen=True, kw_only=True):
    file_index: str
    sheets: int = 0


def file_in(case: Case, wish: FileIn, now: Situation) -> Event:
    """Of a case that ended without a file, or lies in the wrong one; a closed volume keeps it.

    Raises CaseOpen, FileUnknown, CaseInVolume, FieldWrong.
    """
    ended_on = case.ended_on_at(now.office_id)
    number = own_number(case, now.office_id)
    if ended_on is None:
        raise CaseOpen(number)
    index = wish.file_index.strip()
    demand_filled("file_index", index)
    demand_count("sheets", wish.sheets)
    demand_listed(now.office, ended_on.year, index)
    for volume in closed_volumes(now.office):
        if any(one.number == number for one in volume.cases):
            raise CaseInVolume(number, volume.index, volume.number)
    return CaseFiled(file_index=index, filed_on=now.today, sheets=wish.sheets)


FILING_ACTIONS: Final[Mapping[str, tuple[type[Wish], Callable[[Case, Any, Situation], Event]]]] = {
    "file": (FileIn, file_in),
}
