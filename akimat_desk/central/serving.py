"""Runs the application under uvicorn: listens, says where, stops when told."""

import asyncio
import gc
import signal
import socket
import ssl
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import msgspec
import uvicorn
from filelock import FileLock, Timeout
from litestar import Litestar

from akimat_desk.central import audit
from akimat_desk.central.app import application
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import AddressTaken, CertificateUnusable, FolderInUse
from akimat_desk.central.logs import log_to_stderr
from akimat_desk.central.rates import Rated
from akimat_desk.central.store.database import CONNECTIONS
from akimat_desk.central.watching import Watched

_LOCK = "server.lock"
_PATIENCE = 10
"""Seconds that running requests have to finish in when the server is told to stop."""
_KEEP_ALIVE = 20
_MOST_CONNECTIONS = 4096


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """How callers come: `proxies` are the addresses whose X-Forwarded-For is believed."""

    certificate: Path | None = None
    key: Path | None = None
    proxies: tuple[str, ...] = ()
    metrics_token: str = ""

    @property
    def scheme(self) -> str:
        return "http" if self.certificate is None else "https"

    def demand_usable(self) -> None:
        """Raises CertificateUnusable, before anything listens."""
        if self.certificate is None and self.key is None:
            return
        if self.certificate is None or self.key is None:
            raise CertificateUnusable("one_of_two")
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
                self.certificate, self.key, password=_no_password
            )
        except ssl.SSLError as wrong:
            raise CertificateUnusable(wrong.reason or "content") from None
        except OSError:
            raise CertificateUnusable("file") from None


class Listening:
    """A bound socket before the first request; `address` is what desks are given."""

    def __init__(self, host: str, port: int, scheme: str = "http") -> None:
        """Raises AddressTaken; port 0 takes a free one."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.socket.bind((host, port))
            self.socket.listen(1024)
        except OSError as wrong:
            self.socket.close()
            raise AddressTaken(host, port) from wrong
        self.port: int = self.socket.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        self.address = f"{scheme}://{shown}:{self.port}"


def serve(centre: Centre, listening: Listening, way: Way | None = None) -> None:
    """Until SIGTERM or SIGINT. What was acknowledged is committed, so nothing is lost either way.

    Raises FolderInUse.
    """
    lock = FileLock(centre.folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as wrong:
        raise FolderInUse(str(centre.folder)) from wrong
    try:
        centre.start(partial(audit.begin_anew, centre))
        for told in (signal.SIGTERM, signal.SIGINT):
            # uvicorn passes the signal on when it has stopped; an orderly stop ends with code 0.
            signal.signal(told, lambda *_: None)
        log_to_stderr()
        config = _configuration(centre, way or Way())
        uvicorn.Server(config).run(sockets=[listening.socket])
    finally:
        listening.socket.close()
        lock.release()


def _configuration(centre: Centre, way: Way) -> uvicorn.Config:
    served = application(centre, metrics_token=way.metrics_token, lifespan=[_workers])
    return uvicorn.Config(
        Watched(Rated(served), served.state.measures),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_PATIENCE,
        timeout_keep_alive=_KEEP_ALIVE,
        limit_concurrency=_MOST_CONNECTIONS,
        server_header=False,
        lifespan="on",
        # Without a proxy that is named nobody's word about another address is believed.
        proxy_headers=bool(way.proxies),
        forwarded_allow_ips=list(way.proxies),
        ssl_certfile=way.certificate,
        ssl_keyfile=way.key,
    )


@asynccontextmanager
async def _workers(_app: Litestar) -> AsyncIterator[None]:
    """So many threads work for requests; the others wait, which costs neither memory nor locks."""
    loop = asyncio.get_running_loop()
    workers = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="centre")
    loop.set_default_executor(workers)
    # What was loaded stays: looking through it again and again costs a push more than its COPY.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    yield


def _no_password() -> str:
    """A key under a password cannot be used by what starts alone; OpenSSL would ask a terminal."""
    return ""
