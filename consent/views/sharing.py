"""The family's sharing page, deciding, and what follows a decision."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from consent import onward, requests, requests_tray, services
from consent.anew import answers_of
from consent.caldicott import principles
from consent.countersigning import sent_back, steps_of
from consent.emergency import emergency_of
from consent.ending import endings
from consent.forms import EndForm, SharingForm
from consent.limits import exclusions_of
from consent.models import Basis, Consent, SharingDecision
from consent.not_telling import may_be_kept
from consent.pages import naming, rule_lines, standing_of, summaries, told_in_full
from consent.telling import still_untold
from consent.views.countersigning import may_answer, may_sign
from consent.views.records import record_in_address
from consent.views.without import interruption
from locality.access import holds, open_or_404, require
from locality.access.rule import reader_of
from locality.deputies import stood_in_for
from locality.families import Family, people_of
from locality.looking import key_of
from locality.pages import family_page, partner_for
from locality.people import with_people
from locality.submissions import submission_of


def sharing(request, pk):
    """Who could see what about this family: standing agreements and decisions, newest first."""
    family, context = family_page(request, pk, active="sharing")
    reader = reader_of(request.user)
    decisions = SharingDecision.objects.visible_to(request.user).filter(family=family)
    person, partner = key_of(request.GET.get("person")), key_of(request.GET.get("partner"))
    decisions = naming(decisions, reader, person, partner)
    consents = Consent.objects.visible_to(request.user).filter(family=family).current()
    consents = _by_name(with_people(consents.order_by("-recorded_at"), reader, "person", "given_by"))
    context |= {
        "narrowed": bool(person or partner),
        "decisions": summaries(list(decisions.select_related("decided_by", "purpose"))),
        "consents": consents,
        "in_part": {line.consent_id for line in exclusions_of(consents)},
    }
    return render(request, "consent/sharing.html", context)


def _by_name(consents):
    return sorted(consents, key=lambda each: str(each.person))


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, pk):
    """Decide about sharing whole categories of the family's information, or one record of it."""
    family, context = family_page(request, pk, active="sharing")
    record, instead_of = record_in_address(request), _instead_of(request, family)
    asked = _request(request)
    # Who decides what a colleague decided meanwhile keeps what they typed; who only looks has nothing to fill in.
    if asked and request.method != "POST" and not (asked.is_open and asked.received.family_id == family.pk):
        return redirect("consent:request", asked.key)
    partner = asked.request.asked if asked else partner_for(request, "decide_sharing")
    reader = reader_of(request.user)
    people = list(people_of(family, reader))
    standing = standing_of(family, people, reader)
    form = SharingForm(
        request.POST or None,
        partner=partner,
        record_name=f"This record: {record}" if record else None,
        agreed=bool(standing),
        told=bool(standing),
        supplier=_supplier(record, partner),
        initial=_begins_with(record, instead_of, asked),
    )
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        # One record is about the people it names; whole categories are about everybody.
        subjects = record.about(reader) if record and form.only_the_record else people
        proposal = form.proposal(family, subjects=subjects, record=record, reader=reader)
        if card := interruption(request, proposal, context):
            return card
        try:
            made = _record(request, proposal, asked, instead_of)
        except ValidationError as error:
            form.take_errors(error)
        else:
            messages.success(request, f"{made} is recorded")
            return redirect("consent:request", asked.key) if asked else redirect("consent:decision", made.pk)
    context |= {"form": form, "rules": rule_lines(form, standing), "record": record, "standing": standing}
    context |= {"submission": submission_of(request), "instead_of": instead_of, "request_for": asked}
    context |= {
        "record_kind": record._meta.model_name if record else "",
        "supplier": _supplier(record, partner),
        "asked": _asked(record, partner),
    }
    return render(request, "consent/decide.html", context, status=422 if form.errors else 200)


def _supplier(record, partner):
    """The partner that supplied the one record, when it is not one's own; else None."""
    return record.provider if record and record.provider_id != partner.pk else None


def _asked(record, partner):
    """What one's partner asked the supplier of the one record about passing it on, newest last (V23)."""
    return list(onward.asked_about(partner, record).values()) if _supplier(record, partner) else []


def _instead_of(request, family):
    """The decision about this family that was sent back and that the new one takes the place of, or None."""
    key = key_of(request.GET.get("instead_of"))
    if not key:
        return None
    found = open_or_404(request, SharingDecision.objects.select_related("provider"), key)
    if found.family_id != family.pk:
        raise Http404("That decision is about another family")
    return found


def _request(request):
    """What another partner asked and what is decided here (`Asked`), or None (V27)."""
    key = key_of(request.GET.get("request"))
    found = requests_tray.request_for(request.user, key) if key else None
    if key and not (found and found.received):
        raise Http404("Nobody asked that of you")
    return found


def _record(request, proposal, asked, instead_of):
    said = {"by": request.user, "submission": submission_of(request)}
    if asked:
        return requests.decide(asked.received, proposal, **said)
    return services.decide(proposal, partner=proposal.partner, instead_of=instead_of, **said)


def _begins_with(record, instead_of, asked):
    if instead_of:
        return answers_of(instead_of)
    if asked:
        of = asked.request
        return {"to_1": of.provider_id, "need_1": of.why[:300], "purpose": of.purpose_id}
    return record.sharing_answers() if hasattr(record, "sharing_answers") else {}


def decision(request, pk):
    """One decision, as it was made."""
    found = open_or_404(
        request, SharingDecision.objects.select_related("decided_by", "provider", "purpose", "superseded_by"), pk
    )
    own = partner_for(request, "decide_sharing", needed=False)
    context = told_in_full(found, reader_of(request.user)) | {
        "may_end": found.shares and own == found.provider and not found.is_past
    }
    untold = any(still_untold(each) for each in context["subjects"])
    context["may_tell"] = untold and found.shares and own == found.provider
    context["may_keep"] = context["may_tell"] and bool(may_be_kept(found))
    context["may_pass_on"] = found.shares and own == found.provider and _gave(found)
    context["caldicott"] = principles(context)
    context["family"] = Family.objects.visible_to(request.user).filter(pk=found.family_id).first()
    signer = partner_for(request, "authorise", needed=False)
    context["may_look"] = found.provider_id in holds(request.user, "decide_sharing") | holds(request.user, "authorise")
    context["onward"] = onward.onward_of(found, reader_of(request.user))
    context["as_deputy"] = _as_deputy(found)
    context["behind"] = requests_tray.request_behind(found, request.user)
    steps = steps_of([found])
    context |= {
        "steps": steps,
        "may_sign": signer == found.provider and may_sign(found, request.user, steps),
        "may_answer": may_answer(found, request.user, sent_back(steps)),
    }
    if found.basis == Basis.URGENT:
        context |= emergency_of(found, request.user)
    return render(request, "consent/decision.html", context)


def _as_deputy(decision):
    """For whom whoever signed a decision stood in then: names."""
    if not decision.authorised_at:
        return []
    return stood_in_for(decision.authorised_by_id, decision.provider_id, decision.authorised_at)


def _gave(decision):
    """Whether a decision to share ever gave anything: one that waits for its signature has not yet."""
    return not decision.waits_for_authoriser or bool(decision.authorised_at)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    """End a decision: the recipients' next request sees nothing of it."""
    found = open_or_404(request, SharingDecision.objects.select_related("provider"), pk)
    if request.method == "GET" and (not found.shares or found.is_past):
        return redirect("consent:decision", found.pk)
    require(request.user, "decide_sharing", found.provider)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_decision(found, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{found} has ended. Nobody sees anything because of it any more")
        return redirect("consent:decision", found.pk)
    reader = reader_of(request.user)
    context = told_in_full(found, reader) | {"form": form, "endings": endings([found], reader)}
    return render(request, "consent/end.html", context, status=422 if form.errors else 200)


@require_POST
def authorise(request, pk):
    """Sign a decision that somebody else made without the family's agreement (V12)."""
    found = open_or_404(request, SharingDecision.objects, pk)
    services.authorise(found, by=request.user)
    messages.success(request, f"You signed {str(found).lower()}")
    return redirect("consent:decision", found.pk)
