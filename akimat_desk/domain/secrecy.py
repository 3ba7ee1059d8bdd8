"""Matters for official use only or secret: what may be told of them at registration.

The mark of a matter stands in its registration and never changes; what its papers say stays on
paper. By which law such papers are registered is still to be confirmed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from akimat_desk.domain.errors import FieldWrong, RuleBroken

OFFICIAL_USE: Final = "official_use"
SECRET: Final = "secret"  # noqa: S105 - a mark on papers
MARKS: Final = (OFFICIAL_USE, SECRET)
TO_CONFIRM: Final = "secrecy_to_confirm"
"""What is found worth a second look in every registration of such a matter."""

_TOLD: Final = frozenset(
    (
        *("kind", "channel", "language", "secrecy", "sheets", "responsible", "ordered_by"),
        *("received_at", "registered_at", "pad_number"),
    )
)
_KEPT: Final = _TOLD | {"who", "mark", "paper_on", "paper_at"}


@dataclass(eq=False)
class ContentNotTaken(RuleBroken):
    """`secrecy` is the mark of the matter, `what` the field or the entry that would tell of it."""

    secrecy: str
    what: str


def demand_bare(told: Mapping[str, Any]) -> None:
    """What is told at registration, before it has any shape. Raises ContentNotTaken, FieldWrong
    where the mark is unknown, the sheets are not counted or nobody holds the paper."""
    secrecy = told["secrecy"]
    if secrecy not in MARKS:
        raise FieldWrong("secrecy", "unknown")
    for key, value in told.items():
        if key not in _TOLD and value and not _is_nobody(key, value):
            raise ContentNotTaken(secrecy, str(key))
    for key in ("sheets", "responsible"):
        if not told.get(key):
            raise FieldWrong(key, "empty")


def demand_kept(form: Mapping[str, Any]) -> None:
    """A form that is kept as a draft. Raises ContentNotTaken."""
    secrecy = form.get("secrecy")
    for key, value in form.items():
        if secrecy and value and key not in _KEPT:
            raise ContentNotTaken(str(secrecy), str(key))


def _is_nobody(key: str, value: Any) -> bool:
    return key == "applicant" and value == {"anonymous": True}
