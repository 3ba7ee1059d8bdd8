"""Who may do what, by role: one table, the same for window, command line and sync."""

from typing import Protocol

from akimat_desk.domain.errors import NotAllowed

ROLES = ("registrar", "executor", "head", "controller", "administrator", "auditor")

_R, _E, _H, _C, _A, _U = ROLES
_ALL = frozenset(ROLES)
_OFFICE_WORK = frozenset((_R, _E, _H, _C))
RIGHTS: dict[str, frozenset[str]] = {
    "register": frozenset((_R, _H)),
    "correct": frozenset((_R, _H)),
    "annul": frozenset((_R, _H)),
    "assign": frozenset((_R, _H)),
    "pen-sheet": frozenset((_R, _H, _C)),
    "head": frozenset((_H, _C)),
    "release": frozenset((_R, _H)),
    "accept": frozenset((_E, _H, _R, _C)),
    "decline": frozenset((_E, _H, _R, _C)),
    "pause": frozenset((_E, _H)),
    "resume": frozenset((_R, _E, _H)),
    "extend": frozenset((_H,)),
    "forward": frozenset((_E, _H)),
    "return": frozenset((_R, _E, _H)),
    "accept-incoming": frozenset((_R, _H)),
    "request": frozenset((_E, _H)),
    "ask-body": frozenset((_E, _H)),
    "remind-body": frozenset((_E, _H)),
    "body-answered": _OFFICE_WORK,
    "drop-ask": frozenset((_E, _H)),
    "directory": frozenset((_R, _H, _A)),
    "receive": _OFFICE_WORK,
    "attach": _OFFICE_WORK,
    "decide": frozenset((_E, _H)),
    "issue-act": frozenset((_E, _H)),
    "number-act": _OFFICE_WORK | {_A},
    "sign-act": frozenset((_R, _E, _H)),
    "annul-act": frozenset((_H,)),
    "keeper": frozenset((_H, _A)),
    "deliver": frozenset((_R, _E, _H)),
    "note": _OFFICE_WORK,
    "label": _OFFICE_WORK,
    "notice": frozenset((_R, _E, _H)),
    "close": frozenset((_E, _H)),
    "reopen": frozenset((_H,)),
    "withdraw": frozenset((_R, _E, _H)),
    "settle": frozenset((_H,)),
    "control": frozenset((_R, _H, _C)),
    "prolong": frozenset((_R, _H, _C)),
    "report": frozenset((_E, _H, _C)),
    "lift": frozenset((_H, _C)),
    "visit-order": frozenset((_R, _E, _H)),
    "visit-made": frozenset((_R, _E, _H)),
    "visit-cancelled": frozenset((_R, _H)),
    "inspection": frozenset((_R, _H, _C)),
    "also-answer": frozenset((_R, _H, _C)),
    "answer-sent": frozenset((_R, _E, _H, _C)),
    "file": frozenset((_R, _E, _H)),
    "nomenclature": frozenset((_R, _H, _A)),
    "volumes": frozenset((_R, _H)),
    "year-end": frozenset((_R, _H)),
    "reception": frozenset((_R, _E, _H)),
    "reception-schedule": frozenset((_R, _H, _A)),
    "print": _OFFICE_WORK,
    "read": _ALL,
    "office": frozenset((_A, _H)),
    "staff": frozenset((_A,)),
    "account": frozenset((_A,)),
    "own-password": _ALL,
    "erase": frozenset((_H, _A)),
    "reference": frozenset((_A, _H)),
    "responsibility": frozenset((_A, _H)),
    "substitute": frozenset((_A, _H, _C)),
    "duties": _OFFICE_WORK | {_A},
    "hand-over": frozenset((_A, _H)),
    "people": frozenset((_R, _H)),
    "sync": _ALL,
    "export": frozenset((_C, _H, _A, _U)),
    "journal": frozenset((_R, _H, _C, _A, _U)),
    "audit": frozenset((_H, _U)),
    "backup": frozenset((_A,)),
    "rebuild": frozenset((_A,)),
}
_SETUP = "setup"


class HasRoles(Protocol):
    @property
    def roles(self) -> tuple[str, ...]: ...


def may(roles: tuple[str, ...], action: str) -> bool:
    return any(role in RIGHTS.get(action, ()) for role in roles)


def role_for(actor: HasRoles | None, action: str) -> str:
    """The role in which the action is done; the program itself, at set-up, has its own.

    Raises NotAllowed.
    """
    if actor is None:
        return _SETUP
    for role in actor.roles:
        if role in RIGHTS.get(action, ()):
            return role
    raise NotAllowed(action)
