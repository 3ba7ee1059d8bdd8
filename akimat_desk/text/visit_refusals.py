"""Why an inspection or a commission visit does not go on, in words."""

from collections.abc import Callable, Mapping
from typing import Final

from akimat_desk.text.catalogue import tr


def _without_ground(field: str) -> str:
    if field == "ground":
        return tr(
            "An inspection is not registered without its ground: name the order or prescription"
            " it stands on."
        )
    return tr(
        "An inspection is not registered without its plan, or the reason why it comes outside of"
        " one."
    )


SENTENCES: Final[Mapping[str, Callable[..., str]]] = {
    "inspection_without_ground": _without_ground,
    "inspection_over": lambda over_on: tr("The inspection was over on {day}.", day=over_on),
    "inspection_not_begun": lambda number: tr("Inspection {number} has not begun.", number=number),
    "visit_unknown": lambda visit: tr("The case has no such visit."),  # noqa: ARG005
    "visit_over": lambda over_on: tr("The visit was over on {day}.", day=over_on),
}
