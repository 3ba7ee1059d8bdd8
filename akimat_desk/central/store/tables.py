"""All tables of a centre, one page; those with an office's data are keyed by it."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData()

# What this database is: one row a key.
about = Table(
    "about",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

# Each life of this database: a restored copy begins another.
epoch = Table(
    "epoch",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", LargeBinary, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("reason", String, nullable=False),
)

# `newest` counts the office's feed; its row is locked by whoever adds to the feed.
office = Table(
    "office",
    metadata,
    Column("office", String, primary_key=True),
    Column("newest", Integer, nullable=False),
    Column("directory", Integer, nullable=False),
    Column("added_at", BigInteger, nullable=False),
)

# One-time codes, hashed; `wrong` tries are counted by office and hour.
code = Table(
    "code",
    metadata,
    Column("office", String, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("made_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
    Column("used_by", LargeBinary),
)

wrong_try = Table(
    "wrong_try",
    metadata,
    Column("office", String, primary_key=True),
    Column("hour", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
)

station = Table(
    "station",
    metadata,
    Column("office", String, primary_key=True),
    Column("key_id", LargeBinary, primary_key=True),
    Column("station", String, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("certified_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Index("station_by_id", "station"),
    Index("station_by_key", "key_id"),
)

# A mark is printed by one origin of the office, for ever.
mark = Table(
    "mark",
    metadata,
    Column("office", String, primary_key=True),
    Column("mark", String, primary_key=True),
    Column("origin", LargeBinary, nullable=False),
    Column("station", String, nullable=False),
)

origin = Table(
    "origin",
    metadata,
    Column("office", String, primary_key=True),
    Column("origin", LargeBinary, primary_key=True),
    Column("station", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("office", String, primary_key=True),
    Column("origin", LargeBinary, primary_key=True),
    Column("now", LargeBinary, nullable=False),
    Column("before", LargeBinary),
    Column("nonce", LargeBinary, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
)

# The journal as it came. A body is NULL once its stream is erased.
entry = Table(
    "entry",
    metadata,
    Column("office", String, primary_key=True),
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("stream", LargeBinary, nullable=False),
    Column("content_id", LargeBinary, nullable=False),
    Column("parents", LargeBinary, nullable=False),
    Column("type", String, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("actor", LargeBinary, nullable=False),
    Column("role", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("hlc", BigInteger, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("body", LargeBinary),
    Index("entry_by_stream", "office", "stream"),
    Index("entry_by_content", "office", "content_id"),
)

salt = Table(
    "salt",
    metadata,
    Column("office", String, primary_key=True),
    Column("stream", LargeBinary, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
)

# One line a batch, in the order of commits, with the head that proves it. `branch` tells where a
# re-homed batch was signed; `size` is what its entries weigh in a page.
feed = Table(
    "feed",
    metadata,
    Column("office", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("origin", LargeBinary, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("key_id", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("branch", LargeBinary),
    Column("received_at", BigInteger, nullable=False),
    Index("feed_by_origin", "office", "origin", "last", unique=True),
)

# The files that entries name: no other is taken in. `size` is known of scans alone.
named_file = Table(
    "named_file",
    metadata,
    Column("office", String, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("size", Integer, nullable=False),
)

# What did not prove what it said, kept for the administrator.
quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office", String, nullable=False),
    Column("station", String, nullable=False),
    Column("origin", LargeBinary, nullable=False),
    Column("first", Integer, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("batch", LargeBinary, nullable=False),
)

# What every desk is offered, or the desks of one office; `office` is empty for all of them.
publication = Table(
    "publication",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("release", Integer, nullable=False),
    Column("office", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# When a desk of an office last exchanged, whether it had something to say or not.
contact = Table(
    "contact",
    metadata,
    Column("office", String, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

# Wrong tries at the status page in the running hour; the key is a digest of number or address.
status_try = Table(
    "status_try",
    metadata,
    Column("key", String, primary_key=True),
    Column("hour", Integer, nullable=False),
    Column("count", Integer, nullable=False),
)

# Who administers this centre, and where. `territory` is a SOATE code, empty for the republic.
user = Table(
    "central_user",
    metadata,
    Column("login", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("territory", String, nullable=False),
    Column("password", String, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)

# Who is signed in at the page of administrators; of the token a digest alone.
session = Table(
    "central_session",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("login", String, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)

# Wrong tries to sign in, by digests of login and address, as at the status page.
sign_in_try = Table(
    "sign_in_try",
    metadata,
    Column("key", String, primary_key=True),
    Column("hour", Integer, nullable=False),
    Column("count", Integer, nullable=False),
)

# What administrators did, line by line; each is chained to the one before it and signed.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("who", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("what", String, nullable=False),
    Column("office", String, nullable=False),
    Column("about", String, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

# What was uploaded and looked at, and waits to be published by the one who did.
upload = Table(
    "upload",
    metadata,
    Column("id", String, primary_key=True),
    Column("login", String, nullable=False),
    Column("office", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("found", LargeBinary, nullable=False),
)

# Codes that one station alone may come back with, by the digests of `code`.
code_station = Table(
    "code_station",
    metadata,
    Column("office", String, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("station", String, nullable=False),
)

# The origins that the centre itself writes, each with the entries of one office; `epoch` is the
# life of the database it was opened in.
centre_origin = Table(
    "centre_origin",
    metadata,
    Column("office", String, primary_key=True),
    Column("origin", LargeBinary, primary_key=True),
    Column("author", String, nullable=False),
    Column("epoch", LargeBinary, nullable=False),
)

# Cases that an office passed on to another one of the programme.
handover = Table(
    "handover",
    metadata,
    Column("office", String, primary_key=True),
    Column("stream", LargeBinary, primary_key=True),
    Column("target", String, primary_key=True),
    Index("handover_by_target", "target"),
)

# Of which another office has still to hear; written with the entries themselves.
handover_due = Table(
    "handover_due",
    metadata,
    Column("office", String, primary_key=True),
    Column("stream", LargeBinary, primary_key=True),
)

# Entries by somebody the centre does not know yet, and the station that may make them known.
doubt = Table(
    "doubt",
    metadata,
    Column("office", String, primary_key=True),
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("station", String, nullable=False),
)

# Files of cases that came from another office, and lie where that one brought them.
given_file = Table(
    "given_file",
    metadata,
    Column("office", String, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("source", String, primary_key=True),
)

# --- readings: disposable, made anew from the entries ---

reading_cursor = Table(
    "reading_cursor",
    metadata,
    Column("office", String, primary_key=True),
    Column("number", Integer, nullable=False),
)

case_index = Table(
    "case_index",
    metadata,
    Column("office", String, primary_key=True),
    Column("stream", LargeBinary, primary_key=True),
    Column("number_key", String, nullable=False),
    Column("receipt_code", String, nullable=False),
    Index("case_by_number", "number_key"),
)
