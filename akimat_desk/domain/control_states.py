"""How each control of a case stands: awaited, reported, taken off; by which letter."""

from datetime import date
from typing import Any, Literal

import msgspec

from akimat_desk.domain import case_events as events
from akimat_desk.domain.act_states import find_act
from akimat_desk.domain.cases import Case
from akimat_desk.domain.collation import folded

State = Literal["open", "reported", "lifted"]


class ControlState(msgspec.Struct, frozen=True, kw_only=True):
    """`prolonged_by` is the number of the letter that moved the date last; `report` the number of
    ours, from the act where it was made here; `lifted_by` and `ground` say who took it off."""

    id: str
    set: events.ControlSet
    due_on: date
    first_due_on: date
    state: State = "open"
    prolonged_by: str = ""
    prolonged_on: date | None = None
    reported_on: date | None = None
    report: str = ""
    act: str = ""
    lifted_on: date | None = None
    lifted_by: str = ""
    ground: str = ""

    @property
    def report_to(self) -> str:
        return self.set.report_to or self.set.body

    @property
    def ended_on(self) -> date | None:
        """The day of the report; of a control nobody reported on, of its lifting."""
        return self.reported_on or self.lifted_on


def controls_of(case: Case) -> tuple[ControlState, ...]:
    """In the order of their ids; while two versions are in dispute what both knew counts."""
    found = (_state(case, key) for key in case.keys("control:"))
    return tuple(one for one in found if one is not None)


def reported_by(case: Case, names: tuple[str, ...], words: str) -> ControlState | None:
    """The awaited control that a letter to this body answers: `names` are the body's own, in
    either language. Of several the one whose number `words` tell, else the earliest."""
    to = {folded(name) for name in names}
    fitting = [
        one
        for one in controls_of(case)
        if one.state == "open" and to & {folded(one.report_to), folded(one.set.body)}
    ]
    told = [one for one in fitting if one.set.number and one.set.number in words]
    return min(told or fitting, key=lambda one: (one.due_on, one.id), default=None)


def _state(case: Case, key: str) -> ControlState | None:
    slot = case.slot(key)
    found: ControlState | None = None
    for entry in slot.line or slot.common:
        if isinstance(entry.event, events.ControlSet):
            made = entry.event
            found = ControlState(
                id=made.control, set=made, due_on=made.due_on, first_due_on=made.due_on
            )
        elif found is not None:
            found = msgspec.structs.replace(found, **_moved(case, entry.event))
    return found


def _moved(case: Case, event: Any) -> dict[str, Any]:
    match event:
        case events.ControlProlonged():
            return {
                "due_on": event.due_on,
                "prolonged_by": event.letter_number,
                "prolonged_on": event.letter_dated_on,
            }
        case events.ControlReported():
            act = find_act(case, event.act) if event.act else None
            number = event.number or ("" if act is None else act.number)
            told = {"reported_on": event.reported_on, "report": number, "act": event.act}
            return {"state": "reported", **told}
        case events.ControlLifted():
            told = {"lifted_on": event.lifted_on, "lifted_by": event.by, "ground": event.ground}
            return {"state": "lifted", **told}
        case _:
            return {}
