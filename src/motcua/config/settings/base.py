"""Settings shared by every way of running; the environment is read in config/env.py."""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from motcua.config.env import env
from motcua.config.secrets import kept_secret

PACKAGE = Path(__file__).resolve().parents[2]
VAR = Path(env.text("MOTCUA_VAR")).resolve()
SECRETS = VAR / "secrets"

DEBUG = False
DEMO = False
SECRET_KEY = env.optional("MOTCUA_SECRET_KEY") or kept_secret(SECRETS, "session.key")
FIELD_KEY = env.optional("MOTCUA_FIELD_KEY") or kept_secret(SECRETS, "field.key")
INDEX_KEY = env.optional("MOTCUA_INDEX_KEY") or kept_secret(SECRETS, "index.key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.words("MOTCUA_ALLOWED_HOSTS")]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "motcua.foundation.outbox",
    "motcua.foundation.audit",
    "motcua.foundation.live",
    "motcua.foundation.numbering",
    "motcua.foundation.requests",
    "motcua.foundation.typesetting",
    "motcua.foundation.files",
    "motcua.ward",
    "motcua.accounts",
    "motcua.catalogue",
    "motcua.people",
    "motcua.visits",
    "motcua.dossiers",
    "motcua.registers",
    "motcua.queueing",
    "motcua.journeys",
    "motcua.notifications",
    "motcua.web.ui",
    "motcua.web.kiosk",
    "motcua.web.portal",
    "motcua.web.desk",
    "motcua.web.office",
    "motcua.web.partner",
    "motcua.web.display",
    "motcua.api",
]

MIDDLEWARE = [
    "motcua.api.middleware.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.web.ui.chosen_language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "motcua.web.ui.too_large.SizeMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "motcua.accounts.middleware.StaffMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "motcua.config.urls"
ASGI_APPLICATION = "motcua.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "motcua.web.ui.context.house",
            ],
        },
    }
]

SQLITE = "motcua.foundation.toolkit.sqlite"
DATABASES = {
    "default": dj_database_url.parse(
        env.optional("DATABASE_URL") or f"sqlite:///{VAR / 'motcua.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "ENGINE": SQLITE,
        # A new connection reads the whole schema first: longer than most pages take.
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;"
            ),
        },
    }
else:
    DATABASES["default"] |= {
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 2, "max_size": 20, "timeout": 20},
            # A statement sent five times on a connection is parsed and planned once.
            "server_side_binding": True,
            "prepare_threshold": 5,
        },
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["motcua.accounts.backend.StaffBackend"]
# Names are unique in a centre, not in the world; the backend knows.
SILENCED_SYSTEM_CHECKS = ["auth.E003", "auth.W004"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "motcua.web.ui.errors.csrf_failure"
LOGIN_URL = "desk:sign-in"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "lang"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = True

# Without a host nothing is sent: messages wait, and expire in their time.
EMAIL_HOST = env.text("MOTCUA_SMTP_HOST")
EMAIL_PORT = env.number("MOTCUA_SMTP_PORT")
EMAIL_HOST_USER = env.text("MOTCUA_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("MOTCUA_SMTP_PASSWORD")
EMAIL_USE_TLS = env.text("MOTCUA_SMTP_SECURITY") == "starttls"
EMAIL_USE_SSL = env.text("MOTCUA_SMTP_SECURITY") == "tls"
EMAIL_TIMEOUT = 20
MAIL_FROM = env.text("MOTCUA_MAIL_FROM")

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Outside of everything a web server shows; an S3 store takes this place by name.
    "papers": {
        "BACKEND": "motcua.foundation.files.storage.DurableStorage",
        "OPTIONS": {"location": VAR / "papers"},
    },
}

# Clips of the hall's voice, recordings of the ward, and the calls joined from them.
VOICE = VAR / "voice"

# What makes a printer of tickets from its address (queueing.ports.TicketPrinter).
TICKET_PRINTER = "motcua.integrations.network_printer.NetworkPrinter"

MEGABYTE = 1024 * 1024
UPLOAD_LIMITS = {
    "bytes": env.number("MOTCUA_UPLOAD_MEGABYTES") * MEGABYTE,
    "pages": env.number("MOTCUA_UPLOAD_PAGES"),
    "pixels": env.number("MOTCUA_UPLOAD_MEGAPIXELS") * 1_000_000,
}
# The virus scanner; without one only the test signature is known.
CLAMD = env.text("MOTCUA_CLAMD")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 30
# All files of one request together: what comes on top is refused with a sentence.
LARGEST_UPLOAD = 4 * UPLOAD_LIMITS["bytes"]
# Never on a disk before they are sealed.
FILE_UPLOAD_HANDLERS = ["motcua.foundation.files.receiving.InMemory"]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
if env.flag("MOTCUA_HTTPS"):
    MIDDLEWARE.insert(0, "motcua.foundation.requests.middleware.ProxyMiddleware")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"motcua": {"level": "INFO"}},
}
