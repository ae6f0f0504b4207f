from django.urls import path

from api import views

urlpatterns = [
    path("tropo-api/version", views.version),
    path("tropo-api/requests/<uuid:asked>", views.ask),
    path("application", views.application),
    path("api/v2/<path:rest>", views.atmosphere),
]
