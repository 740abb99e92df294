"""Addresses of consent and sharing."""

from django.urls import path

from consent.views import consents, ended, ledger, matrix, sharing, statement, whatif

app_name = "consent"
urlpatterns = [
    path("families/<uuid:pk>/sharing/", sharing.sharing, name="sharing"),
    path("families/<uuid:pk>/sharing/matrix/", matrix.matrix, name="matrix"),
    path("families/<uuid:pk>/sharing/as/<uuid:partner>/", matrix.as_partner, name="as-partner"),
    path("families/<uuid:pk>/sharing/statement/", statement.statement, name="statement"),
    path("families/<uuid:pk>/sharing/statement/file", statement.statement_file, name="statement-file"),
    path("families/<uuid:pk>/decide", sharing.decide, name="decide"),
    path("families/<uuid:pk>/consents/record", consents.record, name="record"),
    path("decisions/<uuid:pk>/", sharing.decision, name="decision"),
    path("decisions/<uuid:pk>/ended", ended.ended, name="ended"),
    path("decisions/<uuid:pk>/what-if", whatif.what_if, name="what-if"),
    path("decisions/<uuid:pk>/end", sharing.end, name="end"),
    path("decisions/<uuid:pk>/authorise", sharing.authorise, name="authorise"),
    path("consents/<uuid:pk>/", consents.consent, name="consent"),
    path("consents/<uuid:pk>/withdraw", consents.withdraw, name="withdraw"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/file", ledger.ledger_file, name="ledger-file"),
]
