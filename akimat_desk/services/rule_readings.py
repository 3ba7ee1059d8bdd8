"""What is shown of the rules of terms: packs, their rules, and what another pack would change."""

from datetime import date

import msgspec

from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.rules import Finding, Rule, RuleChange, RulePack


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """The length the office entered where none is established: from when, by which article."""

    length: int
    from_on: date
    legal: Bilingual
    confirmed_by: str
    by: str
    at: int


class Confirmation(msgspec.Struct, frozen=True, kw_only=True):
    """Who compared the rule with the official text, when, and what they read; `said_by` wrote it
    down at `at` (UTC milliseconds)."""

    by: str
    on: date
    source: str
    is_start_too: bool
    said_by: str
    at: int


class RuleTold(msgspec.Struct, frozen=True, kw_only=True):
    """One rule as the office works by it; `published` is the same as its pack has it.

    `in_force`: it is applied to what is registered today. `entered` are all lengths that were
    entered, the latest first; `may_enter`: the pack itself has none.
    """

    rule: Rule
    published: Rule
    pack: str
    release: int
    in_force: bool
    is_prepared: bool
    entered: tuple[Entered, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()

    @property
    def may_enter(self) -> bool:
        return self.published.length is None

    @property
    def may_confirm(self) -> bool:
        """Something of it waits for a confirmation and can get one."""
        is_open = not self.rule.is_confirmed or self.rule.start_status != "confirmed"
        return is_open and self.rule.length is not None


class PackTold(msgspec.Struct, frozen=True, kw_only=True):
    """An adopted pack with its rules. `is_prepared`: it is not in force and applies to nothing."""

    id: str
    release: int
    title: Bilingual
    note: Bilingual
    digest: str
    is_prepared: bool
    rules: tuple[RuleTold, ...]


class PackRead(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was read. `pack` is None where it has not even the shape of a pack.

    `refusal` is the stable word for why it cannot be adopted; empty where it can. `over` is the
    release it would follow.
    """

    body: bytes
    digest: str
    pack: RulePack | None
    over: int | None
    findings: tuple[Finding, ...]
    changes: tuple[RuleChange, ...]
    refusal: str
