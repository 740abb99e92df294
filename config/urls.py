"""Every address of the service, app by app."""

from django.urls import URLPattern, URLResolver, path

from config import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("stay-signed-in", views.stay_signed_in, name="stay-signed-in"),
]
