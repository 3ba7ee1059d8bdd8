"""When the stations of an office were last heard of, by the entries of their origins."""

from sqlalchemy import Connection, func, select

from akimat_desk.central.store import tables


def heard(connection: Connection, office: str) -> dict[str, int]:
    """UTC milliseconds by station; one that only listened is not among them."""
    feed, origin = tables.feed.c, tables.origin.c
    newest = (
        select(feed.origin, func.max(feed.number).label("number"))
        .where(feed.office == office)
        .group_by(feed.origin)
        .subquery()
    )
    rows = connection.execute(
        select(origin.station, func.max(feed.received_at))
        .join(newest, newest.c.origin == origin.origin)
        .join(tables.feed, (feed.office == office) & (feed.number == newest.c.number))
        .where(origin.office == office)
        .group_by(origin.station)
    )
    return {station: int(at) for station, at in rows}
