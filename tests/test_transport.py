"""The line to a server that was built before answers came in parts, and to one that gives them."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from akimat_desk.exchange import parts
from akimat_desk.exchange.messages import MEDIA_TYPE, Frames, pack, packed, unpack
from akimat_desk.exchange.parts import HELD, Begun, Packer, Unpacker, known_message
from akimat_desk.transport import Line, LineDown

MESSAGES = [b"\x01", b"\x02", b"\x03", b"\x04"]
PARTS = [bytes([n]) * 100_000 for n in (5, 6)]


class Server:
    """Answers in turn with what it is given: a type, headers, pieces, whether they are all."""

    def __init__(self) -> None:
        self.turns: list[tuple[dict[str, str], list[bytes], bool]] = []
        self.asked: list[tuple[dict[str, str], bytes]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = b""
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                server.asked.append(({k.lower(): v for k, v in self.headers.items()}, body))
                headers, pieces, is_whole = server.turns.pop(0)
                self.send_response(200)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("transfer-encoding", "chunked")
                self.end_headers()
                for piece in pieces:
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                if is_whole:
                    self.wfile.write(b"0\r\n\r\n")
                self.close_connection = not is_whole

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join(10)
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    made = Line(server.url)
    yield made
    made.close()


def stream(*messages: bytes) -> list[bytes]:
    packer = Packer()
    return [*(piece for one in messages for piece in packer.packed(one)), packer.end()]


NEW = {"content-type": parts.MEDIA_TYPE, "accept-post": parts.MEDIA_TYPE}


def test_a_server_of_before_is_spoken_to_as_before(server, line) -> None:
    answer = pack({"a": 1})
    server.turns = [({"content-type": MEDIA_TYPE}, [answer], True)] * 2
    for _ in range(2):
        assert list(line.answers(MESSAGES)) == [answer]
    assert not line.takes_parts
    for headers, body in server.asked:
        assert headers["content-type"] == MEDIA_TYPE
        assert HELD not in headers
        assert list(Frames().feed(body)) == list(map(packed, MESSAGES))


def test_a_server_that_takes_streams_gets_one_where_there_is_much(server, line) -> None:
    server.turns = [({**NEW, "content-type": MEDIA_TYPE}, [pack(1)], True)] * 3
    for messages in (MESSAGES[:1], MESSAGES, MESSAGES[:2]):
        assert [unpack(one, int) for one in line.answers(messages)] == [1]
    told = [headers["content-type"] for headers, _ in server.asked]
    assert told == [MEDIA_TYPE, parts.MEDIA_TYPE, MEDIA_TYPE]
    assert list(Unpacker().feed(server.asked[1][1])) == MESSAGES


def test_of_a_part_that_was_cut_only_the_rest_is_asked_for(server, line) -> None:
    whole = stream(b"answer", known_message(0), *PARTS)
    server.turns = [(NEW, whole[:4], False)]
    came: list[bytes] = []
    with pytest.raises(LineDown):
        came.extend(line.answers(MESSAGES))
    assert came == [b"answer"]
    held = line.under_way
    assert 0 < held < len(PARTS[0])
    # A call without any answer takes nothing of it away.
    server.turns = [(NEW, [], False)]
    with pytest.raises(LineDown):
        list(line.answers(MESSAGES))
    assert line.under_way == held
    rest = stream(b"answer", known_message(held), PARTS[0][held:], PARTS[1])
    server.turns = [(NEW, rest, True)]
    assert list(line.answers(MESSAGES)) == [b"answer", *PARTS]
    named = [Begun.read(headers.get(HELD, "")) for headers, _ in server.asked]
    assert named == [None, Begun.of(PARTS[0][:held]), Begun.of(PARTS[0][:held])]
    assert line.under_way == 0


def test_a_server_that_forgot_the_part_gives_it_whole(server, line) -> None:
    whole = stream(b"answer", known_message(0), *PARTS)
    server.turns = [(NEW, whole[:4], False), (NEW, whole, True)]
    with pytest.raises(LineDown):
        list(line.answers(MESSAGES))
    assert list(line.answers(MESSAGES)) == [b"answer", *PARTS]


@pytest.mark.parametrize("cut", [2, -1], ids=["between", "before the end"])
def test_a_stream_without_its_end_is_a_lost_line(server, line, cut) -> None:
    """Also where a proxy between says that this was all."""
    whole = stream(b"answer", known_message(0), *PARTS)
    server.turns = [(NEW, whole[:cut], True), (NEW, [b"no stream"], True)]
    for _ in range(2):
        with pytest.raises(LineDown):
            list(line.answers(MESSAGES))
