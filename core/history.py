"""Who changed a row: the history that the database's triggers write knows the user of the request."""

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import empty

WRITES = ("POST", "PUT", "PATCH", "DELETE")


class Actor:
    """The user of a request, asked for only when a row is written.

    Nothing may touch ``request.user`` before allauth has read its token (the session of the token would never be
    looked at), so an unread user counts as nobody; whatever acts for a user has read it by then.
    """

    def __init__(self, request):
        self.request = request

    @property
    def pk(self):
        user = getattr(self.request, "user", None)
        return None if user is None or getattr(user, "_wrapped", None) is empty else user.pk


class HistoryEncoder(DjangoJSONEncoder):
    def default(self, o):
        return o.pk if isinstance(o, Actor) else super().default(o)


class HistoryMiddleware:
    """Ties every history row of a changing request to one context with its user and address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in WRITES:
            return self.get_response(request)
        with pghistory.context(user=Actor(request), url=request.path):
            return self.get_response(request)
