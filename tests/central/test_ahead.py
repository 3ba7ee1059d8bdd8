"""Messages that came together are handed on together, in order, and errors after what came."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.central.ahead import closing_all, together


class Broken(Exception):
    pass


async def source(pauses: list[int], *, breaks: bool, seen: list[int]) -> AsyncIterator[bytes]:
    for number, pause in enumerate(pauses):
        for _ in range(pause):
            await asyncio.sleep(0)
        seen.append(number)
        yield bytes([number])
    if breaks:
        raise Broken


@given(st.lists(st.integers(0, 4), max_size=30), st.integers(0, 4), st.booleans())
def test_every_message_comes_once_in_order_and_the_error_last(pauses, work, breaks) -> None:
    async def run() -> list[bytes]:
        told: list[bytes] = []
        groups = together(source(pauses, breaks=breaks, seen=[]), most=3)
        async with closing_all(groups) as found:
            if not breaks:
                async for group in found:
                    told += group.messages
                    for _ in range(work):
                        await asyncio.sleep(0)
                return told
            with pytest.raises(Broken):
                async for group in found:
                    told += group.messages
        return told

    assert asyncio.run(run()) == [bytes([number]) for number in range(len(pauses))]


def test_no_more_waits_than_was_allowed_and_the_rest_is_read_when_the_caller_stops() -> None:
    async def run() -> tuple[int, int]:
        seen: list[int] = []
        async with closing_all(together(source([0] * 50, breaks=False, seen=seen), most=5)) as got:
            async for _ in got:
                for _ in range(100):
                    await asyncio.sleep(0)
                waiting = len(seen)
                break
        return waiting, len(seen)

    waiting, read = asyncio.run(run())
    # What is worked on and what waits meanwhile, each of them one message more at most.
    assert waiting <= 2 * (5 + 1)
    assert read == 50
