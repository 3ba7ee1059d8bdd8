"""What every test stands on: no deadlines, no screen, nothing of the user's own folder."""

import os
from collections.abc import Iterator

import groups
import pytest
from hypothesis import HealthCheck, settings

from akimat_desk.text import catalogue

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True, scope="session")
def _own_state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The witness lies in the user's state folder; the tests have one of their own."""
    folder = str(tmp_path_factory.mktemp("state"))
    with pytest.MonkeyPatch.context() as patched:
        # platformdirs asks these, the one or the other by system.
        patched.setenv("XDG_STATE_HOME", folder)
        patched.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", folder)
        yield


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """What one test spoke is no business of the next one."""
    before = catalogue.spoken().language
    yield
    if catalogue.spoken().language != before:
        catalogue.speak(before)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """`needs("screen")` skips where the tool is missing; tests/run.py says so once a group."""
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            is_here, tool = groups.GROUPS[name]
            if not is_here():
                pytest.skip(f"missing {tool}")
