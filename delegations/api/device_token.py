"""Who asks at a gate: a device by the token that its enrolment gave, good for the gate's endpoints and no others."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from core import access
from core.permissions import NamedRule, rule_of
from delegations import gate_rows
from delegations.actions import devices
from delegations.models import Device

WORD = "Gate"


class DeviceToken(BaseAuthentication):
    """``Authorization: Gate <token>``. Gives nobody as the user and the device as ``request.auth``."""

    def authenticate(self, request):
        word, _space, token = request.headers.get("Authorization", "").partition(" ")
        if word != WORD:
            return None
        device = gate_rows.device(request.edition, devices.print_of(token))
        if device is None:
            raise AuthenticationFailed(_("This device is not enrolled, or no longer."), code="device-unknown")
        return None, device

    def authenticate_header(self, request):
        return f'{WORD} realm="gate"'


class EnrolledDevice(NamedRule):
    """Asks the rule of the device instead of a user."""

    def has_permission(self, request, view):
        rule = rule_of(view, request)
        return rule is not None and isinstance(request.auth, Device) and access.allows(request.auth, rule, None)


class DeviceView(APIView):
    """An endpoint of the gate. Not limited by address: fifty phones of a venue share one."""

    authentication_classes = [DeviceToken]
    permission_classes = [EnrolledDevice]
    throttle_classes: list = []


class AskingPeople(SimpleRateThrottle):
    """How often one device may look for people."""

    scope = "gate-lookup"
    rate = "40/min"

    def get_cache_key(self, request, view):
        return self.cache_format % {"scope": self.scope, "ident": request.auth.pk} if request.auth else None


class Enrolling(SimpleRateThrottle):
    """How often one address may try a code."""

    scope = "gate-enrol"
    rate = "30/min"

    def get_cache_key(self, request, view):
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class DeviceTokenScheme(OpenApiAuthenticationExtension):
    """How the description of the API names it."""

    target_class = DeviceToken
    name = "deviceToken"

    def get_security_definition(self, auto_schema):
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Gate <token>"}
