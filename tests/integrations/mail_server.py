"""A small SMTP server that keeps what it gets and can fail in all its ways."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class Post:
    """What the server does with the next letters, and those it has taken.

    `manner`: well, refuses_address, later, refuses_content, drops, hangs, greets_badly.
    """

    manner: str = "well"
    letters: list[Message] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    released: threading.Event = field(default_factory=threading.Event)


class _Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    post: Post

    def handle(self) -> None:
        self.post.connections += 1
        if self.post.manner == "greets_badly":
            return self._say("554 no service here")
        if self.post.manner == "hangs":
            self.post.released.wait(10)
            return None
        self._say("220 post.test ESMTP")
        while line := self.rfile.readline():
            word = line.split(maxsplit=1)[0].upper() if line.strip() else b""
            if word == b"QUIT":
                return self._say("221 bye")
            if word == b"DATA":
                if self.post.manner == "drops":
                    return None
                self._take()
            elif word == b"RCPT":
                self._say(self._about_address())
            else:
                self._say("250 ok")
        return None

    def _about_address(self) -> str:
        return {
            "refuses_address": "550 5.1.1 no such mailbox",
            "later": "451 4.3.0 try again later",
        }.get(self.post.manner, "250 ok")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()).rstrip(b"\r\n") != b".":
            lines.append(line)
        if self.post.manner == "refuses_content":
            return self._say("554 5.7.1 content refused")
        self.post.letters.append(message_from_bytes(b"".join(lines)))
        return self._say("250 taken")

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def serving() -> Iterator[Post]:
    """The server, on a free port of this machine."""
    post = Post()
    talk = type("Talk", (_Talk,), {"post": post})
    with _Server(("127.0.0.1", 0), talk) as server:
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield post
        finally:
            post.released.set()
            server.shutdown()
            thread.join()
