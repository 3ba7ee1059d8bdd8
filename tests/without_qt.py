"""Stands in for pytest-qt's settings where Qt cannot be loaded; its tests are left out."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    for name in ("qt_api", "qt_log_level_fail"):
        parser.addini(name, "unused without Qt")
    parser.addini("qt_log_ignore", "unused without Qt", type="linelist")
