"""For a developer and the demo: servers from the launcher, mail to the local listener, secrets that are not."""

import environs
from django.utils.translation import gettext_lazy as _

import launcher
from config.settings import own_keys
from config.settings.base import *

env = environs.Env()
_servers = launcher.urls(VAR_DIR)

DEBUG = env.bool("DEBUG", True)
WHITENOISE_USE_FINDERS = True  # the demo runs without DEBUG
STATIC_ROOT = None  # and collects nothing
BASE_URL = env.str("BASE_URL", "http://localhost:8000")
DEMO = env.bool("DEMO", True)
REQUIRE_SECOND_FACTOR = False  # a visitor of the demo signs in by a mailed code alone; the landing page says so
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SECRET_KEY = "not-secret-development-only-0123456789-abcdefghij"  # noqa: S105 - names itself
DATA_KEYS = ["bm90LXNlY3JldC1kZXZlbG9wbWVudC1vbmx5LWtleS0="]  # "not-secret-development-only-key-"
DIGEST_KEY = "not-secret-development-only"
ALLOWED_HOSTS = ["*"]
INTERNAL_IPS = ["127.0.0.1"]
DATABASES = {"default": env.dj_db_url("DATABASE_URL", _servers.database_url)}
DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
_cache_url = _servers.redis_url.replace("?db=0", "?db=1")  # clearing the cache must not clear the broker
CACHES = {"default": {"BACKEND": "core.cache.SoftRedisCache", "LOCATION": _cache_url}}
CELERY_BROKER_URL = _servers.celery_url
CELERY_RESULT_BACKEND = _servers.celery_url

EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = env.int("EMAIL_PORT", 2525)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = "Majlis <forum@majlis.example>"
OUTGOING_INSIDE = OUTGOING_PLAIN = True  # a listener on the developer's own machine
VAPID_PRIVATE_KEY = own_keys.push_key(VAR_DIR)
SHORT_PROVIDERS = {"sms": {"via": "log"}, "whatsapp": {"via": "log"}}
MAILBOX_DIR = VAR_DIR / "mailbox"
COUNTRIES_OVERRIDE = {"XN": _("Northland (sample)")}  # the samples' state; ISO 3166 never gives out this code

# Without DEBUG Django keeps an error to itself; in the demo's terminal it belongs to be seen.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["terminal"], "level": "WARNING"}},
}
