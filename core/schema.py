"""How the API describes itself."""

from drf_spectacular.openapi import AutoSchema

from core.permissions import PUBLIC


class Described(AutoSchema):
    """What is public needs no sign-in, and the description says so: the framework cannot read our rules."""

    def get_auth(self):
        ways = super().get_auth()
        rules = getattr(self.view, "rules", {})
        rule = rules.get(getattr(self.view, "action", None) or self.method.lower())
        return [{}, *ways] if rule == PUBLIC else ways
