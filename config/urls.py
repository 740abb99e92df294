"""Every address of the service, app by app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config import views

handler500 = "config.views.went_wrong"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("stay-signed-in", views.stay_signed_in, name="stay-signed-in"),
    path("", include("locality.entry_urls")),
    path("", include("locality.urls")),
    path("", include("consent.urls")),
    path("", include("conversations.urls")),
    path("", include("allocations.urls")),
]
if settings.ENV != "production":
    from locality.gallery import gallery

    urlpatterns.append(path("gallery", gallery, name="gallery"))
