from django.urls import path

from core import views

urlpatterns = [
    path("api/v2/version", views.version),
    path("api/v2/instances/<uuid:instance>", views.launch),
]
