"""The gate's app: one page that works without network, its manifest and its service worker.

Nobody signs in here: a phone is enrolled, and everything of a person comes from the API.
"""

import hashlib
import json
from functools import cache

from csp.constants import SELF, WASM_UNSAFE_EVAL
from csp.decorators import csp_update
from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from delegations.web import gate_words

FILES = settings.BASE_DIR / "static"
MODULES = sorted(f"js/gate/{path.name}" for path in (FILES / "js/gate").glob("*.js"))
VENDOR = [
    "vendor/noble-ed25519/noble-ed25519-3.2.0.js",
    "vendor/zxing-wasm/zxing-reader-3.1.4.iife.js",
    "vendor/zxing-wasm/zxing_reader-3.1.4.wasm",
]
STYLES = [f"css/{name}.css" for name in ("tokens", "fonts", "base", "buttons", "forms", "pages/gate")]
PICTURES = ["img/seal.svg", "img/gate-192.png", "img/gate-512.png"]
NASTALIQ = [f"fonts/noto-nastaliq-urdu-arabic-{weight}-normal.woff2" for weight in (400, 600)]
FONTS = ["fonts/ibm-plex-sans-latin-wght-normal.woff2", *NASTALIQ]


@require_safe
@never_cache
@csp_update({"script-src": [SELF, WASM_UNSAFE_EVAL]})  # type: ignore[arg-type]
def app(request, edition):
    """The page. It says nothing of anybody and is the same for all, so that a phone may keep it."""
    address = reverse("delegations:gate", args=[edition])
    facts = {
        "edition": edition,
        "api": f"/api/v1/{edition}/gate/",
        "vendor": f"{settings.STATIC_URL}vendor/zxing-wasm/",
        "worker": reverse("delegations:gate-worker", args=[edition]),
        "words": gate_words.words(),
    }
    # Modules name each other by their plain names, which is how the worker keeps them.
    script = f"{settings.STATIC_URL}js/gate/app.js"
    styles = [static(path) for path in STYLES]
    return render(request, "gate/app.html", {"facts": facts, "script": script, "styles": styles, "address": address})


@require_safe
@never_cache
def manifest(request, edition):
    address = reverse("delegations:gate", args=[edition])
    icons = [
        {"src": static(f"img/gate-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    facts = {
        "id": address,
        "name": _("Gate %(edition)s") % {"edition": request.edition.short_name},
        "short_name": _("Gate"),
        "start_url": address,
        "scope": address,
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#0b3628",
        "theme_color": "#0b3628",
        "icons": icons,
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@require_safe
@never_cache
def worker(request, edition):
    """The service worker, with the list of what it keeps. It answers below its own path alone."""
    kept = [f"{settings.STATIC_URL}{path}" for path in (*MODULES, *VENDOR)]
    kept += [static(path) for path in (*STYLES, *PICTURES, *FONTS)]
    facts = {"version": _print(), "page": reverse("delegations:gate", args=[edition]), "kept": kept}
    return render(request, "gate/worker.js", {"facts": json.dumps(facts)}, content_type="text/javascript")


@cache
def _print() -> str:
    """Changes with any file that the worker keeps."""
    digest = hashlib.sha256()
    for path in (*MODULES, *VENDOR, *STYLES, *PICTURES, *FONTS):
        digest.update((FILES / path).read_bytes())
    return digest.hexdigest()[:16]
