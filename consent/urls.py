"""Addresses of consent and sharing."""

from django.urls import path

from consent.views import consents, ended, files, ledger, matrix, orders, papers, sharing, signing, statement, whatif

app_name = "consent"
urlpatterns = [
    path("families/<uuid:pk>/sharing/", sharing.sharing, name="sharing"),
    path("families/<uuid:pk>/sharing/matrix/", matrix.matrix, name="matrix"),
    path("families/<uuid:pk>/sharing/as/<uuid:partner>/", matrix.as_partner, name="as-partner"),
    path("families/<uuid:pk>/sharing/statement/", statement.statement, name="statement"),
    path("families/<uuid:pk>/sharing/statement/file", statement.statement_file, name="statement-file"),
    path("families/<uuid:pk>/decide", sharing.decide, name="decide"),
    path("families/<uuid:pk>/consents/record", consents.record, name="record"),
    path("families/<uuid:pk>/consents/who", orders.who, name="who-answers"),
    path("families/<uuid:pk>/care-orders/add", orders.add, name="add-order"),
    path("care-orders/<uuid:pk>/end", orders.end, name="end-order"),
    path("decisions/<uuid:pk>/", sharing.decision, name="decision"),
    path("decisions/<uuid:pk>/ended", ended.ended, name="ended"),
    path("decisions/<uuid:pk>/what-if", whatif.what_if, name="what-if"),
    path("decisions/<uuid:pk>/end", sharing.end, name="end"),
    path("decisions/<uuid:pk>/authorise", sharing.authorise, name="authorise"),
    path("consents/<uuid:pk>/", consents.consent, name="consent"),
    path("consents/<uuid:pk>/withdraw", consents.withdraw, name="withdraw"),
    path("consents/<uuid:pk>/sign", signing.sign, name="sign"),
    path("consents/<uuid:pk>/copy", signing.copy, name="copy"),
    path("families/<uuid:pk>/papers/", papers.given, name="given"),
    path("given/<uuid:pk>/file", papers.given_file, name="given-file"),
    path("given/<uuid:pk>/sign", signing.sign_receipt, name="sign-receipt"),
    path("files/<uuid:pk>", files.file, name="file"),
    path("papers/", papers.papers, name="papers"),
    path("papers/write", papers.write_paper, name="write-paper"),
    path("papers/<uuid:pk>/", papers.paper, name="paper"),
    path("papers/<uuid:pk>/<slug:layout>/file", papers.paper_file, name="paper-file"),
    path("consents/<uuid:pk>/settle", consents.settle, name="settle"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/file", ledger.ledger_file, name="ledger-file"),
]
