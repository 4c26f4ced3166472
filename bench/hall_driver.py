"""Officers of a hall over HTTP, in a process of their own.

`python -m bench.hall_driver PORT SECONDS PAUSE` reads the officers as JSON from its
input and prints what each request took and which tickets were given and called.
"""

import json
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any, Final

STEPS: Final = ("issue", "call", "start", "finish")
OK: Final = frozenset({200, 201})


class Officer:
    """One counter: gives a number, calls, begins, ends; again and again."""

    def __init__(self, port: int, keys: dict[str, Any]) -> None:
        """Open the console."""
        self.keys = keys
        self.line = HTTPConnection("127.0.0.1", port)
        self.times: dict[str, list[float]] = {step: [] for step in (*STEPS, "cycle")}
        self.issued: list[str] = []
        self.called: list[str] = []
        counter = {"counter": keys["counter"], "takes_over": True}
        self._ask("/api/v1/hall/sittings", counter)
        # The others sit down meanwhile: the server may not keep an idle line.
        self.line.close()

    def work(self, end: float, pause: float) -> None:
        """Cycles until the end; a pause between two, as people take their time."""
        while time.perf_counter() < end:
            began = time.perf_counter()
            self.give()
            if not self.call():
                # A rival of the same queue was faster.
                continue
            self._act("start")
            self.finish()
            self.times["cycle"].append(time.perf_counter() - began)
            if pause:
                time.sleep(pause)

    def give(self) -> None:
        """Give out a number of the counter's own queue."""
        self.give_code()

    def give_code(self) -> str:
        """Give out a number; the code of its page."""
        issued = self._timed("issue", "/api/v1/hall/tickets", self.keys["ask"])
        self.issued.append(f"{issued['day']} {issued['label']}")
        return str(issued["code"])

    def call(self) -> str:
        """Call the next one; the number, or nothing when nobody waits."""
        called = self._act("call")
        if called is None:
            return ""
        self.called.append(called["id"])
        return str(called["label"])

    def finish(self) -> None:
        """End the visit."""
        self._act("finish", service="guidance")

    def _act(self, verb: str, **sent: str) -> Any:
        path = f"/api/v1/hall/sittings/mine/{verb}"
        return self._timed(verb, path, sent)["ticket"]

    def _timed(self, step: str, path: str, sent: dict[str, Any]) -> Any:
        began = time.perf_counter()
        answer = self._ask(path, sent)
        self.times[step].append(time.perf_counter() - began)
        return answer

    def _ask(self, path: str, sent: dict[str, Any]) -> Any:
        headers = {
            "Authorization": f"Bearer {self.keys['token']}",
            "Content-Type": "application/json",
            "Idempotency-Key": uuid.uuid4().hex,
        }
        self.line.request("POST", path, json.dumps(sent), headers)
        answer = self.line.getresponse()
        text = answer.read()
        if answer.status not in OK:
            raise RuntimeError(f"{path} → {answer.status}: {text[:300]!r}")
        return json.loads(text)


def main(port: int, seconds: float, pause: float) -> None:
    """Let all officers work at once."""
    officers = [Officer(port, keys) for keys in json.load(sys.stdin)]
    end = time.perf_counter() + seconds
    with ThreadPoolExecutor(len(officers)) as pool:
        for done in [pool.submit(each.work, end, pause) for each in officers]:
            done.result()
    print(
        json.dumps(
            {
                "times": {
                    name: [t for officer in officers for t in officer.times[name]]
                    for name in (*STEPS, "cycle")
                },
                "issued": [label for officer in officers for label in officer.issued],
                "called": [key for officer in officers for key in officer.called],
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))
