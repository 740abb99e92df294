"""Addresses of one family's pages, of a record's history, and of who sees what and why."""

from django.urls import path

from locality.views import family, history, people, why

urlpatterns = [
    path("families/<uuid:pk>/", family.overview, name="family"),
    path("families/<uuid:pk>/reason", family.reason, name="reason"),
    path("families/<uuid:pk>/chronology", family.chronology, name="chronology"),
    path("families/<uuid:pk>/chronology.pdf", family.chronology_paper, name="chronology-paper"),
    path("families/<uuid:pk>/people", people.people, name="people"),
    path("families/<uuid:pk>/people/add", people.add_person, name="add-person"),
    path("families/<uuid:pk>/people/household", people.add_household, name="add-household"),
    path("families/<uuid:pk>/people/relationship", people.add_relationship, name="add-relationship"),
    path("families/<uuid:pk>/people/level", people.add_level, name="add-level"),
    path("families/<uuid:pk>/people/equality", people.add_equality, name="add-equality"),
    path("families/<uuid:pk>/first-contact", people.first_contact, name="first-contact"),
    path("families/<uuid:pk>/history", history.family_history, name="family-history"),
    path("history/<str:kind>/<uuid:pk>/", history.record_history, name="record-history"),
    path("why/", why.why, name="why"),
    path("why/<str:kind>/<uuid:pk>/", why.why_me, name="why-me"),
    path("looked/", why.looked, name="looked"),
    path("looked/<str:kind>/<uuid:pk>/", why.record_looked, name="record-looked"),
]
