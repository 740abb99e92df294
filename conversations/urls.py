"""Addresses of conversations."""

from django.urls import path

from conversations.views import actions, conversations

app_name = "conversations"
urlpatterns = [
    path("conversations/", conversations.conversations, name="conversations"),
    path("conversations/<uuid:pk>/", conversations.conversation, name="conversation"),
    path("conversations/<uuid:pk>/change", conversations.change, name="change"),
    path("conversations/<uuid:pk>/add", conversations.add, name="add"),
    path("actions/<uuid:pk>/done", actions.action_done, name="action-done"),
    path("families/<uuid:pk>/conversations/new", conversations.new, name="new"),
    path("families/<uuid:pk>/conversations/drafts/<uuid:key>", conversations.draft, name="draft"),
    path("families/<uuid:pk>/conversations/drafts/<uuid:key>/forget", conversations.forget, name="forget"),
]
