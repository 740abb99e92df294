"""Addresses of the foundation's pages."""

from django.urls import include, path

from locality.views import (
    auditing,
    deputies,
    evidence,
    governance,
    leaving,
    partners,
    public,
    questions,
    register,
    reminders,
    work,
)

app_name = "locality"
urlpatterns: list = [
    path("", work.home, name="home"),
    path("families/", work.families, name="families"),
    path("families/find", work.find, name="find"),
    path("families/register", register.register, name="register"),
    path("partners/", partners.partners, name="partners"),
    path("partners/<uuid:pk>/", partners.partner, name="partner"),
    path("partners/<uuid:pk>/members", partners.attest, name="attest"),
    path("partners/<uuid:pk>/law", partners.law, name="law"),
    path("partners/<uuid:pk>/deputies", deputies.deputies, name="deputies"),
    path("partners/deputies/<uuid:pk>/end", deputies.end_deputy, name="end-deputy"),
    path("partners/members/<uuid:pk>/end", partners.end_membership, name="end-membership"),
    path("partners/members/<uuid:pk>/training", partners.training, name="training"),
    path("partners/members/<uuid:pk>/hand-over", leaving.hand_over, name="hand-over"),
    path("governance/", governance.governance, name="governance"),
    path("governance/evidence", evidence.evidence, name="evidence"),
    path("governance/evidence/statement", evidence.statement, name="evidence-statement"),
    path("governance/audits/", auditing.auditors, name="auditors"),
    path("governance/audits/grant", auditing.grant_audit, name="grant-audit"),
    path("governance/audits/<uuid:pk>/end", auditing.end_audit, name="end-audit"),
    path("governance/file", governance.governance_file, name="governance-file"),
    path("governance/<uuid:pk>/", governance.governance_partner, name="governance-partner"),
    path("questions/", questions.all_questions, name="questions"),
    path("questions/<int:number>/", questions.question, name="question"),
    path("questions/<int:number>/file", questions.question_file, name="question-file"),
    path("questions/<int:number>/saving", questions.question_saving, name="question-saving"),
    path("saving/<uuid:name>", questions.saving, name="saving"),
    path("questions/<int:number>/paper", questions.question_paper, name="question-paper"),
    path("reminders", reminders.reminders, name="reminders"),
    path("calendar/<str:token>.ics", reminders.calendar_feed, name="calendar-feed"),
    path("about", public.about, name="about"),
    path("accessibility", public.accessibility, name="accessibility"),
    path("privacy", public.privacy, name="privacy"),
    # One family, its people and its history; why somebody sees something
    path("", include("locality.family_urls")),
]
