"""Each file of commands begins on its own first day, however many were called before it."""

import pytest
from cli.program_runs import begin_again


@pytest.fixture(autouse=True, scope="module")
def a_first_day() -> None:
    begin_again()
