"""README says what is so: the glossary it shows is the one in resources."""

import csv
from pathlib import Path

HOUSE = Path(__file__).parent.parent


def test_the_glossary_of_readme_is_the_one_in_resources() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    with (HOUSE / "resources" / "glossary.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    shown = [line for line in readme.partition("## Glossary")[2].splitlines() if line[:2] == "| "]
    expected = [f"| {row['en']} | {row['ky']} | {row['ru']} | {row['check']} |" for row in rows]
    assert shown[1:] == expected


def test_both_commands_stand_in_readme() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    assert ".venv/bin/akimat-desk demo" in readme
    assert "<!-- test command -->" in readme
