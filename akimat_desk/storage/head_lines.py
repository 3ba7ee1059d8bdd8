"""What the head looks at: whose cases are late, and which papers wait for a signature."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select, text

from akimat_desk.storage import tables

_ACT = tables.act_line.c


def overdue_by_person(connection: Connection, today: date) -> list[Row[Any]]:
    """(responsible, how many, the earliest due day), whose cases are most first."""
    statement = text(
        "SELECT responsible, count(*) AS many, min(next_on) AS earliest FROM case_line"
        " WHERE is_open = 1 AND next_on < :day GROUP BY responsible"
        " ORDER BY many DESC, earliest, responsible"
    )
    return list(connection.execute(statement, {"day": today.isoformat()}))


def unsigned(connection: Connection, limit: int) -> tuple[int, list[Row[Any]]]:
    """How many acts have their number and no signature yet, and the oldest of them."""
    wanted = _ACT.stage == "numbered"
    count = connection.execute(
        select(func.count()).select_from(tables.act_line).where(wanted)
    ).scalar_one()
    oldest = select(tables.act_line).where(wanted).order_by(_ACT.issued_on, _ACT.act).limit(limit)
    return int(count), list(connection.execute(oldest))
