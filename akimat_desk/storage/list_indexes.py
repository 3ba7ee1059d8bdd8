"""The step that makes the indexes of the lists wide enough to be walked without their rows."""

from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex

from akimat_desk.storage import tables

_GONE = ("case_by_due", "case_by_responsible", "case_by_stage", "case_by_body")


def widen(connection: Connection) -> None:
    """Those of the orders are made anew; what they do better than others goes."""
    wide = ("case_by_key", *(f"case_in_order_of_{name}" for name in tables.LIST_ORDERS))
    for name in (*_GONE, *wide):
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {name}")
    for index in tables.case_line.indexes:
        connection.execute(CreateIndex(index, if_not_exists=True))
