"""A small IMAP server for tests: one folder, of which it knows what is seen. It speaks what reading needs, no more."""

import re
import socketserver
import threading

UID = re.compile(rb"UID (\w+) ?(.*)", re.DOTALL)


class ImapServer:
    """A context manager. ``mails``: bytes by UID. ``seen``: the UIDs marked so. ``asked``: every command, in order."""

    def __init__(self, **mails):
        self.mails = {name.removeprefix("uid"): raw for name, raw in mails.items()}
        self.seen: set[str] = set()
        self.asked: list[str] = []

    def __enter__(self):
        serving = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                self.wfile.write(b"* OK ready\r\n")
                while line := self.rfile.readline():
                    tag, _space, command = line.strip().partition(b" ")
                    serving.asked.append(command.decode())
                    self.wfile.write(serving.answer(command) + tag + b" OK done\r\n")
                    if command == b"LOGOUT":
                        return

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def answer(self, command: bytes) -> bytes:
        """The lines before the OK."""
        if command.startswith(b"CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command.startswith(b"SELECT"):
            return b"* %d EXISTS\r\n" % len(self.mails)
        if command.startswith(b"LOGOUT"):
            return b"* BYE\r\n"
        found = UID.match(command)
        return getattr(self, f"_{found[1].decode().lower()}")(found[2].decode()) if found else b""

    def _search(self, _words):
        unseen = [uid for uid in self.mails if uid not in self.seen]
        return f"* SEARCH {' '.join(unseen)}\r\n".encode()

    def _fetch(self, words):
        uid, _space, what = words.partition(" ")
        raw = self.mails[uid]
        if "SIZE" in what:
            return f"* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)})\r\n".encode()
        if "HEADER" in what:
            raw = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        return b"* 1 FETCH (UID %s BODY[] {%d}\r\n%s)\r\n" % (uid.encode(), len(raw), raw)

    def _store(self, words):
        self.seen.add(words.partition(" ")[0])
        return b""
