"""The looks of the admin panel (django-unfold), with scales of colours around static/css/tokens.css."""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_TITLE": "Majlis",
    "SITE_HEADER": "Majlis مجلس",
    "SITE_SUBHEADER": "config.admin_site.zone_in_words",
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("img/seal.svg"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/seal.svg")}],
    "SHOW_LANGUAGES": True,
    "SHOW_HISTORY": False,  # Django's own knows nothing of buttons and actions; the screens show theirs
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "config.admin_site.overview_of_the_desks",
    "ENVIRONMENT": "config.admin_site.badge",
    "ACCOUNT": {"navigation": [{"title": _("Your account"), "link": reverse_lazy("account")}]},
    "BORDER_RADIUS": "3px",
    "STYLES": [lambda request: static("css/fonts.css"), lambda request: static("css/admin.css")],
    "SIDEBAR": {"show_search": True, "navigation": "config.admin_site.menu"},
    "COLORS": {
        "base": {
            "50": "#fbfaf7",
            "100": "#f3f2ed",
            "200": "#e0dfd7",
            "300": "#c3c5bb",
            "400": "#98a69f",
            "500": "#5b6865",
            "600": "#45534f",
            "700": "#2f3c39",
            "800": "#1a2828",
            "900": "#13201b",
            "950": "#0d1613",
        },
        "primary": {
            "50": "#f1f6f3",
            "100": "#e7efea",
            "200": "#b9cfc4",
            "300": "#8accac",
            "400": "#6fb795",
            "500": "#4d9474",
            "600": "#0f4a37",
            "700": "#0b3628",
            "800": "#0a3527",
            "900": "#0a2119",
            "950": "#06150f",
        },
    },
}
