"""Lists of bytes as PostgreSQL takes them: an array in its binary form, made in one go."""

from struct import pack
from typing import Any

_BYTEA, _ARRAY_OF_THEM = 17, 1001


class ByteArray(list[bytes]):
    """At least one value, none of them NULL."""

    def plain(self) -> bytes:
        """One dimension that counts from 1; each value behind its length."""
        head = pack("!5i", 1, 0, _BYTEA, len(self), 1)
        return head + b"".join([len(one).to_bytes(4) + one for one in self])


def register(raw: Any) -> None:
    """With a connection of psycopg."""
    from psycopg.adapt import Dumper  # noqa: PLC0415 (a centre on SQLite needs no driver of it)
    from psycopg.pq import Format  # noqa: PLC0415

    class ByteArrayDumper(Dumper):
        format, oid = Format.BINARY, _ARRAY_OF_THEM

        def dump(self, obj: ByteArray) -> bytes:
            return obj.plain()

    raw.adapters.register_dumper(ByteArray, ByteArrayDumper)
