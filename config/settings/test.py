"""For the tests: the same servers, fast password hashing, no plan for surviving a power cut."""

import os

from config.settings.dev import *

_MINE = os.environ.get("PYTEST_XDIST_WORKER", "gw0")  # each test process has its own broker and cache
CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = f"test-{_MINE}:"
_OWN_CACHE = f"?db={2 + int(_MINE.removeprefix('gw'))}"
CACHES["default"]["LOCATION"] = CACHES["default"]["LOCATION"].replace("?db=1", _OWN_CACHE)

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Looks for a file behind every address. The live server of the browser's tests has the static files without it.
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
