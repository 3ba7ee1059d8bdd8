"""Who may do what at the centre, and where: by role and by territory, one table."""

from functools import cache
from typing import Final, Literal, get_args

import msgspec

from akimat_desk.central.errors import NotPermitted
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.territories import Territories, Territory, parse_territories
from akimat_desk.paths import RESOURCES

Role = Literal["administrator", "publisher", "viewer"]
Action = Literal[
    "see", "see_audit", "add_office", "make_code", "revoke_station", "publish", "own_password"
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)
RIGHTS: Final[dict[Role, frozenset[Action]]] = {
    "administrator": frozenset(ACTIONS),
    "publisher": frozenset({"see", "publish", "own_password"}),
    "viewer": frozenset({"see", "own_password"}),
}
REPUBLIC: Final = ""
_CODE: Final = 14
# Oblast, district, and then what lies in it; behind its own digits a code is filled with zeros.
_STEPS: Final = (5, 8, _CODE)


class User(msgspec.Struct, frozen=True, kw_only=True):
    """`territory` is a SOATE code, empty for the whole republic."""

    login: str
    role: Role
    territory: str
    added_at: int
    ended_at: int | None = None


def demand(user: User, action: Action, office: str | None = None) -> None:
    """None for what is about no office, empty for what is about all of them.

    Raises NotPermitted.
    """
    is_there = office is None or covers(user.territory, office)
    if action not in RIGHTS[user.role] or not is_there:
        raise NotPermitted(action)


def covers(territory: str, office: str) -> bool:
    """Whether an office, or the code of a place, lies in a territory."""
    if territory == REPUBLIC:
        return True
    soate = office[:_CODE]
    if territories().find(soate) is None:
        # Aiyl aimaks are not listed; their code begins with that of their district.
        return soate.startswith(_begins(territory))
    return territory in {one.soate for one in territories().lineage(soate)}


def territory_of(text: str) -> Territory | None:
    """None for "republic"; the beginning of a code means the whole. Raises UnknownRow."""
    if text == "republic":
        return None
    return territories().territory(text.ljust(_CODE, "0"))


def office_name(office: str) -> Bilingual:
    """By the place it stands in: what it calls itself lies in its own entries."""
    found = territories().find(office[:_CODE])
    return Bilingual(ky=office, ru=office) if found is None else found.name


@cache
def territories() -> Territories:
    return parse_territories(msgspec.json.decode((RESOURCES / "territories.json").read_bytes()))


def _begins(territory: str) -> str:
    return next(territory[:step] for step in _STEPS if not territory[step:].strip("0"))
