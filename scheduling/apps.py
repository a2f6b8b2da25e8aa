from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchedulingConfig(AppConfig):
    name = "scheduling"
    verbose_name = _("Meetings")

    def ready(self):
        import_module("scheduling.erasing")  # what these register needs the models
        import_module("scheduling.meeting_book")
