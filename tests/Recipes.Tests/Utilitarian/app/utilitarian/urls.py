from django.urls import path

from meters import views

urlpatterns = [
    path("", views.front),
    path("_health/", views.health),
    path("readings/<uuid:reading>/", views.take),
]
