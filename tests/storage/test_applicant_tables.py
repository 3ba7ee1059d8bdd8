"""A workspace made before applicants could be joined gets the tables for it, filled."""

from services.working_desks import a_complaint, a_desk

from akimat_desk.storage import person_words, unions

OLD = (
    "DROP INDEX person_by_leader",
    "DROP INDEX person_joined",
    "ALTER TABLE person_line DROP COLUMN leader",
    "DROP TABLE person_join",
    "DROP TABLE person_words",
)


def test_an_older_workspace_learns_what_was_joined(tmp_path):
    with a_desk(tmp_path) as desk:
        for place in range(3):
            applicant = {"person": a_complaint(place)["applicant"]["person"] | {"pin": ""}}
            desk.registration.register(a_complaint(place, applicant=applicant))
        first, second, _ = (row.id for row in desk.people.page().rows)
        desk.people.join(first, second)
        found = desk.people.page("чыңгыз").rows
        with desk.core.database.write() as connection:
            for statement in OLD:
                connection.exec_driver_sql(statement)
            unions.add_to_tables(connection)
            person_words.add_to_tables(connection)
        assert desk.people.page("чыңгыз").rows == found
        assert len(found) == 2
        desk.integrity.verify()
