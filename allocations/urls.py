"""Addresses of allocation meetings."""

from django.urls import path

from allocations import views

app_name = "allocations"
urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/plan", views.plan, name="plan"),
    path("meetings/report", views.report, name="report"),
    path("meetings/teams/<uuid:pk>/", views.team, name="team"),
    path("meetings/lists/", views.lists, name="lists"),
    path("meetings/lists/new", views.bring_list, name="bring-list"),
    path("meetings/lists/points", views.points_rules, name="points"),
    path("meetings/lists/<uuid:pk>/", views.one_list, name="list"),
    path("meetings/lists/people/", views.candidates, name="candidates"),
    path("meetings/lists/people/<uuid:pk>/", views.candidate, name="candidate"),
    path("meetings/<uuid:pk>/", views.meeting, name="meeting"),
    path("meetings/<uuid:pk>/members", views.members, name="members"),
    path("meetings/<uuid:pk>/check", views.check, name="check"),
    path("meetings/<uuid:pk>/room", views.room, name="room"),
    path("meetings/<uuid:pk>/papers", views.papers, name="papers"),
    path("meetings/<uuid:pk>/papers/state", views.papers_state, name="papers-state"),
    path("meetings/papers/<uuid:pk>", views.papers_file, name="papers-file"),
    path("meetings/<uuid:pk>/minutes", views.minutes, name="minutes"),
    path("meetings/items/<uuid:pk>/run/<uuid:meeting>", views.run, name="run"),
    path("meetings/items/<uuid:pk>/", views.item, name="item"),
    path("meetings/actions/<uuid:pk>/done", views.action_done, name="action-done"),
    path("families/<uuid:pk>/propose", views.propose, name="propose"),
]
