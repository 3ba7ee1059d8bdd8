"""What every centre must do it does on both of its databases."""

from collections.abc import Iterator

import pytest
from central.databases import KINDS, databases


@pytest.fixture(autouse=True, params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> Iterator[str]:
    databases.kind = request.param
    yield databases.kind
    databases.close()
    databases.kind = KINDS[0]
