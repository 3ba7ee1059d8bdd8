"""What folder, stick and courier can refuse."""

from dataclasses import dataclass

from akimat_desk.domain.errors import RuleBroken, Unavailable


@dataclass(eq=False)
class NotSharing(RuleBroken):
    """This workstation shares with no other one yet."""


@dataclass(eq=False)
class SharedByOthers(RuleBroken):
    """Others share through this folder already: this workstation has to join them first."""

    folder: str


@dataclass(eq=False)
class NotTheFounder(RuleBroken):
    """Workstations are let in at the one that began the share."""


@dataclass(eq=False)
class JoinRefused(RuleBroken):
    """No request or answer on the stick can be used; `reason` is a stable word."""

    reason: str


@dataclass(eq=False)
class StickWritten(Unavailable):
    """The request is on the stick; its answer has to come back first."""

    folder: str


@dataclass(eq=False)
class BundleMissing(Unavailable):
    """There is no answer of the centre for this workstation in the folder."""

    folder: str
