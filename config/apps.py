"""The admin panel as an app: Django's, with our site."""

from django.contrib.admin.apps import AdminConfig


class PanelConfig(AdminConfig):
    default_site = "config.admin_site.Panel"
