"""What services of files share: the ended cases of a year that lie in no closed volume."""

import uuid
from collections.abc import Iterator

from akimat_desk.domain.offices import Office
from akimat_desk.domain.volumes import Filing, Volume, closed_volumes, filing, open_volumes
from akimat_desk.domain.year_end import first_day, last_day
from akimat_desk.storage import filed
from akimat_desk.storage.database import Connection


def filings_of_year(
    connection: Connection, office: Office, office_id: str, year: int
) -> tuple[Filing, ...]:
    """Only what no closed volume has is folded."""
    placed = {one.case for volume in closed_volumes(office) for one in volume.cases}
    streams = filed.ended_within(connection, first_day(year), last_day(year))
    waiting = [one for one in streams if str(uuid.UUID(bytes=one)) not in placed]
    return tuple(_filings(connection, office_id, waiting))


def _filings(connection: Connection, office_id: str, streams: list[bytes]) -> Iterator[Filing]:
    for stream, folded in filed.folds(connection, streams):
        found = filing(str(uuid.UUID(bytes=stream)), folded.state, office_id)
        if found is not None:
            yield found


def volumes_of_year(
    connection: Connection, office: Office, office_id: str, year: int
) -> tuple[Volume, ...]:
    """Closed and open ones, file by file."""
    closed = closed_volumes(office)
    filings = filings_of_year(connection, office, office_id, year)
    found = [volume for volume in closed if volume.year == year]
    found += open_volumes(filings, closed, year)
    return tuple(sorted(found, key=lambda one: (one.index, one.number)))
