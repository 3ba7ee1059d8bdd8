"""Who finds the journals and reports at the side."""

from akimat_desk.domain.rights import may
from akimat_desk.services.desk import Desk


def may_report(desk: Desk) -> bool:
    """Executors have their own cases; the journals are kept by others."""
    me = desk.office.me
    return me is not None and may(me.roles, "journal")
