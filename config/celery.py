"""The task queue. Recovery comes from leases in PostgreSQL, so the broker may lose or repeat anything."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("majlis")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
