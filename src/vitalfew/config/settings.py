"""Django settings, from the environment only.

VITALFEW_HOME   folder of all data (default ~/.vitalfew)
DATABASE_URL    postgres://user:password@host:port/name for teams; SQLite in the home otherwise
VITALFEW_ENGINE duckdb (default), postgresql://user:password@host/name or spark://host:port: who computes the figures
VITALFEW_HOSTS  comma-separated host names the server answers to (loopback otherwise)
VITALFEW_SOURCE_FOLDERS  folders that scheduled imports may read, separated as in PATH (none otherwise)
VITALFEW_SOURCE_…        addresses of databases that scheduled imports may ask, by these names
VITALFEW_HTTPS  1 behind a TLS proxy: secure cookies, HSTS
"""

import os
from contextlib import suppress
from pathlib import Path

from vitalfew.config.database import database
from vitalfew.config.home import home, key
from vitalfew.config.translations import COMPILED, compile_catalogues

HOME = home()
SECRET_KEY = key("secret")
JOURNAL_KEY = key("journal")
DEBUG = False
HTTPS = os.environ.get("VITALFEW_HTTPS") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("VITALFEW_HOSTS", "").split(",") if host] or [
    "localhost",
    "127.0.0.1",
    "[::1]",
]

INSTALLED_APPS = [
    "vitalfew.journal",
    "vitalfew.people",
    "vitalfew.ledger",
    "vitalfew.accounts",
    "vitalfew.relations",
    "vitalfew.loop.analysis",
    "vitalfew.loop.objectives",
    "vitalfew.loop.plan",
    "vitalfew.loop.execution",
    "vitalfew.loop.control",
    "vitalfew.loop.review",
    "vitalfew.jobs",
    "vitalfew.documents",
    "vitalfew.web",
    "vitalfew.api",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "vitalfew.web.headers.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vitalfew.web.preferences.language_of_user",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vitalfew.web.uploads.bound_uploads",
    "django_htmx.middleware.HtmxMiddleware",
    "vitalfew.web.refusals.answer_refusals",
]

ROOT_URLCONF = "vitalfew.config.urls"
WSGI_APPLICATION = "vitalfew.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("vitalfew.web.rendering.KeptTemplates", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "vitalfew.web.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "vitalfew.web.templatetags.kept",
                "vitalfew.web.templatetags.vitalfew",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL"), HOME)}
ENGINE = os.environ.get("VITALFEW_ENGINE") or "duckdb"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by the worker processes of one machine: rate limits of the sign-in, computed pages.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["vitalfew.web.sign_in.SignInBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "vitalfew.web.sign_in.NobodySignsUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,10/15m/key"}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "vitalfew.web.errors.forged"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "vitalfew_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TZ") or "Asia/Shanghai"
USE_THOUSAND_SEPARATOR = False
# There is a catalogue per package and, in web, one per subject: web/locale/<subject>/zh_Hans/LC_MESSAGES/django.po. All
# are compiled into this one.
LOCALE_PATHS = [COMPILED]
# A fresh clone has no compiled ones yet; where nobody may write, they came with the package.
with suppress(OSError):
    compile_catalogues()

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

# Bounds of an upload: refused before parsing, and again in the parsing process.
ATTACHMENT_BYTES = int(os.environ.get("VITALFEW_ATTACHMENT_BYTES", 20 << 20))
UPLOAD_BYTES = int(os.environ.get("VITALFEW_UPLOAD_BYTES", 1 << 30))
INFLATED_BYTES = int(os.environ.get("VITALFEW_INFLATED_BYTES", 8 << 30))
UPLOAD_ROWS = int(os.environ.get("VITALFEW_UPLOAD_ROWS", 20_000_000))
PARSE_SECONDS = int(os.environ.get("VITALFEW_PARSE_SECONDS", 900))
PARSE_MEMORY = int(os.environ.get("VITALFEW_PARSE_MEMORY", 6 << 30))
REFUSED_SHARE = float(os.environ.get("VITALFEW_REFUSED_SHARE", "0.05"))
SOURCE_FOLDERS = [Path(one) for one in os.environ.get("VITALFEW_SOURCE_FOLDERS", "").split(os.pathsep) if one]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
FILE_UPLOAD_TEMP_DIR = HOME / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("VITALFEW_LOG", "WARNING")},
}
