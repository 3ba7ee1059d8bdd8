"""All tables of a workspace, one page: the journal, what is held beside it, and its readings."""

from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    text,
)

from akimat_desk.storage.metadata import metadata

# What this file is: one row a key.
workspace = Table(
    "workspace",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The journal. A body is NULL once its stream is erased.
entry = Table(
    "entry",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("stream", LargeBinary, nullable=False),
    Column("content_id", LargeBinary, nullable=False),
    Column("office", String, nullable=False),
    Column("parents", LargeBinary, nullable=False),
    Column("type", String, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("actor", LargeBinary, nullable=False),
    Column("role", String, nullable=False),
    Column("at", Integer, nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("commitment", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("body", LargeBinary),
    Index("entry_by_stream", "stream"),
    Index("entry_by_content", "content_id"),
    Index("entry_by_time", "at"),
    sqlite_with_rowid=False,
)

# Own and foreign lineages, and how far they are here; `is_open` marks the one we write.
origin = Table(
    "origin",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("newest_at", Integer, nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("is_own", Integer, nullable=False),
    Column("is_open", Integer, nullable=False),
    Column("mark", String, nullable=False),
    Column("point", String, nullable=False),
    sqlite_with_rowid=False,
)

head_signature = Table(
    "head_signature",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("chain", LargeBinary, nullable=False),
    Column("station_key", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The salt of each stream that can be erased; dropped with its bodies.
salt = Table(
    "salt",
    metadata,
    Column("stream", LargeBinary, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Rule packs, calendars, catalogues, templates, station keys: immutable, by digest.
reference_object = Table(
    "reference_object",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("release", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    sqlite_with_rowid=False,
)

# What is being typed and not yet registered, as it stands in the fields; never travels.
draft = Table(
    "draft",
    metadata,
    Column("id", String, primary_key=True),
    Column("saved_at", Integer, nullable=False),
    Column("form", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Files that were stored before any entry names them: they lie beside drafts; never travels.
held_file = Table(
    "held_file",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Words an account writes again and again, by where they are offered; never travels.
snippet = Table(
    "snippet",
    metadata,
    Column("account", String, primary_key=True),
    Column("use", String, primary_key=True),
    Column("words", String, primary_key=True),
    Column("kept_at", Integer, nullable=False),
    sqlite_with_rowid=False,
)


def _address_words(name: str) -> Table:
    """One spelling of an aimak, village or street under the part above it; "" is any of them."""
    keys = ("soate", "part", "above", "folded", "spelled")
    return Table(
        name,
        metadata,
        *(Column(key, String, primary_key=True) for key in keys),
        Column("uses", Integer, nullable=False),
        Index(f"{name}_by_use", "soate", "part", "above", text("uses DESC"), "folded", "spelled"),
        sqlite_with_rowid=False,
    )


# The office's own list of addresses, read from a file; never travels.
listed_word = _address_words("listed_word")

# --- readings: disposable, written with the entries, made anew by `rebuild` ---

stream = Table(
    "stream",
    metadata,
    Column("stream", LargeBinary, primary_key=True),
    Column("kind", String, nullable=False),
    Column("heads", LargeBinary, nullable=False),
    Column("count", Integer, nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("state_digest", LargeBinary, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("aside", Integer, nullable=False),
    sqlite_with_rowid=False,
)

OFFICE_WIDE = b"office"
"""Stands for the origin in series that one keeper station gives for the whole office."""

series = Table(
    "series",
    metadata,
    Column("origin", LargeBinary, primary_key=True),
    Column("journal", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    sqlite_with_rowid=False,
)

LIST_COLUMNS = ("number_sort", "through_folded", "answered", "traits")
LIST_ORDERS = ("registered_at", "applicant_sort", "number_sort")
# A list is walked in the index of its order. What it is narrowed by stands there too: a row that
# does not fit is passed without being fetched, wherever the page begins (benchmarks).
LIST_FILTERS = (
    *("is_open", "stage", "is_disputed", "kind", "channel", "topic", "responsible"),
    *("registered_on", "next_on", "answered", "through_folded"),
)
LIST_COUNTED = ("is_disputed", "responsible")

case_line = Table(
    "case_line",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stream", LargeBinary, nullable=False, unique=True),
    Column("number", String, nullable=False),
    Column("number_key", String, nullable=False),
    Column("incoming_key", String),
    Column("kind", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("service", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("is_open", Integer, nullable=False),
    Column("is_disputed", Integer, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("registered_on", Date, nullable=False),
    Column("registered_at", Integer, nullable=False),
    Column("ended_on", Date),
    Column("statutory_on", Date),
    Column("control_on", Date),
    Column("internal_on", Date),
    Column("next_on", Date),
    Column("next_kind", String, nullable=False),
    Column("responsible", String, nullable=False),
    Column("person", String, nullable=False),
    Column("applicant", String, nullable=False),
    Column("applicant_sort", String, nullable=False),
    Column("pin", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("came_through", String, nullable=False),
    Column("receipt_code", String, nullable=False),
    *(Column(name, String, nullable=False, server_default="") for name in LIST_COLUMNS),
    Index("case_by_number", "number_key"),
    *(Index(f"case_in_order_of_{name}", name, "id", *LIST_FILTERS) for name in LIST_ORDERS),
    # The order of the list itself: undated and ended cases last.
    Index("case_by_key", text("coalesce(next_on, '9999-12-31')"), "id", *LIST_FILTERS),
    # What Today counts.
    Index("case_open", "next_on", "stage", *LIST_COUNTED, sqlite_where=text("is_open = 1")),
    Index("case_by_person", "person", "id"),
    Index("case_by_pin", "pin", sqlite_where=text("pin <> ''")),
)

# The office's labels; `case_id` is case_line.id.
case_label = Table(
    "case_label",
    metadata,
    Column("folded", String, primary_key=True),
    Column("case_id", Integer, primary_key=True),
    Column("label", String, nullable=False),
    Index("case_label_by_case", "case_id"),
    sqlite_with_rowid=False,
)

# Acts of cases and of the office's own.
act_line = Table(
    "act_line",
    metadata,
    Column("act", String, primary_key=True),
    Column("stream", LargeBinary, nullable=False),
    Column("case_number", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("template", String, nullable=False),
    Column("language", String, nullable=False),
    Column("journal", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("number", String, nullable=False),
    Column("issued_on", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("signatory", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("addressee", String, nullable=False),
    Column("replaces", String, nullable=False),
    Column("delivered_on", String, nullable=False),
    Index("act_by_stream", "stream"),
    Index("act_by_number", "number"),
    Index("act_in_journal", "journal", "year", "sequence"),
    sqlite_with_rowid=False,
)

# Bodies as cases name them; `awaited_on` is "" where no answer of theirs is awaited.
body_line = Table(
    "body_line",
    metadata,
    Column("folded", String, primary_key=True),
    Column("stream", LargeBinary, primary_key=True),
    Column("name", String, nullable=False),
    Column("awaited_on", String, nullable=False),
    Index("body_by_stream", "stream"),
    Index("body_awaited", "awaited_on", sqlite_where=text("awaited_on <> ''")),
    sqlite_with_rowid=False,
)

# Records that have streams of their own and are no cases: domain/record_kinds.py.
record_line = Table(
    "record_line",
    metadata,
    Column("stream", LargeBinary, primary_key=True),
    Column("kind", String, nullable=False),
    Column("number", String, nullable=False),
    Column("number_key", String, nullable=False),
    Column("on_day", String, nullable=False),
    Column("until_day", String, nullable=False),
    Column("sorted_by", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("belongs_to", String, nullable=False),
    Column("held_by", String, nullable=False),
    Column("who", String, nullable=False),
    Column("about", String, nullable=False),
    Column("case_id", String, nullable=False),
    Column("is_disputed", Integer, nullable=False),
    Column("words", String, nullable=False),
    Index("record_in_order", "kind", "sorted_by", "stream"),
    Index("record_by_day", "kind", "on_day"),
    Index("record_by_number", "kind", "number_key"),
    sqlite_with_rowid=False,
)

person_line = Table(
    "person_line",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stream", LargeBinary, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("name_sort", String, nullable=False),
    Column("name_folded", String, nullable=False),
    Column("pin", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("is_organisation", Integer, nullable=False),
    # The stream that leads the union of joined records; a record of its own leads itself.
    Column("leader", LargeBinary, nullable=False, server_default=text("x''")),
    Index("person_by_name", "name_folded", "id"),
    Index("person_by_pin", "pin", sqlite_where=text("pin <> ''")),
    Index("person_by_phone", "phone", sqlite_where=text("phone <> ''")),
    Index("person_by_leader", "leader"),
    Index("person_joined", "stream", sqlite_where=text("leader <> stream")),
)

# The joins of applicants that stand: on whose record, by which entry, with whom.
person_join = Table(
    "person_join",
    metadata,
    Column("stream", LargeBinary, primary_key=True),
    Column("entry", LargeBinary, primary_key=True),
    Column("other", LargeBinary, nullable=False),
    Index("person_join_by_other", "other"),
    sqlite_with_rowid=False,
)

# Where the office's applicants live, and the words of it; `house_key` is "" without a house.
address_word = _address_words("address_word")
address_of = Table(
    "address_of",
    metadata,
    Column("stream", LargeBinary, primary_key=True),
    Column("soate", String, nullable=False),
    Column("aimak", String, nullable=False),
    Column("village", String, nullable=False),
    Column("street", String, nullable=False),
    Column("house_key", String, nullable=False),
    Index("address_by_house", "house_key", sqlite_where=text("house_key <> ''")),
    sqlite_with_rowid=False,
)

# Letters by the body and number they bear: the same letter is told again by nothing else.
letter_line = Table(
    "letter_line",
    metadata,
    Column("stream", LargeBinary, primary_key=True),
    Column("body_folded", String, nullable=False),
    Column("number_folded", String, nullable=False),
    Index("letter_by_number", "number_folded", "body_folded"),
    sqlite_with_rowid=False,
)

READINGS = (
    *(stream, series, case_line, case_label, person_line, person_join),
    *(address_word, address_of, letter_line, act_line, body_line, record_line),
)

# Contentless full text (tech.md 4): words of the applicant, address and subject; trigrams of the
# number's key. The rowid is case_line.id.
_CONTENTLESS = "content='', contentless_delete=1"
_WORDS = f"words, {_CONTENTLESS}, tokenize='unicode61 remove_diacritics 0'"
FULL_TEXT = (
    f"CREATE VIRTUAL TABLE case_words USING fts5({_WORDS})",
    f"CREATE VIRTUAL TABLE case_numbers USING fts5(number_key, {_CONTENTLESS}, tokenize='trigram')",
)
FULL_TEXT_NAMES = ("case_words", "case_numbers")
# The same for the words of an applicant's name; its rowid is person_line.id.
PERSON_TEXT = f"CREATE VIRTUAL TABLE person_words USING fts5({_WORDS})"
EVERY_TEXT = dict(zip((*FULL_TEXT_NAMES, "person_words"), (*FULL_TEXT, PERSON_TEXT), strict=True))
