"""What `manage.py check` says of a wallet that somebody began to configure."""

from django.core.checks import Error
from django.utils import timezone

from delegations.wallet import keys


def wallets(app_configs, **_kwargs):
    """An error for each wallet that has some of its settings and gives no passes; one without any is left alone."""
    begun = {"Apple Wallet": keys.APPLE, "Google Wallet": keys.GOOGLE}
    return [
        Error(f"{state.name}: {state.problem}", id="delegations.E001")
        for state in keys.states(now=timezone.now())
        if state.problem and any(keys.is_set(name) for name in begun[state.name])
    ]
