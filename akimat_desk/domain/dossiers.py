"""A case that came from another office: whether it waits here, and what is told back of it."""

from typing import Any, Final, Literal

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.cases import OUTCOME, TERM, Case
from akimat_desk.domain.custody import hand_over_to
from akimat_desk.domain.offices import Office
from akimat_desk.domain.slots import DisputeSettled, Slot, SlotEntry

TOLD_BACK: Final[tuple[type[Any], ...]] = (
    events.CaseAccepted,
    events.CaseReturned,
    events.CaseClosed,
    events.CaseWithdrawn,
    events.CaseAnnulled,
    events.CaseReopened,
)
"""All that the office hears which passed the case on; the work itself it does not."""
_SETUP: Final = "setup"
Incoming = Literal["", "offered", "accepted", "elsewhere"]


def incoming(case: Case, office_id: str, office: Office) -> Incoming:
    """How a case came here: empty where it was registered here, as its author tells.

    "elsewhere": it was never accepted here, and is with somebody else (returned, taken back).
    """
    if not _came(case, office_id) or _is_of(office, case.opened):
        return ""
    if offer(case, office_id) is not None:
        return "offered"
    if case.slot(f"incoming:{office_id}").entries:
        return "accepted"
    return "elsewhere"


def is_listed(case: Case, office_id: str, office: Office) -> bool:
    """Whether a case stands in this office's register: not before it accepted it."""
    return case.opened is not None and incoming(case, office_id, office) in ("", "accepted")


def as_here(case: Case, office_id: str) -> Case:
    """The case as this office reckons it: pauses and extensions that another office gave before
    it was accepted here are of that one's term, not of ours."""
    accepted = case.slot(f"incoming:{office_id}").shown
    term = case.slot(TERM)
    if accepted is None or not any(one.at < accepted.at for one in term):
        return case
    return msgspec.structs.replace(case, slots={**case.slots, TERM: _since(term, accepted.at)})


def _since(slot: Slot, at: int) -> Slot:
    """Without what is older, nor a settlement between entries that are."""
    kept = {one.id for one in slot if one.at >= at}
    kept -= {one.id for one in slot if _settles_outside(one, kept)}
    return Slot(
        tuple(
            msgspec.structs.replace(one, seen=tuple(seen for seen in one.seen if seen in kept))
            for one in slot
            if one.id in kept
        )
    )


def _settles_outside(entry: SlotEntry, kept: set[bytes]) -> bool:
    event = entry.event
    return isinstance(event, DisputeSettled) and not {event.keeps, *event.drops} <= kept


def own_acts(case: Case, office_id: str, office: Office) -> Case:
    """The case without the acts of other offices: they are in their journals, not in ours."""
    if incoming(case, office_id, office) == "":
        return case
    foreign = {
        key.partition(":")[2]
        for key in case.keys("act:")
        if not all(_is_of(office, one) for one in case.slot(key))
    }
    slots = {key: slot for key, slot in case.slots.items() if not _is_act_of(key, foreign)}
    return msgspec.structs.replace(case, slots=slots) if foreign else case


def offer(case: Case, office_id: str) -> SlotEntry | None:
    """The hand-over to this office which waits for its word; None where none does."""
    handed = hand_over_to(case.slot(OUTCOME), office_id)
    if handed is None:
        return None
    accepted: Any = [one.event for one in case.slot(f"incoming:{office_id}")]
    return None if any(one.hand_over in (b"", handed.id) for one in accepted) else handed


def own_incoming(case: Case, office_id: str) -> events.CaseAccepted | None:
    """How this office accepted the case; of several in dispute the one all desks show."""
    shown = case.slot(f"incoming:{office_id}").shown
    event = None if shown is None else shown.event
    return event if isinstance(event, events.CaseAccepted) else None


def number_at(case: Case, office_id: str) -> str:
    """Under which an office has it: its own incoming one, or that of the registration."""
    own = own_incoming(case, office_id)
    return case.registered.number if own is None else own.number


def accepted_elsewhere(case: Case, office_id: str) -> events.CaseAccepted | None:
    """How the office accepted it to which this one passed it on; None where it did not."""
    ending = case.ending_at(office_id)
    event = None if ending is None else ending.event
    if ending is None or not isinstance(event, events.CaseForwarded) or not event.to_office:
        return None
    found = own_incoming(case, event.to_office)
    return found if found is not None and found.hand_over in (b"", ending.id) else None


def sender(case: Case, office_id: str) -> SlotEntry | None:
    """The last hand-over to this office, accepted or not."""
    found = [one for one in case.slot(OUTCOME) if _is_hand_over(one, office_id)]
    return found[-1] if found else None


def _is_of(office: Office, entry: SlotEntry | None) -> bool:
    """The program itself writes at set-up alone, and then in the office's own name."""
    return entry is None or entry.role == _SETUP or office.find_staff(entry.actor) is not None


def _is_act_of(key: str, acts: set[str]) -> bool:
    kind, _, act = key.partition(":")
    return act in acts and kind in ("act", "signed", "annulled", "replaced")


def _came(case: Case, office_id: str) -> bool:
    return any(_is_hand_over(one, office_id) for one in case.slot(OUTCOME))


def _is_hand_over(entry: SlotEntry, office_id: str) -> bool:
    event = entry.event
    return isinstance(event, events.CaseForwarded) and event.to_office == office_id
