"""A centre process on either database, that stands up again after each kill."""

from itertools import count
from pathlib import Path

from central.databases import databases
from journeys.real_centre import OFFICE, Centre

_names = (f"standing_{place}" for place in count())


class StandingCentre(Centre):
    """On PostgreSQL its database has its own server; killing the centre leaves that alone."""

    def __init__(self, folder: Path, kind: str) -> None:
        super().__init__(folder)
        self._database = databases.postgresql(next(_names)) if kind == "postgresql" else ""
        self.run("office", "add", OFFICE)
        self.start()

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def _told(self, *arguments: str) -> list[str]:
        named = ["--database", self._database] if self._database else []
        return super()._told(*named, *arguments)
