"""A certificate that counts no more: the desk belongs to no centre until it is enrolled again."""

from sqlalchemy import Connection, select

from akimat_desk.storage import exchange_tables, held

_SERVER_BEFORE = "server_before"


def leave(connection: Connection) -> str:
    """The address of the centre that was left, empty where there was none. What the stations of
    the office sign with stays known, so that papers can be checked meanwhile."""
    table = exchange_tables.server
    url = connection.execute(select(table.c.url)).scalar()
    if url is None:
        return before(connection)
    connection.execute(table.delete())
    connection.execute(exchange_tables.server_place.delete())
    held.set_value(connection, _SERVER_BEFORE, url.encode())
    return str(url)


def before(connection: Connection) -> str:
    """The centre this desk has to be enrolled at once more."""
    found = held.find_value(connection, _SERVER_BEFORE)
    return "" if found is None else found.decode()
