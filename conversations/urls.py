"""Addresses of conversations."""

from django.urls import path

from conversations import views

app_name = "conversations"
urlpatterns = [
    path("conversations/", views.conversations, name="conversations"),
    path("conversations/<uuid:pk>/", views.conversation, name="conversation"),
    path("conversations/<uuid:pk>/change", views.change, name="change"),
    path("conversations/<uuid:pk>/add", views.add, name="add"),
    path("actions/<uuid:pk>/done", views.action_done, name="action-done"),
    path("families/<uuid:pk>/conversations/new", views.new, name="new"),
    path("families/<uuid:pk>/conversations/drafts/<uuid:key>", views.draft, name="draft"),
    path("families/<uuid:pk>/conversations/drafts/<uuid:key>/forget", views.forget, name="forget"),
]
