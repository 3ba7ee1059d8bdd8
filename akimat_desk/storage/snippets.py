"""The table of snippets: usual words of an account, local to this file, beside the journal."""

from sqlalchemy import Connection, select

from akimat_desk.storage import tables


def keep(connection: Connection, account: str, use: str, words: str, at: int) -> None:
    connection.exec_driver_sql(
        "INSERT INTO snippet (account, use, words, kept_at) VALUES (?,?,?,?)"
        " ON CONFLICT (account, use, words) DO NOTHING",
        (account, use, words, at),
    )


def drop(connection: Connection, account: str, use: str, words: str) -> None:
    connection.exec_driver_sql(
        "DELETE FROM snippet WHERE account=? AND use=? AND words=?", (account, use, words)
    )


def every(connection: Connection, account: str, use: str) -> list[str]:
    """In the order in which they were kept."""
    table = tables.snippet.c
    chosen = select(table.words).where(table.account == account, table.use == use)
    rows = connection.execute(chosen.order_by(table.kept_at, table.words))
    return [row.words for row in rows]
