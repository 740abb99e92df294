"""The evidence pack of a sample, for somebody outside: what for is asked first, and that it was made is on record."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from consent.audits import packs
from consent.forms import PackForm
from consent.models import AuditSample
from locality.access import deny, may_audit
from locality.access.audit import note_question
from locality.auditing import require_overseer
from locality.packs import note_made
from locality.paper import file_answer
from locality.questions import question_numbered


@require_safe
def made(request):
    """The packs that were made, as the evidence log has them: for audits, and for guardians, who make none."""
    require_overseer(request.user)
    note_question(request, "evidence packs")
    context = {"packs": packs.packs_made(), "audits": may_audit(request.user)}
    return render(request, "consent/audit_packs.html", context)


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
    note_made(sample, what["purpose"], digest)
    return file_answer(name, "application/zip", body)
