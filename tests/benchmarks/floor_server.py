"""The floor: a bare ASGI program that keeps the same batches and thinks about nothing.

It cuts the request into frames, unpacks each batch and writes its rows into a table with the same
columns and indexes as the centre's, one commit a batch: by COPY into PostgreSQL, by executemany
into SQLite. Digests, which it does not make, are random bytes, so that the indexes cost the same.
`python -m benchmarks.floor_server ADDRESS` prints its port.
"""

import asyncio
import os
import socket
import sqlite3
import sys
import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import uvicorn
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateIndex, CreateTable

from akimat_desk.central.store import tables
from akimat_desk.central.store.database import _PRAGMAS
from akimat_desk.exchange.messages import Batch, Frames, MessageUnreadable, unpack

_TYPES = ("text", "bytea", "int4", "bytea", "bytea", "bytea", "text", "int4", "bytea", "text",
          "int8", "int8", "bytea", "bytea", "bytea")  # fmt: skip


class Floor:
    """One connection, as one batch after another needs no more; a lock stands for its queue."""

    def __init__(self, address: str) -> None:
        self.is_sqlite = address.startswith("sqlite")
        self._lock = threading.Lock()
        engine = create_engine(make_url(address).set(drivername=_driver(address)))
        made = [CreateTable(tables.entry), *(CreateIndex(one) for one in tables.entry.indexes)]
        with engine.begin() as connection:
            for statement in made:
                connection.execute(statement)
        engine.dispose()
        if self.is_sqlite:
            path = str(make_url(address).database)
            self._raw: Any = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            for pragma in _PRAGMAS:
                self._raw.execute(pragma)
        else:
            self._raw = psycopg.connect(address)

    def keep(self, message: bytes) -> None:
        rows = list(_rows(unpack(message, Batch)))
        with self._lock:
            if self.is_sqlite:
                self._raw.execute("BEGIN IMMEDIATE")
                marks = ",".join("?" * len(rows[0]))
                self._raw.executemany(f"INSERT INTO entry VALUES ({marks})", rows)
                self._raw.execute("COMMIT")
                return
            statement = "COPY entry FROM STDIN (FORMAT BINARY)"
            with self._raw.cursor() as cursor, cursor.copy(statement) as copy:
                copy.set_types(_TYPES)
                for row in rows:
                    copy.write_row(row)
            self._raw.commit()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            return
        frames, more = Frames(), True
        while more:
            part = await receive()
            more = part.get("more_body", False)
            for message in frames.feed(part.get("body", b"")):
                try:
                    await asyncio.to_thread(self.keep, message)
                except MessageUnreadable:
                    continue
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def _driver(address: str) -> str:
    return "sqlite" if address.startswith("sqlite") else "postgresql+psycopg"


def _rows(batch: Batch) -> Iterator[tuple[Any, ...]]:
    at = 0
    for row, body in enumerate(batch.bodies):
        at += batch.at[row]
        name, schema = batch.types[batch.type[row]]
        digest = os.urandom(32)
        yield (
            batch.office, batch.origin, batch.first + row, batch.streams[batch.stream[row]],
            digest, digest[:16], name, schema, batch.actors[batch.actor[row]],
            batch.roles[batch.role[row]], at, at << 16, digest, digest, body,
        )  # fmt: skip


if __name__ == "__main__":
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(Floor(sys.argv[1]), log_config=None, access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])
