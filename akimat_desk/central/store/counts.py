"""How much of what there is at a centre, for whoever watches over it."""

from sqlalchemy import Connection, func, select

from akimat_desk.central.store import tables
from akimat_desk.central.store.readings import Readings


def counts(connection: Connection) -> dict[str, float]:
    """By name; an office is behind where its pages do not show yet what its desks pushed."""

    def of(table: object) -> int:
        # Each of them is small: one row an office, a desk, a batch set aside, a publication.
        return connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]

    return {
        "offices": of(tables.office),
        "offices_behind": len(Readings(connection).offices_behind()),
        "stations": of(tables.station),
        "quarantined_batches": of(tables.quarantine),
        "publications": of(tables.publication),
    }
