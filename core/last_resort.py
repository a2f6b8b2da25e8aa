"""What is said when no view answers: below /api/ a problem document, everywhere else the page."""

from django.utils.translation import gettext as _
from django.views import defaults
from rest_framework import exceptions

from core import problem

API = "/api/"


def bad_request(request, exception):
    return _said(request, exceptions.ParseError(_("This request cannot be understood."))) or defaults.bad_request(
        request, exception
    )


def forbidden(request, exception):
    return _said(request, exceptions.PermissionDenied()) or defaults.permission_denied(request, exception)


def not_found(request, exception):
    return _said(request, exceptions.NotFound()) or defaults.page_not_found(request, exception)


def broken(request):
    return _said(request, exceptions.APIException()) or defaults.server_error(request)


def _said(request, error):
    return problem.answer(error) if request.path_info.startswith(API) else None
