from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from delegations.wallet.checks import wallets


class DelegationsConfig(AppConfig):
    name = "delegations"
    verbose_name = _("Delegations")

    def ready(self):
        register(wallets)
