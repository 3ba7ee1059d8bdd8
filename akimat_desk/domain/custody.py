"""Whose a case is while it travels: each office's own part, and how that part ended."""

from typing import Any

from akimat_desk.domain import case_events as events
from akimat_desk.domain.facts import Event
from akimat_desk.domain.slots import Slot, SlotEntry

_REGISTRAR = ""
"""The office that registered the case; its facts do not name it."""

END_DAY: dict[type[Any], str] = {
    events.CaseClosed: "closed_on",
    events.CaseForwarded: "forwarded_on",
    events.CaseReturned: "returned_on",
    events.CaseWithdrawn: "withdrawn_on",
    events.CaseAnnulled: "annulled_on",
}


_STAYS = frozenset(
    {events.CaseDecided, events.CaseClosed, events.CaseWithdrawn, events.CaseAnnulled}
)
"""Outcomes by which a case neither goes to another office nor comes back, nor is opened again."""
_ENDS = (events.CaseClosed, events.CaseWithdrawn, events.CaseAnnulled)


def ends(event: Event) -> bool:
    """Whether an outcome ends the case where it was said."""
    if isinstance(event, events.CaseForwarded):
        # Part of the questions, or "ask and keep control": the answer is still ours.
        return not event.keeps_control and not event.questions
    return isinstance(event, _ENDS)


def ending_at(outcome: Slot, office_id: str) -> SlotEntry | None:
    """How an office's own part ended, None while the case is open there.

    What the receiving office decides later is no end of the sender's part, and a case that was
    forwarded here is open here. While the outcome is in dispute only the part that ended before
    it stays ended: that of whoever has the case now is open.
    """
    if not outcome.entries:
        return None
    if len(outcome.entries) == 1 and type(outcome.entries[0].event) in _STAYS:
        # As most that ended have it, asked for each row of a list several times (benchmarks).
        return outcome.entries[0] if ends(outcome.entries[0].event) else None
    if all(type(entry.event) in _STAYS for entry in outcome):
        # It never left the office that registered it, and whoever asks has that one's part.
        return next((one for one in reversed(outcome.line) if ends(one.event)), None)
    custody = _Custody()
    for entry in outcome.common:
        custody.follow(entry)
    holder = office_id if office_id in custody.offices else _REGISTRAR
    if outcome.is_disputed and holder == custody.holders[-1]:
        return None
    return custody.ended.get(holder)


def hand_over_to(outcome: Slot, office_id: str) -> SlotEntry | None:
    """By what the case came to this office, where it is now; None where it is not here."""
    custody = _Custody()
    for entry in outcome.common:
        custody.follow(entry)
    is_here = custody.holders[-1] == office_id and office_id not in custody.ended
    return custody.came.get(office_id) if is_here else None


class _Custody:
    """Walks the outcomes in order; `holders` is the way the case took, the last one has it."""

    def __init__(self) -> None:
        self.holders = [_REGISTRAR]
        self.offices = {_REGISTRAR}
        self.ended: dict[str, SlotEntry] = {}
        self.came: dict[str, SlotEntry] = {}

    def follow(self, entry: SlotEntry) -> None:
        event = entry.event
        if ends(event):
            self.ended[self.holders[-1]] = entry
        if isinstance(event, events.CaseForwarded) and ends(event) and event.to_office:
            self._pass_on(event.to_office)
            self.came[event.to_office] = entry
        elif isinstance(event, events.CaseReturned):
            self._give_back(entry)
        elif isinstance(event, events.CaseReopened):
            self._reopen()

    def _pass_on(self, office: str) -> None:
        self.holders.append(office)
        self.offices.add(office)
        self.ended.pop(office, None)

    def _give_back(self, entry: SlotEntry) -> None:
        if len(self.holders) > 1:
            self.ended[self.holders.pop()] = entry
        self.ended.pop(self.holders[-1], None)

    def _reopen(self) -> None:
        """Of an ended part, or by the sender, who so takes back what was passed on."""
        if self.holders[-1] not in self.ended and len(self.holders) > 1:
            self.holders.pop()
        self.ended.pop(self.holders[-1], None)
