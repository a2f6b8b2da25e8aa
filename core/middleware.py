"""Refusals outside the API: the sentence is shown where the person stands; nothing is a 500."""

from django.contrib import messages
from django.db import DataError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from core import problem
from core.errors import DomainError


class RefusalMiddleware:
    """Turns a DomainError of a page into a message: back to the form for a POST, else a 409 page.

    Whoever sent JSON (allauth's endpoints for apps) gets the same problem document as from the API. What no column
    can hold (a NUL byte, a number out of range) and no form has caught is a bad request.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        if not isinstance(error, DomainError | DataError):
            return None
        if request.content_type == "application/json":
            return problem.answer(error)
        if isinstance(error, DataError):
            return render(request, "400.html", status=400)
        back = request.headers.get("Referer", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(back, {request.get_host()}):
            messages.error(request, str(error))
            return HttpResponseRedirect(back)
        return render(request, "409.html", {"sentence": str(error)}, status=409)
