"""The head's single-use codes of this workstation: how many are left, and new ones."""

import msgspec
import uuid_utils

from akimat_desk.domain.account_events import HeadCodesRenewed
from akimat_desk.domain.errors import NotAllowed
from akimat_desk.domain.rights import role_for
from akimat_desk.services import accounts
from akimat_desk.services.core import Core
from akimat_desk.services.locking import Locking
from akimat_desk.storage.workspace import Workspace
from akimat_desk.trust.wraps import Cost

FEW = 2
"""From here on the window says that new ones should be printed."""


class HeadAgrees(msgspec.Struct, frozen=True, kw_only=True):
    """The head, who stands beside the administrator and types their own password."""

    login: str
    password: str


class HeadCodes:
    """Made by the administrator together with the head; shown once, to be printed."""

    def __init__(self, core: Core, workspace: Workspace) -> None:
        self._core = core
        self._workspace = workspace

    @property
    def left(self) -> int:
        return accounts.codes_left(self._workspace.keys())

    def renew(self, agrees: HeadAgrees, cost: Cost = Cost()) -> tuple[str, ...]:
        """Raises NotAllowed, SignInRefused, GuessTooSoon. The old ones are void once it is told."""
        core, keys = self._core, self._workspace.keys()
        role_for(core.actor, "account")
        head = Locking(core, self._workspace).proven(agrees.login, agrees.password)
        if "head" not in head.roles:
            raise NotAllowed("account")
        keys, codes = accounts.with_new_codes(keys, core.database.key, cost)
        with core.write("account") as writing:
            writing.append_office(
                HeadCodesRenewed(
                    renewal=str(uuid_utils.uuid7()), station=core.identity.station, head=head.id
                )
            )
        self._workspace.keep_keys(keys)
        return codes
