"""How an entry's body, its content and its place are pinned down by digests."""

import hashlib
import hmac

_ORIGIN = b"akimat origin 1"


def body_commitment(salt: bytes, body: bytes) -> bytes:
    """HMAC-SHA256 under the salt: once salt and body are dropped, nothing can be guessed."""
    return hmac.digest(salt, body, "sha256")


def content_digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def chain_start(origin: bytes) -> bytes:
    """The link before the first entry: a chain cannot be replayed as that of another origin."""
    return hashlib.sha256(_ORIGIN + origin).digest()


def chain_link(previous: bytes, content_id: bytes) -> bytes:
    return hashlib.sha256(previous + content_id).digest()
