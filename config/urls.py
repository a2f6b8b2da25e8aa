"""Addresses. Web pages under /<edition>/, the API under /api/v1/<edition>/."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.utils.module_loading import import_string
from django.views.generic import TemplateView
from drf_spectacular.views import SpectacularAPIView

from config.health import healthz, metrics
from config.landing import home, no_such_page
from core.styleguide import styleguide
from forum.web.photos import photo

api = [
    path("", include("forum.api.urls")),
    path("", include("delegations.api.urls")),
    path("", include("scheduling.api.urls")),
    path("", include("notifications.api.urls")),
]

handler400 = "core.last_resort.bad_request"
handler403 = "core.last_resort.forbidden"
handler404 = "core.last_resort.not_found"
handler500 = "core.last_resort.broken"

provider = settings.ANYMAIL.get("WEBHOOK_SECRET") and "notifications.web.provider_events.events"
provider_events = [path("provider/events/", import_string(provider))] if provider else []
mailbox = [path("mailbox/", include("notifications.web.urls"))] if settings.MAILBOX_DIR else []

urlpatterns = [
    path("", home, name="home"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
    path("healthz", healthz),
    path("metrics", metrics),
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.web.urls")),
    path("", include("notifications.web.told_urls")),
    path("_allauth/app/v1/account/phone", no_such_page),  # nobody has a telephone here, and allauth's view falls over
    path("_allauth/", include("allauth.headless.urls")),
    *mailbox,
    *provider_events,
    path("styleguide/", styleguide, name="styleguide"),
    path("media/persons/<str:name>", photo),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", TemplateView.as_view(template_name="api_docs.html"), name="api-docs"),
    path("api/v1/<slug:edition>/", include(api)),
    path("<slug:slug>/", include("forum.web.feed_urls")),
    path("<slug:edition>/", include("forum.web.urls")),
    path("<slug:edition>/", include("delegations.web.urls")),
    path("<slug:edition>/clearance/", include("delegations.web.clearance_urls")),
    path("<slug:edition>/", include("scheduling.web.urls")),
    path("<slug:edition>/portal/", include("scheduling.web.urls_portal")),
]
