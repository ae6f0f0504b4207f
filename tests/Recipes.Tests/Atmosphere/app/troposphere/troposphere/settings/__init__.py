SECRET_KEY = "of the tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "troposphere.urls"
WSGI_APPLICATION = "troposphere.wsgi.application"
INSTALLED_APPS = ["django.contrib.staticfiles", "compressor", "records", "api"]
RECORDS = "api.MaintenanceRecord"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = "/opt/dev/troposphere/collected"
STATICFILES_DIRS = ["/opt/dev/troposphere/static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "compressor.finders.CompressorFinder",
]
COMPRESS_OFFLINE = True
COMPRESS_FILTERS = {"css": ["compressor.filters.css_default.CssAbsoluteFilter"], "js": []}

from troposphere.settings.local import *
