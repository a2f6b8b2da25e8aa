"""A person at a browser: signs in with the code from the mail, opens pages, sends forms."""

import re

from django.test import Client

from tests.servers import wait_until

CODE = re.compile(r"\b(\d{4}-?\d{4})\b")


class Visitor:
    def __init__(self, email, post):
        self.email, self._post, self._client = email, post, Client(enforce_csrf_checks=False)

    def sign_in(self):
        """Ask for a code, read it in the mail that the server took, enter it."""
        had = len(self._codes())
        self.send("/accounts/login/code/", email=self.email)
        wait_until(lambda: len(self._codes()) > had, seconds=10)
        self.send("/accounts/login/code/confirm/", code=self._codes()[-1])
        return self

    def open(self, path, status=200):
        return self._seen(self._client.get(path, follow=True), status)

    def send(self, path, *, status=200, **fields):
        """Post a form and follow where it leads; gives the page's text."""
        return self._seen(self._client.post(path, fields, follow=True), status)

    def ask(self, path, *, status, **facts):
        """Post JSON to the API; gives the answer's JSON."""
        answer = self._client.post(path, facts, content_type="application/json")
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def _codes(self):
        bodies = [mail.get_body(("plain",)).get_content() for mail in self._post.to(self.email)]
        return [found.group(1) for body in bodies if "sign in" in body.lower() and (found := CODE.search(body))]

    def _seen(self, answer, status):
        text = answer.content.decode()
        assert answer.status_code == status, text
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]
        return text
