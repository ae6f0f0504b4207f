SECRET_KEY = "of the tests"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "atmosphere.urls"
WSGI_APPLICATION = "atmosphere.wsgi.application"
INSTALLED_APPS = ["django.contrib.staticfiles", "records", "core"]
RECORDS = "core.MaintenanceRecord"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = "/opt/dev/atmosphere/collected"

from atmosphere.settings.local import *
