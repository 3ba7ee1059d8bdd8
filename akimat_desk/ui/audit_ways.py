"""Who finds the auditor's view at the side."""

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk


def may_audit(desk: Desk) -> bool:
    """The head and the auditor of the office."""
    me = desk.office.me
    return me is not None and may(me.roles, "audit")
