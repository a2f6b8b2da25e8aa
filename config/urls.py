"""Addresses. Web pages under /<edition>/, the API under /api/v1/<edition>/."""

from django.contrib import admin
from django.urls import include, path

from core.styleguide import styleguide

api = [
    path("", include("forum.api.urls")),
    path("", include("delegations.api.urls")),
    path("", include("scheduling.api.urls")),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("_allauth/", include("allauth.headless.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("styleguide/", styleguide, name="styleguide"),
    path("api/v1/<slug:edition>/", include(api)),
    path("<slug:edition>/", include("forum.web.urls")),
    path("<slug:edition>/", include("delegations.web.urls")),
    path("<slug:edition>/", include("scheduling.web.urls")),
]
