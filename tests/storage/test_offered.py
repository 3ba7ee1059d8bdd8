"""A workspace of before gets the table of offers and the place among the publications."""

from services.working_desks import HandClock, a_desk, again

from akimat_desk.exchange.messages import Publication
from akimat_desk.storage import migrations, offered

STEP = migrations.STEPS.index(offered.add_to_tables)
SECOND = Publication(
    number=7, kind="rules", id="kg", release=2, office="", at=1, body=b"{}", signature=b"s"
)
THIRD = Publication(
    number=9, kind="rules", id="kg", release=3, office="", at=2, body=b"[]", signature=b"t"
)


def test_an_older_workspace_keeps_offers_once_it_is_opened(tmp_path):
    clock = HandClock()
    with a_desk(tmp_path, clock=clock) as desk, desk.core.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE offered")
        connection.exec_driver_sql("ALTER TABLE server DROP COLUMN published")
        connection.exec_driver_sql(f"PRAGMA user_version={STEP}")
    later = again(tmp_path, clock=clock, login="admin")
    try:
        with later.core.database.write() as connection:
            for one in (THIRD, SECOND, THIRD):
                offered.keep(connection, one)
            assert offered.rows(connection, "rules") == [THIRD]
            assert offered.find(connection, "template", "kg") is None
            columns = connection.exec_driver_sql("PRAGMA table_info(server)")
            assert "published" in {row[1] for row in columns}
    finally:
        later.close()
