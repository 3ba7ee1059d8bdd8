"""Which workstations hold what the server has not received, by their own signed word."""

from sqlalchemy import Connection, text

_HELD = "SELECT h.origin, s.mark, h.seq FROM share_held h JOIN share_station s USING (station)"
_UNRECEIVED = text(
    "SELECT e.stream, e.origin, max(e.seq) AS last FROM entry e"
    " JOIN origin o ON o.origin=e.origin AND o.is_own=1"
    " LEFT JOIN server_receipt r ON r.origin=e.origin"
    " WHERE e.seq > coalesce(r.seq, 0) GROUP BY e.stream, e.origin"
)


def of_unreceived(connection: Connection) -> dict[bytes, tuple[str, ...]]:
    """The marks of those who hold all of it, by stream; a stream that nobody holds is not told."""
    told = connection.exec_driver_sql(_HELD).all()
    if not told:
        # Without a share there is nobody to ask, and a year's entries need not be walked.
        return {}
    found: dict[bytes, set[str]] = {}
    for row in connection.execute(_UNRECEIVED):
        marks = {one.mark for one in told if one.origin == row.origin and one.seq >= row.last}
        found[row.stream] = found.get(row.stream, marks) & marks
    return {stream: tuple(sorted(marks)) for stream, marks in found.items() if marks}


def received(connection: Connection) -> dict[bytes, int]:
    """Up to which place the server's receipts go, by lineage."""
    return {
        row.origin: row.seq
        for row in connection.exec_driver_sql("SELECT origin, seq FROM server_receipt")
    }
