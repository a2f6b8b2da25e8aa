"""Logs for machines: one JSON object a line, with the request's id and the user's, and nothing personal."""

import logging
import re
import sys
import time
import uuid
from typing import Any

import structlog

log = logging.getLogger("majlis.request")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def config(level="INFO"):
    """The LOGGING setting: everything, Django's own lines too, as JSON on standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        _without_address,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    rendered: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.ExceptionRenderer(_Traceback(show_locals=False)),
        structlog.processors.JSONRenderer(),
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": structlog.stdlib.ProcessorFormatter, "processors": rendered, "foreign_pre_chain": shared}
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django.server": {"handlers": ["stderr"], "propagate": False}},
    }


def _without_address(_logger, _method, line):
    """Django's own lines name the address that was asked for, which may hold a token or a name."""
    if str(line.get("logger", "")).startswith("django."):
        for name in ("request", "message"):  # the whole request, and the line as another handler wrote it
            line.pop(name, None)
        line["event"] = str(line["event"]).partition(": /")[0]
    return line


class _Traceback(structlog.tracebacks.ExceptionDictTransformer):
    """Where it happened and the first line of what was said: the database's next line holds the row, people and all."""

    def __call__(self, exc_info):
        told = super().__call__(exc_info)
        for one in told:
            one["exc_value"] = one["exc_value"].partition("\n")[0]
        return told


class RequestLogMiddleware:
    """Gives a request an id (the proxy's, where it sends a sound one), and writes one line when it is answered.

    The path is that of the route and never the address itself, which may hold a token or a name.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request.id):
            response = self.get_response(request)
            if log.isEnabledFor(logging.INFO):
                took = round((time.perf_counter() - started) * 1000, 1)
                facts = {"status": response.status_code, "milliseconds": took}
                log.info("request", extra=_facts(request) | facts)
        response["X-Request-ID"] = request.id
        return response


def _facts(request):
    match = request.resolver_match
    user = vars(request).get("_cached_user")  # whoever the view asked for; this line asks for nobody
    return {
        "method": request.method,
        "route": match.route if match else None,
        "user": user.pk if user else None,
    }
