"""For a server: everything from the environment; a missing name stops the start with its name."""

import environs

from config.settings.base import *
from core import logs

env = environs.Env()

DEBUG = False
BASE_URL = env.str("BASE_URL")  # as in https://forum.example.org, for links in mails and calendars
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
DATA_KEYS: list[str] = env.list("DATA_KEYS")  # Fernet keys for personal secrets: a new one goes in front
DIGEST_KEY = env.str("DIGEST_KEY")  # stays for ever: with another one equal documents are no longer found
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 2, "max_size": env.int("DATABASE_POOL", 10)}}
CACHES = {"default": {"BACKEND": "core.cache.SoftRedisCache", "LOCATION": env.str("REDIS_URL")}}
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", env.str("REDIS_URL"))
CELERY_RESULT_BACKEND = CELERY_BROKER_URL

METRICS_TOKEN = env.str("METRICS_TOKEN", "")
LOGGING = logs.config(env.str("LOG_LEVEL", "INFO"))
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1)
REST_FRAMEWORK |= {
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "DEFAULT_THROTTLE_RATES": {"anon": env.str("RATE_ANON", "1200/min"), "user": env.str("RATE_USER", "600/min")},
}

if EMAIL_PROVIDER := env.str("EMAIL_PROVIDER", ""):  # a module of anymail.backends, as in postmark
    EMAIL_BACKEND = f"anymail.backends.{EMAIL_PROVIDER}.EmailBackend"
    ANYMAIL = dict(env.json("EMAIL_PROVIDER_SETTINGS", {})) | ANYMAIL
EMAIL_HOST = env.str("EMAIL_HOST", "") if EMAIL_PROVIDER else env.str("EMAIL_HOST")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")

INBOUND_ADDRESS = env.str("INBOUND_ADDRESS", "")
INBOUND_MAILDIR = env.path("INBOUND_MAILDIR", None)
INBOUND_IMAP_HOST = env.str("INBOUND_IMAP_HOST", "")
INBOUND_IMAP_PORT = env.int("INBOUND_IMAP_PORT", 993)
INBOUND_IMAP_SSL = env.bool("INBOUND_IMAP_SSL", True)
INBOUND_IMAP_USER = env.str("INBOUND_IMAP_USER", "")
INBOUND_IMAP_PASSWORD = env.str("INBOUND_IMAP_PASSWORD", "")
INBOUND_IMAP_FOLDER = env.str("INBOUND_IMAP_FOLDER", "INBOX")

VAPID_PRIVATE_KEY = env.str("VAPID_PRIVATE_KEY", "")
VAPID_SUBJECT = env.str("VAPID_SUBJECT", "")
_SMS = {"url": env.str("SMS_URL", ""), "token": env.str("SMS_TOKEN", ""), "sender": env.str("SMS_SENDER", "")}
_WHATSAPP = {
    "url": env.str("WHATSAPP_URL", ""),
    "token": env.str("WHATSAPP_TOKEN", ""),
    "sender": env.str("WHATSAPP_SENDER", ""),
}
SHORT_PROVIDERS = {
    channel: {"via": "http", **given} for channel, given in (("sms", _SMS), ("whatsapp", _WHATSAPP)) if given["url"]
}
OUTGOING_INSIDE = env.bool("OUTGOING_INSIDE", False)

APPLE_WALLET_PASS_TYPE = env.str("APPLE_WALLET_PASS_TYPE", "")
APPLE_WALLET_TEAM = env.str("APPLE_WALLET_TEAM", "")
APPLE_WALLET_CERTIFICATE = env.path("APPLE_WALLET_CERTIFICATE", None)
APPLE_WALLET_KEY = env.path("APPLE_WALLET_KEY", None)
APPLE_WALLET_KEY_PASSWORD = env.str("APPLE_WALLET_KEY_PASSWORD", "")
APPLE_WALLET_INTERMEDIATE = env.path("APPLE_WALLET_INTERMEDIATE", None)
GOOGLE_WALLET_ISSUER = env.str("GOOGLE_WALLET_ISSUER", "")
GOOGLE_WALLET_ACCOUNT = env.path("GOOGLE_WALLET_ACCOUNT", None)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]  # asked from inside, behind the proxy
SECURE_HSTS_SECONDS = 31_536_000
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # a promise of HTTPS for this host only: its neighbours are not ours to promise for
    "security.W021",  # nor for browsers to remember for ever
]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

if SENTRY_DSN := env.str("SENTRY_DSN", ""):
    import sentry_sdk

    sentry_sdk.init(SENTRY_DSN, send_default_pii=False, traces_sample_rate=0)
