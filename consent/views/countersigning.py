"""What waits for a second signature: the tray, sending back, passing on, and the decider's answer (V12, F34)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from consent import countersigning
from consent.anew import decide_anew_url
from consent.forms import AnswerForm, PassOnForm, SendBackForm
from consent.models import TO_SIGN, SharingDecision
from consent.tray import rows_of, tray_of
from locality.access import open_or_404, require
from locality.submissions import submission_of

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def tray(request):
    """Everything that waits for the reader's signature, and what was sent back."""
    found = tray_of(request.user)
    everything = rows_of([*found.to_sign, *found.to_answer, *found.with_others], request.user)
    first, second = len(found.to_sign), len(found.to_sign) + len(found.to_answer)
    context = {
        "to_sign": everything[:first],
        "to_answer": everything[first:second],
        "with_others": everything[second:],
    }
    return render(request, "consent/tray.html", context)


@require_http_methods(FORMS)
def send_back(request, pk):
    """Send a decision back to whoever made it, with a comment."""
    found = _opened(request, pk)
    require(request.user, "authorise", found.provider)
    if request.method == "GET" and not may_sign(found, request.user):
        return redirect("consent:decision", found.pk)
    form = SendBackForm(request.POST or None)
    if _said(countersigning.send_back, found, request, form):
        messages.success(request, f"{found} went back to {found.decided_by}, who is asked to answer")
        return redirect("consent:tray")
    return _page(request, "consent/send_back.html", found, form)


@require_http_methods(FORMS)
def pass_on(request, pk):
    """Leave a decision to somebody else who may sign for the partner."""
    found = _opened(request, pk)
    require(request.user, "authorise", found.provider)
    if request.method == "GET" and not may_sign(found, request.user):
        return redirect("consent:decision", found.pk)
    who = countersigning.who_may_sign(found, but=request.user)
    form = PassOnForm(request.POST or None, who=who, manager=request.user.line_manager_id)
    if done := _said(countersigning.pass_on, found, request, form):
        messages.success(request, f"{found} was passed on to {done.to}")
        return redirect("consent:tray")
    return _page(request, "consent/pass_on.html", found, form, {"somebody": who.exists()})


@require_http_methods(FORMS)
def answer(request, pk):
    """Answer what was said when one's own decision was sent back, or go and decide anew."""
    found = _opened(request, pk)
    require(request.user, "decide_sharing", found.provider)
    step = countersigning.sent_back(countersigning.steps_of([found]))
    if request.method == "GET" and not may_answer(found, request.user, step):
        return redirect("consent:decision", found.pk)
    form = AnswerForm(request.POST or None)
    if _said(countersigning.answer, found, request, form):
        messages.success(request, f"Your answer is recorded. {found} waits for the signature again")
        return redirect("consent:decision", found.pk)
    return _page(request, "consent/answer.html", found, form, {"step": step, "anew_url": decide_anew_url(found)})


def waits(decision):
    """Whether a decision still waits for a second signature, as its own columns say."""
    over = decision.authorised_at or decision.ended_at or decision.superseded_at
    asks = decision.shares and decision.basis in TO_SIGN
    return (asks or decision.waits_for_authoriser) and not over


def may_sign(decision, practitioner, steps=None):
    """Whether its page offers to sign a decision to somebody who authorises for its partner."""
    steps = countersigning.steps_of([decision]) if steps is None else steps
    return waits(decision) and decision.decided_by_id != practitioner.pk and not countersigning.sent_back(steps)


def may_answer(decision, practitioner, step):
    """Whether its page offers to answer what was said (`step`) when a decision was sent back."""
    return bool(step) and any(each.decision.pk == decision.pk for each in tray_of(practitioner).to_answer)


def _opened(request, pk):
    return open_or_404(request, SharingDecision.objects.select_related("provider", "decided_by"), pk)


def _said(service, decision, request, form):
    """The step that the service recorded; None when nothing was sent, or when it refused, with its words beside the
    fields."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return service(decision, by=request.user, submission=submission_of(request), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _page(request, template, decision, form, more=None):
    context = {"decision": decision, "form": form, "submission": submission_of(request)} | (more or {})
    return render(request, template, context, status=422 if form.errors else 200)
