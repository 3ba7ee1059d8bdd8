"""A workspace made before lists could be sorted and labelled gets it all when it is opened."""

import pytest
from services.working_desks import HandClock, a_complaint, a_desk, again

from akimat_desk.storage import list_columns, migrations, tables
from akimat_desk.storage.errors import ReadingAltered

STEP = migrations.STEPS.index(list_columns.add_to_tables)


def taken_back(connection) -> None:
    """The tables as they were before that step."""
    for name in (*(f"case_in_order_of_{one}" for one in tables.LIST_ORDERS), "case_by_key"):
        connection.exec_driver_sql(f"DROP INDEX {name}")
    for name in tables.LIST_COLUMNS:
        connection.exec_driver_sql(f"ALTER TABLE case_line DROP COLUMN {name}")
    for name in ("case_label", "saved_list", "export_note"):
        connection.exec_driver_sql(f"DROP TABLE {name}")
    connection.exec_driver_sql(f"PRAGMA user_version={STEP}")


def test_an_older_workspace_is_filled_when_it_is_opened(tmp_path):
    clock = HandClock()
    with a_desk(tmp_path, clock=clock) as desk:
        for place in range(3):
            desk.registration.register(a_complaint(place, came_through={"body": "Өкмөт үйү"}))
        first = desk.lists.page(desk.lists.filter_from({"sort": "number"})).rows[0]
        desk.cases.do(first.id, "close", {"outcome": "explained", "answer": "№ 1"})
        with desk.core.database.write() as connection:
            taken_back(connection)
    later = again(tmp_path, clock=clock, login="admin")
    try:
        rows = later.lists.page(later.lists.filter_from({"sort": "number"})).rows
        assert [row.answered for row in rows] == ["in_time", "", ""]
        through = later.lists.filter_from({"came_through": "окмот"})
        assert len(later.lists.page(through).rows) == 3
        assert later.integrity.verify()
        later.cases.do(rows[1].id, "label", {"label": "жайыт"})
        assert later.saved_lists.keep("Менин", {})
        assert later.integrity.verify()
    finally:
        later.close()


def test_labels_that_the_table_does_not_tell_as_the_cases_do_are_found(tmp_path):
    with a_desk(tmp_path) as desk:
        number = desk.registration.register(a_complaint()).number
        desk.cases.do(desk.cases.find(number), "label", {"label": "жайыт"})
        for change in (
            "UPDATE case_label SET label='суу'",
            "DELETE FROM case_label",
            "INSERT INTO case_label (folded, case_id, label) VALUES ('х', 99, 'х')",
        ):
            with desk.core.database.write() as connection:
                connection.exec_driver_sql(change)
            with pytest.raises(ReadingAltered) as caught:
                desk.integrity.verify()
            assert caught.value.facts()["reading"] == "case_label"
            desk.integrity.rebuild()
            assert desk.integrity.verify()
