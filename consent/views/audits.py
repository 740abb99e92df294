"""The audit of a sample of decisions: samples, drawing one, and the file of each decision (A8)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consent.audits import drawing, files, grading, packs
from consent.audits.opening import is_narrow
from consent.forms import AuditAnswerForm, CloseForm, DrawForm, FindingForm, SendForm
from consent.models import AuditDraft, AuditFile, AuditSample
from locality.access import AuditBox, deny, may_audit
from locality.access.audit import note_question, references_of, require_auditor
from locality.access.rule import reader_of
from locality.questions import question_numbered
from locality.submissions import submission_of

FORMS = ["GET", "HEAD", "POST"]
SAMPLES = 50  # of the list
NOT_TYPED = ("csrfmiddlewaretoken", "submission", "act")


@require_safe
def audits(request):
    """The room of an audit: for what and until when it is, the samples, what waits for the reader, the themes."""
    require_auditor(request.user)
    note_question(request, "audits")
    samples = list(AuditSample.objects.select_related("drawn_by", "locality", "partner").defer("listed")[:SAMPLES])
    rows = AuditFile.objects.filter(sample__in=samples).select_related("decision__provider", "decision__decided_by")
    found = files.standings(rows, reader_of(request.user))
    by_sample: dict = {}
    for each in found:
        by_sample.setdefault(each.file.sample_id, []).append(each)
    themes, grades = files.themes()
    context = {
        "boxes": AuditBox.objects.live().filter(auditor=request.user).select_related("granted_by"),
        "samples": [_counted(each, by_sample.get(each.pk, [])) for each in samples],
        "themes": themes,
        "grades": grades,
    }
    return render(request, "consent/audits.html", context)


def _counted(sample, found):
    done = sum(not each.waits_for for each in found)
    return {"sample": sample, "words": _words(sample), "files": len(found), "closed": done}


def _words(sample):
    """What a sample is drawn from, in words."""
    asked = sample.question and question_numbered(sample.question)
    what = f"Question {sample.question}: {asked.title}" if asked else sample.get_stratum_display()
    where = [str(each) for each in (sample.locality, sample.partner) if each]
    return ", ".join([what, *where])


@require_http_methods(FORMS)
def draw(request):
    """Draw a sample."""
    require_auditor(request.user)
    form = DrawForm(request.POST or None, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = drawing.draw(by=request.user, submission=submission_of(request), **form.what)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{made} is drawn")
            return redirect("consent:audit-sample", made.pk)
    context = {"form": form, "submission": submission_of(request)}
    return render(request, "consent/audit_draw.html", context, status=422 if form.errors else 200)


def _asked(request):
    """What the form begins with where a question's page leads here: that question, and its days."""
    number = request.GET.get("question", "")
    if not (number.isascii() and number.isdecimal() and question_numbered(int(number))):
        return {}
    days = {name: _day(request.GET.get(name, "")) for name in ("since", "until")}
    return {"stratum": "question", "question": number} | {name: day for name, day in days.items() if day}


def _day(text):
    try:
        return parse_date(text)
    except ValueError:
        return None


@require_safe
def sample(request, pk):
    """A sample with its files, how it was drawn, and whether its seed gives the same files again."""
    rows = AuditSample.objects.select_related("drawn_by", "locality", "partner")
    found = rows.filter(pk=pk).first() if may_audit(request.user) else None
    if found is None:
        deny(request, AuditSample, pk)
        raise Http404("There is no such sample")
    note_question(request, "audit sample", record=found.pk)
    rows = files.files_of(found, reader_of(request.user))
    references = references_of(each.file.decision.family_id for each in rows)
    told = [{"of": each, "family": references.get(each.file.decision.family_id, "")} for each in rows]
    themes, grades = files.themes([found.pk])
    context = {"sample": found, "words": _words(found), "rows": told, "themes": themes, "grades": grades}
    context |= {"seed": drawing.seed_of(found), "method": drawing.METHOD, "count": len(found.listed)}
    context |= {"narrow": is_narrow(found), "packs": packs.packs_made(found)}
    context["again"] = drawing.draw_again(found, reader_of(request.user)) if "again" in request.GET else None
    return render(request, "consent/audit_sample.html", context)


@require_http_methods(FORMS)
def file(request, pk):
    """The file of one decision: what was found, and what the reader may do next."""
    if request.method == "POST" and not may_audit(request.user) and request.POST.get("act") in ("find", "settle"):
        return _kept(request, pk)
    found = _file(request, pk)
    now = files.standings([found], reader_of(request.user))[0]
    act = request.POST.get("act", "")
    forms = _forms(request, found, now, act)
    if request.method == "POST":
        if act not in forms:
            raise PermissionDenied("That is not yours to do now")
        if forms[act].is_valid():
            try:
                words = _do(request, found, act, forms[act])
            except grading.AuditIsOver:
                return _kept(request, pk)
            except ValidationError as error:
                forms[act].add_error(None, error)
            else:
                messages.success(request, words)
                return redirect("consent:audit-file", pk)
    note_question(request, "audit file", record=found.pk, family=found.decision.family_id)
    wrong = act in forms and forms[act].errors
    return render(
        request, "consent/audit_file.html", _context(request, found, now, forms, act), status=422 if wrong else 200
    )


def _file(request, pk):
    """The file, if the reader audits or was sent it; else Http404."""
    found = AuditFile.objects.select_related("decision__provider", "decision__decided_by").filter(pk=pk).first()
    reader = reader_of(request.user)
    if found is None or not (reader.audits or found.decision.provider_id in reader.partners):
        deny(request, AuditFile, pk)
        raise Http404("There is nothing here that you may see")
    return found


def _context(request, found, now, forms, act):
    audits = reader_of(request.user).audits
    drawn = AuditSample.objects.filter(pk=found.sample_id).defer("listed").first()
    reference = references_of([found.decision.family_id]).get(found.decision.family_id, "")
    counts = now.counts
    shown = [counts] if counts and not audits else [*now.found, *([now.settled] if now.settled else [])]
    return {
        "file": found,
        "decision": found.decision,
        "now": now,
        "sample": drawn,
        "audits": audits,
        "reference": reference if audits else "",
        "may_open": audits and found.decision.decided_by_id != request.user.pk,
        "became": files.became(found.decision, reader_of(request.user), drawn and drawn.drawn_at),
        "findings": [
            {"finding": each, "rules": files.checklist(each), "themes": files.theme_words(each)} for each in shown
        ],
        "forms": forms,
        "form": forms.get(act),
        "submission": submission_of(request),
    }


def _forms(request, found, now, act):
    """What the reader may do next, by the name of the act: forms, with what was typed."""
    given = lambda name: request.POST if act == name else None  # noqa: E731
    if now.last and now.waits_for == "answer" and now.last.sent_to_id == request.user.pk:
        return {"answer": AuditAnswerForm(given("answer"))}
    if not may_audit(request.user) or found.decision.decided_by_id == request.user.pk:
        return {}
    if now.waits_for == "find":
        return {"find": _finding_form(request, found, given("find"))}
    if now.waits_for == "settle" and now.mine:
        return {"settle": _finding_form(request, found, given("settle"), FindingForm.values_of(now.mine))}
    people = grading.answerers(found.decision) if now.waits_for in ("send", "close") else []
    if now.waits_for == "send":
        return {"send": SendForm(given("send"), people=people)}
    if now.waits_for == "close":
        again = {"send": SendForm(given("send"), people=people)} if now.last else {}
        return {"close": CloseForm(given("close"))} | again
    return {}


def _finding_form(request, found, given, initial=None):
    """The form, with what was posted, else with what was being typed."""
    kept = given is None and AuditDraft.objects.filter(author=request.user, file=found.pk).first()
    if kept:
        return FindingForm(QueryDict(kept.answers), show_errors=False)
    return FindingForm(given, initial=initial)


def _do(request, found, act, form):
    """Do what was posted; returns the words of the banner."""
    what = {"by": request.user, "submission": submission_of(request)}
    if act == "find":
        grading.find(found, **what, **form.found)
        return "Your finding is recorded"
    if act == "settle":
        grading.settle(found, **what, **form.found)
        return "What you settled is recorded"
    if act == "send":
        step = grading.send(found, **what, **form.cleaned_data)
        return f"Sent to {step.sent_to}, who finds it in My work"
    if act == "answer":
        grading.answer(found, **what, **form.cleaned_data)
        return "Your answer is recorded. The auditor reads it"
    grading.close(found, **what, **form.cleaned_data)
    return "The file is closed"


def _typed(request):
    typed = request.POST.copy()
    for name in NOT_TYPED:
        typed.pop(name, None)
    return typed.urlencode()


def _require_ever(practitioner):
    """Return nothing for whoever audits or has audited; raise PermissionDenied for anybody else."""
    if not AuditBox.objects.filter(auditor=practitioner).exists():
        raise PermissionDenied("Only an auditor writes here")


def _kept(request, pk):
    """The time of the audit ended while they wrote: what was typed is kept, theirs alone; nothing more opens."""
    _require_ever(request.user)
    grading.keep_draft(pk, by=request.user, answers=_typed(request))
    return render(request, "consent/audit_over.html", {"words": request.POST.get("words", "")}, status=403)


@require_POST
def draft(request, pk):
    """Keep what is being typed about a file; it answers as other drafts do."""
    _require_ever(request.user)
    kept = grading.keep_draft(pk, by=request.user, answers=_typed(request))
    return JsonResponse({"saved_at": f"{timezone.localtime(kept.saved_at):%H:%M}"})
