"""The evidence pack of a sample, for somebody outside: what for is asked first, and that it was made is on record."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from consent.audits import packs
from consent.forms import PackForm
from consent.models import AuditSample
from locality.access import deny, may_audit
from locality.access.audit import note_question
from locality.evidence.database import govern
from locality.packs import MADE
from locality.paper import file_answer
from locality.questions import question_numbered


@require_http_methods(["GET", "HEAD", "POST"])
def pack(request, pk):
    """Ask what the pack is for; make it. Both logs say so: who, of which sample, for what, and the pack's digest."""
    rows = AuditSample.objects.select_related("drawn_by", "locality", "partner")
    sample = rows.filter(pk=pk).first() if may_audit(request.user) else None
    if sample is None:
        deny(request, AuditSample, pk)
        raise Http404("There is no such sample")
    form = PackForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"sample": sample, "form": form}
        return render(request, "consent/audit_pack.html", context, status=422 if form.errors else 200)
    what = form.what
    note_question(request, packs.kind_of(what["purpose"]), record=sample.pk)
    for number in what["asked"]:
        note_question(request, question_numbered(number).name)
    name, body, digest = packs.made(sample, by=request.user, **what)
    govern(MADE, sample.pk, f"{what['purpose']} {digest}")
    return file_answer(name, "application/zip", body)
