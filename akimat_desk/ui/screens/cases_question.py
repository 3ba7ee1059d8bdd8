"""What the list of cases is asked for: a state, whose cases, and what narrows them further."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

OPEN, ALL = "open", "all"
STATES: Final[Mapping[str, dict[str, Any]]] = {
    OPEN: {"is_open": True},
    "overdue": {"due": "overdue"},
    "today": {"due": "today"},
    "soon": {"due": "soon"},
    "waiting": {"is_open": True, "stages": ("waiting_for_applicant", "waiting_for_body")},
    "unassigned": {"is_open": True, "stages": ("registered",)},
    "disputed": {"is_open": True, "is_disputed": True},
    "ended": {"is_open": False},
    ALL: {},
}
SORTS: Final = ("due", "registered", "applicant", "number")
# What may be several in a filter is at most one here.
_SINGLE: Final = {"kind": "kinds", "channel": "channels", "topic": "topics"}
ME: Final = "me"
DAYS: Final = ("registered_from", "registered_until", "due_from", "due_until")
FIELDS: Final = ("responsible", *_SINGLE, "label", "came_through", "answered", *DAYS)


class Question(NamedTuple):
    """`more` holds ids, words and days (ISO) by field; an empty one does not narrow.

    `query` is what was searched for. The plain form of all of it but the order is made of the
    words of services' list_filters, so that a kept list means the same at the command line; there
    "me" is whoever looks, and a day may be told from today.
    """

    state: str = OPEN
    more: tuple[tuple[str, str], ...] = ()
    query: str = ""
    sort: str = SORTS[0]

    def value(self, field: str) -> str:
        return dict(self.more).get(field, "")

    def narrowed_by(self, **changes: str) -> "Question":
        """With these fields; "" takes one away."""
        values = dict(self.more) | changes
        return self._replace(more=tuple((one, values[one]) for one in FIELDS if values.get(one)))

    def plain(self) -> dict[str, Any]:
        """As it is saved, and as `desk.lists.filter_from` takes it."""
        told: dict[str, Any] = {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in STATES[self.state].items()
        }
        for field, value in self.more:
            told[_SINGLE.get(field, field)] = [value] if field in _SINGLE else value
        if self.query:
            told["query"] = self.query
        return told


def question_of(told: Mapping[str, Any], sort: str) -> Question:
    """A saved list again; what is not understood does not narrow, so that nothing is hidden."""
    values = {}
    for field in FIELDS:
        found = told.get(_SINGLE.get(field, field), "")
        first = found[0] if isinstance(found, list | tuple) and found else found
        if isinstance(first, str):
            values[field] = first
    order = sort if sort in SORTS else SORTS[0]
    question = Question(_state_of(told), query=str(told.get("query", "")), sort=order)
    return question.narrowed_by(**values)


def _state_of(told: Mapping[str, Any]) -> str:
    keys = ("is_open", "due", "stages", "is_disputed")
    here = {key: told[key] for key in keys if told.get(key) not in (None, "", [], ())}
    if "stages" in here:
        here["stages"] = tuple(here["stages"])
    return next((state for state, known in STATES.items() if known == here), ALL)
