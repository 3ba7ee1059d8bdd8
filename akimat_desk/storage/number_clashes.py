"""Numbers that several cases bear: read off the index of numbers, so that no writing pays for it.

What is asked is the same on every desk that holds the same cases, and after every rebuild.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select, text

from akimat_desk.storage import tables
from akimat_desk.storage.database import driver

_LINE = tables.case_line.c
_SEVERAL = (
    "SELECT number_key FROM case_line WHERE number_key > '' GROUP BY number_key HAVING count(*) > 1"
)
_COUNT = f"SELECT count(*) FROM ({_SEVERAL})"  # noqa: S608
# The join is told in this order: each key is looked up, however few there are.
_AMONG = (
    "SELECT asked.value FROM json_each(?) asked CROSS JOIN case_line"
    " ON case_line.number_key = asked.value GROUP BY asked.value HAVING count(*) > 1"
)
_BEARERS = (
    select(
        *(_LINE.stream, _LINE.number, _LINE.receipt_code, _LINE.registered_on),
        *(_LINE.registered_at, _LINE.stage, _LINE.applicant, _LINE.subject, _LINE.incoming_key),
    )
    .where(_LINE.number_key == bindparam("key"))
    .order_by(_LINE.registered_at, _LINE.stream)
)


def bearers(connection: Connection, number_key: str) -> Sequence[Any]:
    """The cases with this own number, the first registered one first."""
    return connection.execute(_BEARERS, {"key": number_key}).all()


def several(connection: Connection, limit: int) -> list[str]:
    """The keys that more than one case bears, in their order."""
    rows = driver(connection).execute(f"{_SEVERAL} ORDER BY number_key LIMIT ?", (limit,))
    return [str(key) for (key,) in rows]


def count(connection: Connection) -> int:
    return int(driver(connection).execute(_COUNT).fetchone()[0])


def among(connection: Connection, keys: Iterable[str]) -> frozenset[str]:
    """Those of the keys that more than one case bears."""
    asked = json.dumps(list(keys))
    return frozenset(str(key) for (key,) in driver(connection).execute(_AMONG, (asked,)))


def is_shared(*, wanted: bool) -> ColumnElement[bool]:
    """Whether a case of the list bears a number together with another one."""
    shared = _LINE.number_key.in_(text(_SEVERAL).columns(_LINE.number_key))
    return shared if wanted else ~shared
