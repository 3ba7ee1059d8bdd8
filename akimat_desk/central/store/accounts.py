"""Who administers the centre: users, who is signed in, and how often somebody tried in vain."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, select

from akimat_desk.central.access import User
from akimat_desk.central.store import tables
from akimat_desk.central.store.database import upsert


class Accounts:
    """Users; one that ended stays, so that its login is never given again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, login: str) -> tuple[User, str] | None:
        """With the hash of the password."""
        table = tables.user
        row = self._connection.execute(select(table).where(table.c.login == login)).one_or_none()
        return None if row is None else (_user(row), row.password)

    def all(self) -> list[User]:
        table = tables.user
        return [_user(row) for row in self._connection.execute(select(table).order_by("login"))]

    def add(self, user: User, password: str) -> None:
        self._connection.execute(
            tables.user.insert().values(
                login=user.login,
                role=user.role,
                territory=user.territory,
                password=password,
                added_at=user.added_at,
            )
        )

    def end(self, login: str, at: int) -> None:
        table = tables.user
        self._connection.execute(table.update().where(table.c.login == login).values(ended_at=at))
        self.end_sessions(login)

    def set_password(self, login: str, password: str) -> None:
        """Whoever is signed in under that login has to do it again."""
        table = tables.user
        self._connection.execute(
            table.update().where(table.c.login == login).values(password=password)
        )
        self.end_sessions(login)

    def end_sessions(self, login: str) -> None:
        table = tables.session
        self._connection.execute(table.delete().where(table.c.login == login))


class Sessions:
    """Sessions by the digest of their token."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, digest: bytes) -> tuple[User, int, int] | None:
        """Whose it is, when it was made and last seen; None also of a user who ended."""
        session, user = tables.session, tables.user
        row = self._connection.execute(
            select(user, session.c.made_at, session.c.seen_at)
            .join(user, user.c.login == session.c.login)
            .where(session.c.digest == digest, user.c.ended_at.is_(None))
        ).one_or_none()
        return None if row is None else (_user(row), row.made_at, row.seen_at)

    def add(self, digest: bytes, login: str, at: int, oldest: int) -> None:
        """Those that began before `oldest` are dropped on the way."""
        table = tables.session
        self._connection.execute(table.delete().where(table.c.made_at < oldest))
        self._connection.execute(
            table.insert().values(digest=digest, login=login, made_at=at, seen_at=at)
        )

    def touch(self, digest: bytes, at: int) -> None:
        table = tables.session
        self._connection.execute(table.update().where(table.c.digest == digest).values(seen_at=at))

    def drop(self, digest: bytes) -> None:
        table = tables.session
        self._connection.execute(table.delete().where(table.c.digest == digest))


class SignInTries:
    """Of the running hour; whose they are stands there as a digest only."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def counted(self, keys: Iterable[str], hour: int) -> dict[str, int]:
        table = tables.sign_in_try.c
        rows = self._connection.execute(
            select(table.key, table.count).where(table.key.in_(list(keys)), table.hour == hour)
        )
        return {key: int(count) for key, count in rows}

    def note(self, counts: dict[str, int], hour: int) -> None:
        """Keeps the counts of these keys, and nothing of the hours before."""
        table = tables.sign_in_try
        self._connection.execute(table.delete().where(table.c.hour < hour))
        for key in sorted(counts):
            upsert(self._connection, table, ("key",), key=key, hour=hour, count=counts[key])


def lock(connection: Connection, what: str) -> None:
    """Until the transaction ends nobody else has this lock; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))


def _user(row: Any) -> User:
    return User(
        login=row.login,
        role=row.role,
        territory=row.territory,
        added_at=row.added_at,
        ended_at=row.ended_at,
    )
