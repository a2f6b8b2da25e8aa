"""A mail server that misbehaves while a file says how: `python -m benchmarks.faulty_postbox PORT FILE`.

The file holds a verb (MAIL, RCPT, DATA) and the answer that it gets instead: a whole one as in `DATA 451 later`, or
HANG or DROP. Removed or empty: all is well. Each mail taken is one line on standard output: seconds, recipient.
"""

import asyncio
import sys
import time
from pathlib import Path

from aiosmtpd.controller import UnthreadedController

HANG, DROP = "HANG", "DROP"


class Postbox:
    def __init__(self, mood: Path) -> None:
        self._mood = mood

    async def handle_MAIL(self, server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's names
        if answer := await self._fault("MAIL", server):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        if answer := await self._fault("RCPT", server):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        if answer := await self._fault("DATA", server):
            return answer
        print(time.monotonic(), *envelope.rcpt_tos, flush=True)
        return "250 OK"

    async def _fault(self, verb, server):
        try:
            wanted, _, answer = self._mood.read_text().partition(" ")
        except FileNotFoundError:
            return None
        if wanted != verb:
            return None
        if answer == DROP:
            server.transport.abort()
        if answer == HANG:
            await asyncio.sleep(3600)
        return answer


if __name__ == "__main__":
    here = {"hostname": "127.0.0.1", "port": int(sys.argv[1]), "server_hostname": "localhost"}
    controller = UnthreadedController(Postbox(Path(sys.argv[2])), **here)
    controller.begin()
    controller.loop.run_forever()
