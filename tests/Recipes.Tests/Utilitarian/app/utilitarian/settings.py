import os
from urllib.parse import unquote, urlparse

address = urlparse(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": unquote(address.hostname),
        "PORT": address.port or 5432,
        "NAME": address.path[1:],
        "USER": address.username,
        "PASSWORD": unquote(address.password or ""),
    }
}
SECRET_KEY = "of the tests"
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "utilitarian.urls"
WSGI_APPLICATION = "utilitarian.wsgi.application"
INSTALLED_APPS = ["django.contrib.staticfiles", "compressor", "meters"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "UTC"
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = "/srv/static"
STATICFILES_DIRS = ["/app/static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "compressor.finders.CompressorFinder",
]
COMPRESS_OFFLINE = True
COMPRESS_FILTERS = {"css": ["compressor.filters.css_default.CssAbsoluteFilter"], "js": []}
