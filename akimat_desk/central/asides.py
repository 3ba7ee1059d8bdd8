"""Work that waits for a disk or a database runs aside, so that the loop goes on serving others."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")


async def aside(work: Callable[..., _Result], *told: object) -> _Result:
    return await asyncio.to_thread(work, *told)
