"""Advice without names: what was asked and answered, asking, and saying later which family it was about."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from consent import anonymous
from consent.forms import AnswerAdviceForm, AskAdviceForm, LinkForm
from consent.models import AdviceAnswer, AdviceLink, AdviceRecord
from locality.access import deny, partners_where
from locality.access.audit import note_question
from locality.access.rule import reader_of
from locality.models import Family
from locality.pages import partner_for
from locality.submissions import submission_of

MOST = 100


@require_safe
def advice_list(request):
    """What the reader asked, and what was asked of them."""
    reader = reader_of(request.user)
    rows = AdviceRecord.objects.of(reader).select_related("asker", "adviser", "partner")[:MOST]
    answered = set(AdviceAnswer.objects.filter(advice__in=rows.values("pk")[:MOST]).values_list("advice", flat=True))
    told = [{"advice": each, "answered": each.pk in answered} for each in rows]
    context = {"rows": told, "may_ask": bool(reader.partners)}
    return render(request, "consent/advice_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """Ask somebody without naming anybody."""
    partners = list(partners_where(request.user, "make_records").order_by("name", "pk"))
    if not partners:
        raise PermissionDenied("You make records for no partner")
    form = AskAdviceForm(request.POST or None, advisers=anonymous.advisers(request.user), partners=partners)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        asked = {"adviser": clean["adviser"], "question": clean["question"], "sure": clean["sure"]}
        try:
            key = submission_of(request)
            made = anonymous.ask(by=request.user, partner=partner_for(request), submission=key, **asked)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Asked. {made.adviser} finds it in My work")
            return redirect("consent:advice", made.pk)
    form.ask_only_what_is_marked()
    context = {"form": form, "submission": submission_of(request)}
    return render(request, "consent/ask_advice.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def advice(request, pk):
    """One question with its answer; the adviser answers, and the author says which family it was about."""
    rows = AdviceRecord.objects.of(reader_of(request.user)).select_related("asker", "adviser", "partner")
    found = rows.filter(pk=pk).first()
    if found is None:
        deny(request, AdviceRecord, pk)
        raise Http404("There is nothing here that you may see")
    note_question(request, "advice", record=found.pk)
    said = AdviceAnswer.objects.filter(advice=found).select_related("answered_by").first()
    linked = AdviceLink.objects.filter(advice=found).first()
    form = _form(request, found, said, linked)
    if request.method == "POST" and form is None:
        raise PermissionDenied("There is nothing for you to say")
    if request.method == "POST" and form.is_valid():
        try:
            _say(request, found, form)
            return redirect("consent:advice", found.pk)
        except ValidationError as error:
            form.add_error(None, error)
    if isinstance(form, AnswerAdviceForm):
        form.ask_only_what_is_marked()
    family = linked and Family.objects.visible_to(request.user).filter(pk=linked.family_id).first()
    context = {"advice": found, "said": said, "linked": linked, "family": family, "form": form}
    context |= {"submission": submission_of(request), "answers": isinstance(form, AnswerAdviceForm)}
    return render(request, "consent/advice.html", context, status=422 if form and form.errors else 200)


def _form(request, found, said, linked):
    """What the reader may still say: the adviser the answer, the author the family; or None."""
    if found.adviser_id == request.user.pk and not said:
        return AnswerAdviceForm(request.POST or None)
    if found.asker_id == request.user.pk and not linked:
        return LinkForm(request.POST or None, families=anonymous.families_of(request.user))
    return None


def _say(request, found, form):
    if isinstance(form, AnswerAdviceForm):
        anonymous.answer(found, by=request.user, submission=submission_of(request), **form.cleaned_data)
        messages.success(request, "Your answer is recorded")
    else:
        anonymous.link(found, by=request.user, family=form.cleaned_data["family"])
        messages.success(request, "Recorded. Only you and an audit see which family it was about")
