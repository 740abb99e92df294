"""Signing in and out, and the agreements: names without an app before them, as Django's settings name them."""

from django.urls import path

from locality.views import entry

urlpatterns: list = [
    path("sign-in", entry.SignIn.as_view(), name="sign-in"),
    path("sign-out", entry.sign_out, name="sign-out"),
    path("signed-out", entry.signed_out, name="signed-out"),
    path("cast", entry.cast, name="cast"),
    path("agreements", entry.agreements, name="agreements"),
]
