"""Addresses of allocation meetings."""

from django.urls import path

from allocations import views

app_name = "allocations"
urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<uuid:pk>/", views.meeting, name="meeting"),
    path("families/<uuid:pk>/propose", views.propose, name="propose"),
]
