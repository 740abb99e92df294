"""Signing in and out, and the agreements: names without an app before them, as Django's settings name them."""

urlpatterns: list = []
