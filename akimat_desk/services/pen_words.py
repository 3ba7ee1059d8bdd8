"""A resolution as journals show it: its words, whose pen it was and who entered it."""

from collections.abc import Mapping

from akimat_desk.domain.case_events import ExecutorAssigned
from akimat_desk.domain.cases import RESPONSIBLE, Case
from akimat_desk.domain.slots import SlotEntry
from akimat_desk.text.catalogue import Texts


def resolution_words(case: Case, staff: Mapping[str, str], t: Texts) -> str:
    """The newest one that has words or was entered for the head; `staff` are names by id."""
    told = [
        words
        for entry in case.slot(RESPONSIBLE).common
        if isinstance(entry.event, ExecutorAssigned) and (words := _words(entry, staff, t))
    ]
    return told[-1] if told else ""


def _words(entry: SlotEntry, staff: Mapping[str, str], t: Texts) -> str:
    event = entry.event
    if not isinstance(event, ExecutorAssigned):
        return ""
    head = staff.get(event.on_behalf_of, "") if event.on_behalf_of else ""
    if not head:
        return event.resolution
    by = t("{head}; entered by {name}", head=head, name=staff.get(entry.actor, ""))
    return f"{event.resolution} ({by})" if event.resolution else by
