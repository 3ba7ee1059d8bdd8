"""Reads ahead while a disk is waited for: what has come meanwhile is worked off together.

On a slow line every message comes alone and is kept alone; on a fast one a commit is shared.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Final, NamedTuple

MOST_AHEAD: Final = 512 * 1024
"""Bytes that wait at most, one message more or less."""
closing_all = aclosing


class Group(NamedTuple):
    """What came by now, at least one message; `is_last`: the source ended well behind it.

    Of the last one it is not always known that it is.
    """

    messages: list[bytes]
    is_last: bool


async def together(messages: AsyncIterator[bytes], most: int = MOST_AHEAD) -> AsyncGenerator[Group]:
    """Group by group; the error of the source after what came before it.

    When the caller stops early, the rest of the source is read and dropped.
    """
    ahead = _Ahead(messages, most)
    reading = asyncio.create_task(ahead.read())
    try:
        while (group := await ahead.taken()).messages:
            yield group
        await reading
    except asyncio.CancelledError:
        reading.cancel()
        raise
    finally:
        ahead.drop()
        await asyncio.wait([reading])
        if not reading.cancelled():
            # Seen here, where nobody is interested any more.
            reading.exception()


class _Ahead:
    def __init__(self, messages: AsyncIterator[bytes], most: int) -> None:
        self._messages, self._most = messages, most
        self._held: list[bytes] = []
        self._size = 0
        self._is_over = self._is_whole = self._is_dropping = False
        self._arrived, self._room = asyncio.Event(), asyncio.Event()

    async def read(self) -> None:
        try:
            async for message in self._messages:
                if not self._is_dropping:
                    self._held.append(message)
                    self._size += len(message)
                    self._arrived.set()
                    await self._until_room()
            self._is_whole = True
        finally:
            self._is_over = True
            self._arrived.set()

    async def taken(self) -> Group:
        """Without a message at the end."""
        while not self._held and not self._is_over:
            self._arrived.clear()
            await self._arrived.wait()
        group, self._held, self._size = self._held, [], 0
        self._room.set()
        return Group(group, self._is_whole)

    def drop(self) -> None:
        self._is_dropping = True
        self._room.set()

    async def _until_room(self) -> None:
        while self._size > self._most and not self._is_dropping:
            self._room.clear()
            await self._room.wait()
