"""Facts about who may open a workstation: resets, new codes, a new key. Never a secret."""

from collections.abc import Callable
from typing import Any

from akimat_desk.domain.facts import Event


class PasswordReset(Event, frozen=True, kw_only=True):
    """At a workstation an account got a new password without the old one.

    `code` is the number of the head's code that was used up; 0 stands for the recovery key.
    """

    reset: str
    staff: str
    station: str
    code: int = 0


class HeadCodesRenewed(Event, frozen=True, kw_only=True):
    """The head's codes of a workstation were made anew, the old ones are void; `head` agreed."""

    renewal: str
    station: str
    head: str


class WorkspaceKeyChanged(Event, frozen=True, kw_only=True):
    """A workstation's workspace has another key: the old passwords, codes and recovery key open
    only copies made before."""

    change: str
    station: str


ACCOUNT_EVENTS: tuple[type[Any], ...] = (PasswordReset, HeadCodesRenewed, WorkspaceKeyChanged)
ACCOUNT_SLOTS: dict[type[Event], Callable[[Any], str]] = {
    PasswordReset: lambda e: f"password-reset:{e.reset}",
    HeadCodesRenewed: lambda e: f"codes-renewed:{e.renewal}",
    WorkspaceKeyChanged: lambda e: f"key-changed:{e.change}",
}
