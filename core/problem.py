"""Errors of the API as problem documents (RFC 9457). Their codes are kebab-case, whoever raised them."""

from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core.errors import DomainError, InvalidInput

MEDIA_TYPE = "application/problem+json"


def handle(error, context):
    """DRF's exception handler: any refusal becomes ``type, title, status, detail`` plus ``errors`` or facts.

    ``errors`` is a list of ``{"pointer": "/field", "detail": sentence}`` (pointers by RFC 6901).
    """
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, DataError):
        error = InvalidInput(_("Something in this cannot be stored: a NUL character, or a number that is too large."))
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, DomainError):
        set_rollback()
        return _domain(error)
    if isinstance(error, exceptions.APIException):
        set_rollback()
        return _framework(error)
    return None


def answer(error):
    """The same outside the API's views: in a middleware, or where no view was found."""
    made = handle(error, {})
    return JsonResponse(made.data, status=made.status_code, content_type=MEDIA_TYPE)


def document(*, code, title, http_status, detail="", **more):
    """A problem document as a DRF response."""
    body = {"type": f"urn:majlis:problem:{code}", "title": str(title), "status": http_status, "detail": str(detail)}
    return Response(body | more, status=http_status, content_type=MEDIA_TYPE)


def _domain(error):
    if isinstance(error, InvalidInput):
        errors = [{"pointer": f"/{error.field}", "detail": str(error)}] if error.field else []
        return document(code=error.code, title=error, http_status=status.HTTP_400_BAD_REQUEST, errors=errors)
    return document(code=error.code, title=error, http_status=status.HTTP_409_CONFLICT, detail=error, facts=error.facts)


def _framework(error):
    response = document(
        code=error.default_code.replace("_", "-"),
        title=_title(error),
        http_status=error.status_code,
        **_details(error),
    )
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait))
    if challenge := getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = challenge
    return response


def _title(error):
    """The kind of refusal in words. Some of the framework's have a gap in them, filled in the detail only."""
    general = str(error.default_detail)
    return error.detail if "{" in general else general


def _details(error):
    if not isinstance(error, exceptions.ValidationError):
        return {"detail": error.detail}
    return {"errors": list(_pointers(error.detail, ""))}


def _pointers(detail, pointer):
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _pointers(value, pointer if key == "non_field_errors" else f"{pointer}/{key}")
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            nested = isinstance(value, dict | list)
            yield from _pointers(value, f"{pointer}/{index}" if nested else pointer)
    else:
        yield {"pointer": pointer, "detail": str(detail)}
