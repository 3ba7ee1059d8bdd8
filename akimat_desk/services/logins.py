"""Who may open a workspace, told before it is opened: loads neither the services nor SQL."""

from pathlib import Path

import msgspec

from akimat_desk.services import accounts
from akimat_desk.storage import swap
from akimat_desk.storage.workspace import Workspace


class Logins(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the sign-in offers; `is_open` needs no password."""

    names: tuple[str, ...]
    is_open: bool


def logins(folder: Path) -> Logins:
    """The accounts enabled in a workspace, without opening it. Raises WorkspaceMissing."""
    swap.finish(folder)
    keys = Workspace(folder).keys()
    return Logins(names=accounts.names(keys), is_open=accounts.is_open(keys))
