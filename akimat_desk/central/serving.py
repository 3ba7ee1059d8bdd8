"""Runs the application under uvicorn: listens, says where, stops when told."""

import logging
import signal
import socket
import sys

import uvicorn
from filelock import FileLock, Timeout

from akimat_desk.central.app import application
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import AddressTaken, FolderInUse

_LOCK = "server.lock"
_PATIENCE = 10
"""Seconds that running requests have to finish in when the server is told to stop."""


class Listening:
    """A bound socket before the first request; `address` is what desks are given."""

    def __init__(self, host: str, port: int) -> None:
        """Raises AddressTaken; port 0 takes a free one."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.socket.bind((host, port))
            self.socket.listen(1024)
        except OSError as wrong:
            self.socket.close()
            raise AddressTaken(host, port) from wrong
        self.port: int = self.socket.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self.port}"


def serve(centre: Centre, listening: Listening) -> None:
    """Until SIGTERM or SIGINT. What was acknowledged is committed, so nothing is lost either way.

    Raises FolderInUse.
    """
    lock = FileLock(centre.folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as wrong:
        raise FolderInUse(str(centre.folder)) from wrong
    try:
        centre.start()
        for told in (signal.SIGTERM, signal.SIGINT):
            # uvicorn passes the signal on when it has stopped; an orderly stop ends with code 0.
            signal.signal(told, lambda *_: None)
        _log_to_stderr()
        config = uvicorn.Config(
            application(centre),
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=_PATIENCE,
            server_header=False,
            lifespan="on",
        )
        uvicorn.Server(config).run(sockets=[listening.socket])
    finally:
        listening.socket.close()
        lock.release()


def _log_to_stderr() -> None:
    """One JSON object a line, with the time; requests are told by what they did, not by address."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("akimat.central")
    log.handlers = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False
