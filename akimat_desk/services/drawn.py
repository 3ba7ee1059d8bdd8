"""Every paper that a service draws is counted as looked at, and known again when it is printed."""

import hashlib
import inspect
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from akimat_desk.domain.access_notes import ACT, CASE, PAPER
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.rights import role_for
from akimat_desk.services.core import Core
from akimat_desk.services.seen import About, Opening
from akimat_desk.storage import act_lines

_P = ParamSpec("_P")
_Made = TypeVar("_Made")
_HOLDERS: Final = ("data", "paper", "letter")


def drew(core: Core, data: bytes, about: About) -> None:
    """It lies before somebody's eyes; printed it is when it goes to a printer or a file."""
    stamp = core.stamp(role_for(core.actor, "read"), 0)
    day = legal_day(core.clock.now())
    core.seen.remember(hashlib.sha256(data).digest(), about)
    core.seen.look(Opening((stamp.actor, stamp.role), day, about))


def draws(
    form: str, kind: str = PAPER, of: str = ""
) -> Callable[[Callable[_P, _Made]], Callable[_P, _Made]]:
    """For a method of a service that gives a paper, or something that holds one.

    `form` says what paper it is; `of` is the argument with the id of what it is about.
    """

    def marked(method: Callable[_P, _Made]) -> Callable[_P, _Made]:
        signature = inspect.signature(method)

        @wraps(method)
        def drawing(*args: _P.args, **kwargs: _P.kwargs) -> _Made:
            made = method(*args, **kwargs)
            data = paper_in(made)
            if data:
                told = signature.bind(*args, **kwargs).arguments
                core: Core = told["self"]._core  # noqa: SLF001
                drew(core, data, _about(core, About(form, kind, _id(told.get(of, ""))), made))
            return made

        drawing.draws = form  # type: ignore[attr-defined]
        return drawing

    return marked


def paper_in(made: Any) -> bytes:
    """The bytes of the paper in what a service gives; empty where there is none."""
    if isinstance(made, bytes):
        return made
    if isinstance(made, tuple):
        return next((one for one in made if isinstance(one, bytes)), b"")
    for name in _HOLDERS:
        if (held := getattr(made, name, None)) is not None:
            return paper_in(held)
    return b""


def _id(told: Any) -> str:
    return told.hex() if isinstance(told, bytes) else str(told)


def _about(core: Core, told: About, made: Any) -> About:
    """Of an act the case it stands in, or itself; of what is of no case the paper alone."""
    if told.kind == ACT:
        return About(told.form, *_of_act(core, str(getattr(made, "act", "")) or told.subject))
    is_of_case_alone = told.kind == CASE and not told.subject
    return About(told.form) if is_of_case_alone else told


def _of_act(core: Core, act: str) -> tuple[str, str]:
    with core.database.read() as connection:
        row = act_lines.find(connection, act)
        if row is None:
            return PAPER, ""
    return (CASE if row.case_number else ACT), str(uuid.UUID(bytes=row.stream))
