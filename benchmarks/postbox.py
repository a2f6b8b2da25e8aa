"""A mail server for the benchmark, in a process of its own: writes down when each mail came and which it was."""

import sys
import time

from aiosmtpd.controller import UnthreadedController


class Ledger:
    """One line a mail on standard output: seconds, Message-ID."""

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        _before, _name, rest = envelope.content.partition(b"\r\nMessage-ID:")
        print(time.monotonic(), rest.split(None, 1)[0].decode(), flush=True)
        return "250 OK"


if __name__ == "__main__":
    here = {"hostname": "127.0.0.1", "port": int(sys.argv[1]), "server_hostname": "localhost"}
    controller = UnthreadedController(Ledger(), **here)
    controller.begin()
    controller.loop.run_forever()
