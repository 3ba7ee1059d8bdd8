"""What would be due if something were done to a case: asked of the services, nothing written."""

from collections.abc import Mapping
from typing import Any

from akimat_desk.domain.applications import told_as
from akimat_desk.domain.what_if import Supposed, WhatIf, what_if
from akimat_desk.services.cases import Cases
from akimat_desk.services.core import Core


class WhatIfs:
    """For whoever may see the case: supposing needs no right, doing it does."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core = core
        self._cases = cases

    def of(self, case_id: str, told: Mapping[str, Any] | Supposed) -> WhatIf:
        """Raises FieldWrong and what makes no sense to suppose (see domain.what_if)."""
        supposed = told if isinstance(told, Supposed) else told_as(dict(told), Supposed)
        with self._core.read() as (connection, lens):
            found = self._cases.opened_in(connection, lens, case_id)
        return what_if(found.case, supposed, self._cases.situation(lens.office, lens))
