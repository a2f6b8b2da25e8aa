"""What is the same everywhere. Overlays add the addresses of servers and the secrets."""

import os
from pathlib import Path

from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from config.settings.panel import UNFOLD  # noqa: F401 - a setting
from config.settings.sign_in import *

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("MAJLIS_VAR") or BASE_DIR / "var")

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "config.apps.PanelConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "allauth.usersessions",
    "django_countries",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "rules.apps.AutodiscoverRulesConfig",
    "core",
    "accounts",
    "notifications",
    "forum",
    "delegations",
    "scheduling",
]

MIDDLEWARE = [
    "core.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.csp.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "forum.middleware.EditionMiddleware",
    "core.history.HistoryMiddleware",
    "core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_NAME = "Majlis"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "forum.context.edition",
                "core.context.installation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

PGHISTORY_JSON_ENCODER = "core.history.HistoryEncoder"
METRICS_TOKEN = ""

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ur", _("Urdu"))]
# Of what people are told, by mail and in calendars; the screens are in LANGUAGES (docs/adr/0013).
NOTICE_LANGUAGES = [*LANGUAGES, ("ar", _("Arabic")), ("zh-hans", _("Chinese (simplified)"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "media/"
PRIVATE_ROOT = VAR_DIR / "private"  # encrypted; never served by its path
MAILBOX_DIR: Path | None = None  # where the demo keeps the mail that it sends, for all to see

ANYMAIL: dict = {"REQUESTS_TIMEOUT": (5, 25)}  # together shorter than smtp.LONGEST_SEND_SECONDS

# Mail that comes in. With an address, as in replies@forum.example, invitations ask for an answer to it: what stands
# behind a plus in it (replies+token@forum.example) must reach the same mailbox, and so must bounces.
INBOUND_ADDRESS = ""
INBOUND_MAILDIR: Path | None = None
INBOUND_IMAP_HOST = ""
INBOUND_IMAP_PORT = 993
INBOUND_IMAP_SSL = True
INBOUND_IMAP_USER = ""
INBOUND_IMAP_PASSWORD = ""
INBOUND_IMAP_FOLDER = "INBOX"
INBOUND_READER = "scheduling.actions.replies.receive"

# Whether addresses that people give (webhooks, browsers' push services) may lead inside, and begin with http://.
OUTGOING_INSIDE = False
OUTGOING_PLAIN = False
# Notifications on devices: a private key (`manage.py make_push_key`), and who answers for it, as mailto: or https:.
VAPID_PRIVATE_KEY = ""
VAPID_SUBJECT = ""
SHORT_PROVIDERS: dict[str, dict[str, str]] = {}  # "sms", "whatsapp": see notifications/providers.py

PERSON_CHANGES_GO_TO = ["delegations.actions.reopening.of_person"]  # clearance was given to them
# Passes of badges for the phone's wallet, where the keys are there: files, and what Apple and Google call the account.
APPLE_WALLET_PASS_TYPE = ""
APPLE_WALLET_TEAM = ""
APPLE_WALLET_CERTIFICATE: Path | None = None
APPLE_WALLET_KEY: Path | None = None
APPLE_WALLET_KEY_PASSWORD = ""
APPLE_WALLET_INTERMEDIATE: Path | None = None
GOOGLE_WALLET_ISSUER = ""
GOOGLE_WALLET_ACCOUNT: Path | None = None

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

REST_FRAMEWORK: dict = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.SessionToken",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["core.permissions.NamedRule", "forum.api.permissions.TeamPassedSecondFactor"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.parsers.SoundJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "core.schema.Described",
    "DEFAULT_PAGINATION_CLASS": "core.pagination.Pages",
    "EXCEPTION_HANDLER": "core.problem.handle",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {"anon": None, "user": None},
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Majlis",
    "DESCRIPTION": "Programme, delegations and meetings of an investment forum.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # One name for each set of words; left alone, the first of two that stand in a field "kind" would take it.
    "ENUM_NAME_OVERRIDES": {
        "Channel": "notifications.models.Channel",
        "Topic": "notifications.models.Topic",
        "SessionKind": "forum.models.SessionKind",
        "SessionStatus": "forum.models.SessionStatus",
        "RoomKind": "forum.models.RoomKind",
        "AppearanceRole": "forum.models.AppearanceRole",
        "DelegationKind": "delegations.models.DelegationKind",
        "DelegationStatus": "delegations.models.DelegationStatus",
        "DelegateCategory": "delegations.models.DelegateCategory",
        "DelegateStatus": "delegations.models.DelegateStatus",
        "ClearanceStatus": "delegations.models.ClearanceStatus",
        "BadgeKind": "delegations.models.BadgeKind",
        "BadgeStatus": "delegations.models.BadgeStatus",
        "LanguageEnum": NOTICE_LANGUAGES,
        "LetterKind": "delegations.models.LetterKind",
        "LetterLanguage": "delegations.models.LetterLanguage",
        "LetterStatus": "delegations.models.LetterStatus",
        "ScanResult": "delegations.models.ScanResult",
        "ScanDirection": "delegations.models.Direction",
        "PartySide": "scheduling.models.PartySide",
        "PartyAnswer": "scheduling.models.Answer",
        "MeetingLevel": "scheduling.models.MeetingLevel",
        "MeetingStatus": "scheduling.models.MeetingStatus",
        "Confidentiality": "scheduling.models.Confidentiality",
        "CommitmentStage": "scheduling.models.CommitmentStage",
    },
}

# Broker settings: a lost task comes back in seconds; every task may run twice (DESIGN section 6).
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
    "visibility_timeout": 30,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    # A broker that is there and silent: without these a page that sends a mail waits for it for ever.
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
}
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a broker may be away for a night
CELERY_BEAT_SCHEDULE = {
    # The beat is what mail relies on; being woken on commit only makes it quick. Expired ones do not pile up.
    "outbox": {"task": "notifications.deliver", "schedule": 5.0, "options": {"expires": 10}},
    # What is due leaves within five seconds, 19 times in 20: two for this, and the time that sending takes.
    "reminders": {"task": "scheduling.remind", "schedule": 2.0, "options": {"expires": 10}},
    "plan of reminders": {"task": "scheduling.plan_reminders", "schedule": 300.0, "options": {"expires": 290}},
    "broadcasts": {"task": "scheduling.send_broadcasts", "schedule": 5.0, "options": {"expires": 10}},
    "plans of meetings": {
        "task": "scheduling.solve_waiting_plans",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "days ahead": {"task": "scheduling.tell_days_ahead", "schedule": 60.0, "options": {"expires": 55}},
    "unanswered requests": {"task": "scheduling.expire_requests", "schedule": 60.0, "options": {"expires": 55}},
    "outside": {"task": "notifications.reach_out", "schedule": 5.0, "options": {"expires": 10}},
    "print jobs": {"task": "delegations.tidy_print_jobs", "schedule": 60.0, "options": {"expires": 60}},
    "waiting lists": {"task": "delegations.move_waiting_lists_on", "schedule": 60.0, "options": {"expires": 60}},
    "answers": {"task": "notifications.receive", "schedule": 60.0, "options": {"expires": 55}},
    "overdue clearances": {"task": "delegations.expire_clearances", "schedule": 300.0, "options": {"expires": 290}},
    "old lists": {"task": "delegations.erase_old_lists", "schedule": crontab(minute=35)},
    "old webhooks": {"task": "notifications.erase_old_webhooks", "schedule": crontab(minute=55)},
    "unconfirmed applications": {"task": "delegations.erase_unconfirmed_applications", "schedule": crontab(minute=45)},
    "retention": {"task": "delegations.erase_what_is_due", "schedule": crontab(hour=21, minute=20)},  # UTC
    "erasures": {"task": "delegations.finish_erasures", "schedule": crontab(hour=21, minute=30)},  # UTC
    "ended sessions": {"task": "accounts.clear_ended_sessions", "schedule": crontab(hour=22, minute=40)},  # UTC
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
