"""Addresses of conversations."""

from django.urls import path

from conversations.views import actions, assessments, conversations, episodes, leads, needs, plans, referrals

app_name = "conversations"
urlpatterns = [
    path("conversations/", conversations.conversations, name="conversations"),
    path("conversations/<uuid:pk>/", conversations.conversation, name="conversation"),
    path("conversations/<uuid:pk>/change", conversations.change, name="change"),
    path("conversations/<uuid:pk>/add", conversations.add, name="add"),
    path("actions/<uuid:pk>/done", actions.action_done, name="action-done"),
    path("help/<uuid:pk>/assessment", assessments.start, name="start-assessment"),
    path("assessments/<uuid:pk>/", assessments.assessment, name="assessment"),
    path("assessments/<uuid:pk>/write", assessments.write, name="write-assessment"),
    path("assessments/<uuid:pk>/draft", assessments.draft, name="assessment-draft"),
    path("assessments/<uuid:pk>/complete", assessments.complete, name="complete-assessment"),
    path("assessments/<uuid:pk>/give-up", assessments.give_up, name="abandon-assessment"),
    path("assessments/<uuid:pk>/given", assessments.given, name="give-assessment"),
    path("assessments/<uuid:pk>/needs/add", needs.add, name="add-need"),
    path("needs/<uuid:pk>/change", needs.change, name="change-need"),
    path("assessments/<uuid:pk>/plan", plans.make, name="make-plan"),
    path("plans/<uuid:pk>/", plans.plan, name="plan"),
    path("plans/<uuid:pk>/actions", plans.add_actions, name="add-plan-actions"),
    path("plans/<uuid:pk>/review", plans.review, name="review-plan"),
    path("help/<uuid:pk>/close", plans.close, name="close-help"),
    path("closing/<uuid:pk>/sign", plans.sign, name="sign-closing"),
    path("families/<uuid:pk>/help", episodes.family_help, name="help"),
    path("families/<uuid:pk>/help/open", episodes.open_help, name="open-help"),
    path("help/<uuid:pk>/move", episodes.move, name="move-help"),
    path("help/<uuid:pk>/no-lead", episodes.no_lead, name="no-lead"),
    path("help/<uuid:pk>/lead", leads.propose, name="propose-lead"),
    path("leads/<uuid:pk>/answer", leads.answer, name="answer-lead"),
    path("leads/<uuid:pk>/withdraw", leads.withdraw, name="withdraw-lead"),
    path("leads/<uuid:pk>/leave", leads.leave, name="leave-lead"),
    path("leads/<uuid:pk>/told", leads.tell, name="tell-lead"),
    path("families/<uuid:pk>/conversations/new", conversations.new, name="new"),
    path("families/<uuid:pk>/conversations/drafts/<uuid:key>", conversations.draft, name="draft"),
    path("families/<uuid:pk>/conversations/drafts/<uuid:key>/forget", conversations.forget, name="forget"),
    path("front-door/", referrals.front_door, name="front-door"),
    path("families/<uuid:pk>/refer", referrals.refer, name="refer"),
    path("referrals/<uuid:pk>/", referrals.referral, name="referral"),
    path("referrals/<uuid:pk>/call", referrals.call, name="referral-call"),
    path("referrals/<uuid:pk>/note", referrals.note, name="referral-note"),
    path("referrals/<uuid:pk>/outcome", referrals.outcome, name="referral-outcome"),
]
