"""What an office itself said of a rule: that it was compared with the official text."""

from datetime import date

from akimat_desk.domain.facts import Event


class RuleConfirmed(Event, frozen=True, kw_only=True):
    """Somebody compared a rule that was to confirm with the official text, and it holds.

    `length`, `unit` and `start` are what was read there: of a rule that says otherwise by now
    nothing is confirmed. `is_start_too`: the text also says which day is counted first.
    """

    rule: str
    length: int
    unit: str
    start: str
    by: str
    on: date
    source: str
    is_start_too: bool = False
