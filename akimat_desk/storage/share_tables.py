"""Tables of the share: the office's exchange by a folder, without a centre. They never travel."""

from sqlalchemy import Column, Connection, Integer, LargeBinary, String, Table

from akimat_desk.storage.metadata import metadata

# The share this station belongs to: one row at most. `founder` is the key that certifies,
# `said` a digest of our last word to the colleagues.
share = Table(
    "share",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("share", LargeBinary, nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("founder", LargeBinary, nullable=False),
    Column("directory", LargeBinary, nullable=False),
    Column("release", Integer, nullable=False),
    Column("folder", String, nullable=False),
    Column("is_on", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("last_said", Integer, nullable=False),
    Column("last_look", Integer),
    Column("last_error", String, nullable=False),
)

# All stations of the share, as its founder lists them.
share_card = Table(
    "share_card",
    metadata,
    Column("key_id", LargeBinary, primary_key=True),
    Column("station", String, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("point", String, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("revoked_at", Integer),
    sqlite_with_rowid=False,
)

# Files of the folder as they were seen last; `origin` to `last` only where the batch was opened.
share_file = Table(
    "share_file",
    metadata,
    Column("name", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("origin", LargeBinary),
    Column("first", Integer),
    Column("last", Integer),
    sqlite_with_rowid=False,
)

# The newest word of each colleague, and how far it said it holds each origin.
share_station = Table(
    "share_station",
    metadata,
    Column("station", String, primary_key=True),
    Column("mark", String, nullable=False),
    Column("count", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)
share_held = Table(
    "share_held",
    metadata,
    Column("station", String, primary_key=True),
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# A request on a stick that waits for its answer: the code shown, and when it was made.
joining = Table(
    "joining",
    metadata,
    Column("kind", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("code", String, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Marks that other stations of the share print, as they joined: kept by the founder.
share_mark = Table(
    "share_mark",
    metadata,
    Column("mark", String, primary_key=True),
    Column("origin", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
SHARE = (share, share_card, share_file, share_station, share_held, joining, share_mark)


def add_to_tables(connection: Connection) -> None:
    """A step of the tables."""
    metadata.create_all(connection, list(SHARE))
