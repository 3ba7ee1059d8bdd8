"""Lists a clerk keeps under a name of their own: filter, columns and order; they never travel."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from akimat_desk.domain.applications import demand_filled, told_as
from akimat_desk.domain.collation import folded, sort_key
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.core import Core
from akimat_desk.services.errors import SavedListUnknown
from akimat_desk.services.list_filters import PlainFilter
from akimat_desk.storage import saved_lists
from akimat_desk.storage.database import Connection
from akimat_desk.storage.queries import SORTS

LONGEST = 60


class _Body(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the table beside the name."""

    filter: dict[str, Any]
    columns: tuple[str, ...] = ()
    sort: str = "due"


class SavedList(msgspec.Struct, frozen=True, kw_only=True):
    """`filter` is plain (see list_filters): what is relative to today in it stays so."""

    id: int
    name: str
    filter: dict[str, Any]
    columns: tuple[str, ...] = ()
    sort: str = "due"


class SavedLists:
    """Of whoever is signed in; nobody sees those of others."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def keep(
        self,
        name: str,
        filter: Mapping[str, Any],  # noqa: A002 - the word of the screen
        columns: tuple[str, ...] = (),
        sort: str = "due",
    ) -> int:
        """The new list's id. Raises FieldWrong (name: empty, too_long, taken; sort: unknown) and
        what is wrong with the shape of the filter."""
        name, body = _name(name), _body(filter, columns, sort)
        with self._ours() as (connection, account):
            _demand_free(connection, account, name)
            return saved_lists.add(connection, account, name, folded(name), body)

    def change(
        self,
        list_id: int,
        filter: Mapping[str, Any],  # noqa: A002 - the word of the screen
        columns: tuple[str, ...] = (),
        sort: str = "due",
    ) -> None:
        """Another filter, columns and order under the same name. Raises SavedListUnknown."""
        body = _body(filter, columns, sort)
        with self._ours() as (connection, account):
            if not saved_lists.change(connection, account, list_id, body=body):
                raise SavedListUnknown

    def all(self) -> tuple[SavedList, ...]:
        """By name, as the Kyrgyz alphabet orders them."""
        with self._core.database.read() as connection:
            rows = saved_lists.every(connection, self._account)
        found = (
            SavedList(
                id=list_id,
                name=name,
                filter=body.filter,
                columns=body.columns,
                sort=body.sort,
            )
            for list_id, name, body in (
                (row, name, msgspec.json.decode(told, type=_Body)) for row, name, told in rows
            )
        )
        return tuple(sorted(found, key=lambda one: (sort_key(one.name), one.name)))

    def rename(self, list_id: int, name: str) -> None:
        """Raises FieldWrong (name: empty, too_long, taken), SavedListUnknown."""
        name = _name(name)
        with self._ours() as (connection, account):
            _demand_free(connection, account, name, except_for=list_id)
            values = {"name": name, "name_folded": folded(name)}
            if not saved_lists.change(connection, account, list_id, **values):
                raise SavedListUnknown

    def drop(self, list_id: int) -> None:
        """Raises SavedListUnknown."""
        with self._ours() as (connection, account):
            if not saved_lists.drop(connection, account, list_id):
                raise SavedListUnknown

    @property
    def _account(self) -> str:
        return "" if self._core.actor is None else self._core.actor.id

    @contextmanager
    def _ours(self) -> Iterator[tuple[Connection, str]]:
        with self._core.database.write() as connection:
            yield connection, self._account


def _name(told: str) -> str:
    name = " ".join(told.split())
    demand_filled("name", folded(name))
    if len(name) > LONGEST:
        raise FieldWrong("name", "too_long", LONGEST)
    return name


def _demand_free(
    connection: Connection, account: str, name: str, except_for: int | None = None
) -> None:
    if saved_lists.named(connection, account, folded(name)) not in (None, except_for):
        raise FieldWrong("name", "taken")


def _body(told: Mapping[str, Any], columns: tuple[str, ...], sort: str) -> bytes:
    told_as(dict(told), PlainFilter)
    if sort not in SORTS:
        raise FieldWrong("sort", "unknown")
    return msgspec.json.encode(_Body(filter=dict(told), columns=tuple(columns), sort=sort))
