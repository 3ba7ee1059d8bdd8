"""A line of so many bytes a second and so long a way, whose connections are all reset at times."""

import asyncio
import random
import socket
import struct
import threading
from contextlib import suppress

PACKET = 1400
_ROUTER = 8  # packets that wait at the slow end before the sender is held back
_RESET = struct.pack("ii", 1, 0)


class SlowLine:
    """Forwards to a port; every connection shares the two directions. `up`, `down`: bytes carried.

    A reset comes after 0.6 to 1.4 of `reset_every` seconds and throws away what is on the way.
    """

    def __init__(
        self, port: int, *, speed: float = 0, delay: float = 0, reset_every: float = 0
    ) -> None:
        self.up = self.down = self.resets = 0
        self._port, self._speed, self._delay, self._every = port, speed, delay, reset_every
        self._random = random.Random(64)
        self._free = {"up": 0.0, "down": 0.0}
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        listening = socket.create_server(("127.0.0.1", 0))
        # A large buffer of the system would let the sender run ahead of the slow line.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        server = await asyncio.start_server(self._carry, sock=listening, limit=PACKET)
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        resetting = asyncio.create_task(self._reset_now_and_then())
        self._ready.set()
        await self._stop.wait()
        resetting.cancel()
        server.close()
        self._reset()
        await asyncio.sleep(0.05)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _reset_now_and_then(self) -> None:
        while self._every:
            await asyncio.sleep(self._every * self._random.uniform(0.6, 1.4))
            self.resets += bool(self._open)
            self._reset()

    def _reset(self) -> None:
        self._free = dict.fromkeys(self._free, self._loop.time())
        for writer in list(self._open):
            end = writer.get_extra_info("socket")
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()

    async def _carry(self, desk: asyncio.StreamReader, to_desk: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):
            await self._carried(desk, to_desk)

    async def _carried(self, desk: asyncio.StreamReader, to_desk: asyncio.StreamWriter) -> None:
        self._open.add(to_desk)
        await asyncio.sleep(self._delay * 2)  # the way of opening a connection
        try:
            centre, to_centre = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            self._open.discard(to_desk)
            to_desk.transport.abort()
            return
        self._open.add(to_centre)
        with suppress(OSError):
            await asyncio.gather(
                self._pump(desk, to_centre, "up"), self._pump(centre, to_desk, "down")
            )
        for writer in (to_desk, to_centre):
            self._open.discard(writer)
            writer.transport.abort()

    async def _pump(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, way: str
    ) -> None:
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_ROUTER)
        handing = asyncio.create_task(self._hand_over(queue, target, way))
        try:
            while data := await source.read(PACKET):
                if target.transport.is_closing():
                    # What was read ahead of a reset is thrown away, and takes no room on the line.
                    break
                now = self._loop.time()
                begun = max(now, self._free[way])
                self._free[way] = begun + (len(data) / self._speed if self._speed else 0)
                await asyncio.sleep(self._free[way] - now)
                await queue.put((self._free[way] + self._delay, data))
        finally:
            await queue.put((self._loop.time() + self._delay, b""))
            await handing

    async def _hand_over(
        self, queue: "asyncio.Queue[tuple[float, bytes]]", target: asyncio.StreamWriter, way: str
    ) -> None:
        with suppress(OSError):
            while True:
                at, data = await queue.get()
                await asyncio.sleep(at - self._loop.time())
                if not data:
                    break
                target.write(data)
                await target.drain()
                setattr(self, way, getattr(self, way) + len(data))
            target.write_eof()
            return
        while (await queue.get())[1]:  # the other end is gone; nobody may wait for room
            pass
