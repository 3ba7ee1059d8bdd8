"""Tables of the exchange with the centre: what came, what was received, who signs."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table, text

from akimat_desk.storage.metadata import metadata

# The centre this station is enrolled at: one row at most. `nonce` and `call` are set while an
# answer is owed.
server = Table(
    "server",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", String, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("directory", Integer, nullable=False),
    Column("epoch", LargeBinary),
    Column("cursor", Integer, nullable=False),
    Column("lease", LargeBinary),
    Column("nonce", LargeBinary),
    Column("is_sure", Integer, nullable=False),
    Column("last_contact", Integer),
    Column("last_error", String, nullable=False),
    Column("published", Integer, nullable=False, server_default="0"),
    Column("call", LargeBinary),
    Column("feed", LargeBinary, nullable=False, server_default=text("x''")),
    Column("is_level", Integer, nullable=False, server_default="0"),
)

# How far the server said it holds an origin: where a push begins, never what was acknowledged.
server_place = Table(
    "server_place",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The server's signed word; only this makes an entry "received by server".
server_receipt = Table(
    "server_receipt",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("at", Integer, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# All stations of the office, as the centre's directory lists them.
station_card = Table(
    "station_card",
    metadata,
    Column("key_id", LargeBinary, primary_key=True),
    Column("station", String, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("point", String, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("revoked_at", Integer),
    sqlite_with_rowid=False,
)

# The batches other stations' entries came in: they can be handed on only under the same heads.
received_run = Table(
    "received_run",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("last", Integer, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("station", String, nullable=False),
    Column("branch", LargeBinary),
    sqlite_with_rowid=False,
)

# What did not prove what it said, kept for the administrator.
quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", LargeBinary, nullable=False),
    Column("first", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("batch", LargeBinary, nullable=False),
)

EXCHANGE = (server, server_place, server_receipt, station_card, received_run, quarantine)
