"""allauth's tables for the bare server: forum.models needs them, and allauth's own start insists on middleware."""

from django.apps import AppConfig


class Account(AppConfig):
    name = "allauth.account"
    default_auto_field = "django.db.models.BigAutoField"
