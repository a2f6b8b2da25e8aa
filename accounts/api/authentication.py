"""Who asks the API: an app by its session token, a page of ours by its session cookie."""

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.exceptions import AuthenticationFailed


class SessionToken(XSessionTokenAuthentication):
    """The ``X-Session-Token`` that signing in at /_allauth/app/v1/ gives. One that is over is 401, everywhere."""

    def authenticate(self, request):
        found = super().authenticate(request)
        if found is None and self.get_session_token(request):
            raise AuthenticationFailed(_("This sign-in is over. Sign in again."))
        return found

    def authenticate_header(self, request):
        return 'X-Session-Token realm="api"'


class SessionTokenScheme(OpenApiAuthenticationExtension):
    """How the description of the API names it."""

    target_class = SessionToken
    name = "sessionToken"

    def get_security_definition(self, auto_schema):
        return {"type": "apiKey", "in": "header", "name": "X-Session-Token"}
