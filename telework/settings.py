"""Settings, all of them from the environment.

ETELEWORK_MODE chooses one of three: `production` (default), `demo`, `test`. Because it is one choice,
the demo's personas and movable clock can never be switched on in production.
"""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from telework.databases import tuned
from telework.logs import json_lines
from telework.schedule import BEAT_SCHEDULE, IN_MEMORY, ON_REDIS

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

MODE = env.str("ETELEWORK_MODE", default="production")
if MODE not in ("production", "demo", "test"):
    raise ImproperlyConfigured(f"ETELEWORK_MODE is {MODE!r}; it must be production, demo or test.")
PRODUCTION = MODE == "production"
DEMO = MODE == "demo"
TEST = MODE == "test"

if DEMO:
    for name in ("SECRET_KEY", "DATABASE_URL"):
        if name in os.environ:
            raise ImproperlyConfigured(
                f"Demo mode lets anybody be anybody, so it refuses to start where {name} is set: this looks "
                f"like a production environment. Unset {name}, or unset ETELEWORK_MODE."
            )


def _required_in_production(name: str, otherwise: str) -> str:
    if not PRODUCTION:
        return env.str(name, default=otherwise)
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Production needs SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL and SITE_URL. To "
            "look at the application, run ./bin/etelework demo; for its data, set ETELEWORK_MODE=demo."
        )
    return value


# Everything the application writes outside its database; never in git.
DATA_DIR = Path(env.str("ETELEWORK_DATA_DIR", default=str(BASE_DIR / "var")))
DEMO_DIR = DATA_DIR / "demo"

# HOST:PORT the demo serves on.
DEMO_ADDRESS = env.str("ETELEWORK_DEMO_ADDRESS", default="127.0.0.1:8000")
_demo_host, _, _demo_port = DEMO_ADDRESS.rpartition(":")
_demo_is_local = _demo_host in ("127.0.0.1", "localhost", "[::1]")

DEBUG = False
SECRET_KEY = _required_in_production("SECRET_KEY", f"not secret, good for {MODE} only " + "." * 30)
SITE_URL = _required_in_production(
    "SITE_URL",
    f"http://{'127.0.0.1' if _demo_host in ('0.0.0.0', '[::]') else _demo_host}:{_demo_port}",  # noqa: S104
).rstrip("/")
_local = "127.0.0.1,localhost,[::1],testserver"
_hosts = _required_in_production("ALLOWED_HOSTS", "*" if DEMO and not _demo_is_local else _local)
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",")]

INSTALLED_APPS = [
    "telework",
    "eligibility",
    "agreements",
    "deto",
    "guidance",
    *(["demo"] if DEMO or TEST else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_fsm",
    "django_filters",
    "django_htmx",
    "crispy_forms",
    "csp",
    *(["zeal"] if TEST else []),
]
# Tests refuse a query in a loop, these apart: a command writes into the chains of the person and of the
# case, a letter to each of a handful of people, and a document for the agreement and for each site.
ZEAL_ALLOWLIST = [{"model": f"telework.{name}"} for name in ("AuditChain", "OutboxMessage", "Document")]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "telework.security.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *(["zeal.middleware.zeal_middleware"] if TEST else []),
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "telework.sessions.SessionLimitMiddleware",
    "telework.refusals.RefusalMiddleware",
    "telework.access.AccessMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "telework.urls"
WSGI_APPLICATION = "telework.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "telework.context_processors.site",
                "agreements.navigation.navigation",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["uswds"]
CRISPY_TEMPLATE_PACK = "uswds"
CRISPY_FAIL_SILENTLY = PRODUCTION

# --- Database -------------------------------------------------------------------------------------------


def _database() -> dict[str, Any]:
    if DEMO:
        return env.db_url_config(f"sqlite:///{DEMO_DIR / 'demo.sqlite3'}")
    return env.db_url_config(
        _required_in_production("DATABASE_URL", f"sqlite:///{DATA_DIR / 'test' / 'etelework.sqlite3'}")
    )


DATABASES = {"default": tuned(_database(), data_dir=DATA_DIR, is_test=TEST)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "telework.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign_in"
REAUTHENTICATION_MINUTES = 10
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Asked once the password is right: (user, today) -> Access.
SIGN_IN_RULE = "eligibility.sign_in.may_sign_in"
# Everybody's password in the demonstration; shown where a signature asks for it.
DEMO_PASSWORD = "demo" if DEMO or TEST else ""

# How long a sign-in lasts; the page warns before the idle time is over (telework/sessions.py).
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_WARNING_MINUTES = 5
SESSION_HOURS = 8
if SESSION_IDLE_MINUTES <= SESSION_WARNING_MINUTES:
    raise ImproperlyConfigured(
        f"SESSION_IDLE_MINUTES is {SESSION_IDLE_MINUTES}; it must be more than the {SESSION_WARNING_MINUTES} "
        "minutes of warning that come before the end."
    )
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Lock-out after wrong passwords, counted in the database (telework/security.py).
AUTHENTICATION_BACKENDS = ["telework.security.GuardedPasswords"]
AXES_HANDLER = "telework.security.SignInGuard"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
SIGN_IN_FAILURES_PER_NAME = 100
SIGN_IN_FAILURES_PER_ADDRESS = env.int("SIGN_IN_FAILURES_PER_ADDRESS", default=100)
AXES_COOLOFF_TIME = timedelta(minutes=15)
# The page says how long the lock lasts: trying again meanwhile must not make that untrue.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "telework.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "telework.security.client_address"
# Who signed in stands in the log; a table of it would grow for ever.
AXES_DISABLE_ACCESS_LOG = True
# A password typed into the wrong field must not reach the log.
AXES_SENSITIVE_PARAMETERS = ["username"]

# --- Time -------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = False
TIME_ZONE = "America/New_York"
USE_TZ = True
# First day of a biweekly pay period, always a Sunday; the others are counted from it.
PAY_PERIOD_ANCHOR = date.fromisoformat(env.str("PAY_PERIOD_ANCHOR", default="2023-01-01"))
if PAY_PERIOD_ANCHOR.isoweekday() != 7:
    raise ImproperlyConfigured(f"PAY_PERIOD_ANCHOR is {PAY_PERIOD_ANCHOR}; a pay period begins on a Sunday.")

# --- Static files ---------------------------------------------------------------------------------------
# What `manage.py uswds_assets` copies out of node_modules.
USWDS_DIR = DATA_DIR / "uswds"
USWDS_DIR.mkdir(parents=True, exist_ok=True)
STATIC_URL = "/static/"
# Demo and tests serve straight from the source folders, so that they start without collectstatic.
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static"))) if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static", ("uswds", USWDS_DIR)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
# Every test client builds the middleware anew: look a file up when asked, do not list them all.
WHITENOISE_AUTOREFRESH = TEST

# --- Transport and browser ------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = PRODUCTION
# Health checks come from inside, behind the proxy that ends TLS.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
# The prefix makes browsers refuse the cookie over plain HTTP and from a neighbouring host.
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "telework.views.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Only behind a proxy that always sets the header itself; otherwise a client could claim HTTPS.
if env.bool("TRUST_X_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies stand in front and add to X-Forwarded-For; 0 believes none of that header.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- Mail -------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="eTelework <no-reply@etelework.example.gov>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
AUDIT_SEAL_MAILBOX = env.str("AUDIT_SEAL_MAILBOX", default="")  # the records officer's
TELEWORK_MAILBOX = env.str("TELEWORK_MAILBOX", default="")  # these two get copies (3 FAM 2368.4(f))
PAY_INTAKE_MAILBOX = env.str("PAY_INTAKE_MAILBOX", default="")
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
# No mail leaves a demo; its page shows these files.
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if DEMO else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = DEMO_DIR / "mail"

# --- Tasks ------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.str(
    "CELERY_BROKER_URL", default="redis://127.0.0.1:6379/0" if PRODUCTION else "memory://localhost/"
)
CELERY_BROKER_TRANSPORT_OPTIONS = IN_MEMORY if CELERY_BROKER_URL.startswith("memory:") else ON_REDIS
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # exactly one, with nothing to remember
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE

# --- Logs -------------------------------------------------------------------------------------------------
LOGGING = json_lines(level=env.str("LOG_LEVEL", default="INFO"))
