"""The demo's settings on a database and a cache of the benchmark's own, without what only a demo or a test has.

A server has neither the libraries of the tests nor the demo's mailbox; leaving them in would measure another program.
"""

import os
import sys

# As it is installed to be run: libraries that are here for the tests only are picked up by others where they find them.
sys.modules.update(dict.fromkeys(("greenlet", "pygments", "requests", "rich")))  # type: ignore[arg-type]

from config.settings.dev import *  # noqa: E402

DEBUG = False
MAILBOX_DIR = None
ROOT_URLCONF = "benchmarks.urls"
SITE_DATABASE = DATABASES["default"]["NAME"]
DATABASES["default"]["NAME"] = "majlis_bench"
CACHES["default"]["KEY_PREFIX"] = "bench"
LOGGING["loggers"]["django.request"] = {"level": "ERROR"}  # hundreds of refusals are what is measured

if "BENCH_BARE" in os.environ:  # the floor: bare views with nothing of ours around them
    MIDDLEWARE = []
    ROOT_URLCONF = "benchmarks.floors"
    INSTALLED_APPS = [name for name in INSTALLED_APPS if not name.startswith(("allauth", "unfold", "config"))]
    INSTALLED_APPS += ["benchmarks.bare.Account", "allauth.mfa"]
    REST_FRAMEWORK = {
        name: value for name, value in REST_FRAMEWORK.items() if "RENDERER" in name or "PAGINATION" in name
    } | {"DEFAULT_AUTHENTICATION_CLASSES": [], "DEFAULT_PERMISSION_CLASSES": [], "UNAUTHENTICATED_USER": None}

CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = "bench:"  # no worker of a demo beside it takes part
