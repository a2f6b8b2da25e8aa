"""How often one address may come with a group code, a right one or a wrong one: pages and API count together."""

from rest_framework.throttling import SimpleRateThrottle


class Guessing(SimpleRateThrottle):
    scope = "group-code"
    rate = "120/min"

    def get_cache_key(self, request, view):
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}
