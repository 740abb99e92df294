"""The Front Door: whom to ring, the referral, and what came of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from consent.pages import summaries
from conversations import services
from conversations.forms import CallForm, OutcomeForm, ReferralForm, ReferralNoteForm, newest_conversations
from conversations.guidance import Document, in_force
from conversations.kept import Typing
from conversations.models import Conversation, Referral, ReferralNote
from conversations.sharing import decisions_about
from conversations.views.asking import ask
from locality.access import holds, note_list, open_or_404, require
from locality.access.rule import reader_of
from locality.families import Family, people_of, with_families
from locality.looking import key_of
from locality.models import Person
from locality.pages import drawn, partner_for
from locality.registries import record_panels
from locality.submissions import submission_of


@require_safe
def front_door(request):
    """Whom to ring, and the referrals of one's own partners whose outcome is still to come."""
    reader = reader_of(request.user)
    found = Referral.objects.visible_by(reader).open().filter(provider__in=reader.partners)
    rows = with_families(found.select_related("provider", "recorded_by").order_by("recorded_at")[:30], reader)
    note_list(request, Referral.objects, rows)
    context = {"referrals": rows, "works": bool(reader.partners)}
    return render(request, "conversations/front_door.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request, pk):
    """Record a referral. The number comes first; nothing is asked before, not even a reason for opening the family."""
    family = open_or_404(request, Family.objects.select_related("provider", "locality"), pk)
    reader, partner = reader_of(request.user), partner_for(request, "see_records")
    children = people_of(family, reader).exclude(kind=Person.Kind.ADULT)
    typing = Typing(request, "referral", family)
    form = ReferralForm(**typing.options, children=children)
    talk = _conversation(typing, family, reader)
    if words := typing.put_aside():
        messages.success(request, words)
        return redirect(request.get_full_path())
    if request.method == "POST" and form.is_valid():
        made = _recorded(family, request, form, partner, typing.submission, talk)
        if made:
            typing.done()
            words = "Saved" if made.called_at else "Saved. Now ring the Front Door"
            messages.success(request, words)
            return redirect("conversations:referral", made.pk)
    context = {"family": family, "form": form, "submission": typing.submission, "conversation": talk, "typing": typing}
    return render(request, "conversations/refer.html", context, status=422 if form.errors else 200)


def _recorded(family, request, form, partner, submission, talk):
    try:
        return services.refer(
            family,
            by=request.user,
            partner=partner,
            submission=submission,
            children=form.cleaned_data["children"],
            conversation=talk,
            **form.answers(),
        )
    except ValidationError as error:
        form.take_errors(error)
        return None


def _conversation(typing, family, reader):
    """The conversation that the address, or a draft, names, when the reader may see it and it is about this family."""
    key = key_of(typing.request.GET.get("conversation") or (typing.answers or {}).get("conversation"))
    return key and Conversation.objects.visible_by(reader).filter(pk=key, family=family).first()


@require_safe
def referral(request, pk):
    """One referral: what was said, what came of it, and what is still to do."""
    found = open_or_404(request, Referral.objects.select_related("provider", "recorded_by", "outcome_by"), pk)
    reader = reader_of(request.user)
    own = found.provider_id in holds(request.user, "see_records")
    decider = partner_for(request, "decide_sharing", needed=False)
    decisions = decisions_about(found, reader)
    notes = list(ReferralNote.objects.visible_by(reader).filter(referral=found).select_related("written_by"))
    context = {
        "referral": found,
        "beside": drawn(request, record_panels(request, found)),
        "children": found.about(reader),
        "notes": notes,
        "sent": any(note.kind == ReferralNote.Kind.SENT for note in notes),
        "talk": Conversation.objects.visible_by(reader).filter(pk=found.conversation_id).first(),
        "family": Family.objects.visible_by(reader).filter(pk=found.family_id).first(),
        "own": own,
        "decides": decider == found.provider,
        "may_ask": bool(decider) and not own,
        "decisions": summaries(decisions),
        "pause": services.to_pause(found) if own else None,
        "because": found.seen_because,
        "guidance": in_force(Document.NATIONAL, found.identified_at),
    }
    return render(request, "conversations/referral.html", context)


def _own_or_refused(request, pk):
    found = open_or_404(request, Referral.objects.select_related("provider"), pk)
    require(request.user, "see_records", found.provider)
    return found, reverse("conversations:referral", args=[pk])


@require_http_methods(["GET", "HEAD", "POST"])
def call(request, pk):
    """Record the call that had not been made yet."""
    found, back = _own_or_refused(request, pk)
    if found.called_at:
        return redirect(back)
    return ask(
        request,
        CallForm(request.POST or None),
        lambda form: services.record_call(found, by=request.user, **form.cleaned_data),
        title="The call to the Front Door",
        button="Save",
        done="The call is recorded",
        back=back,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def note(request, pk):
    """Add what happened since."""
    found, back = _own_or_refused(request, pk)
    submission = submission_of(request)

    def do(form):
        clean = {name: form.cleaned_data[name] for name in ("kind", "happened_at", "text")}
        services.add_to_referral(found, by=request.user, submission=submission, **clean)

    form = ReferralNoteForm(request.POST or None)
    names = {"title": "What happened since?", "button": "Add it", "done": "Added"}
    return ask(request, form, do, back=back, submission=submission, **names)


@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request, pk):
    """Record what the Front Door decided."""
    found, back = _own_or_refused(request, pk)
    if found.outcome:
        return redirect(back)
    if not found.called_at:
        return redirect("conversations:referral-call", pk)
    helped = services.open_episode_of(found.family_id, found.provider_id)
    talks = newest_conversations(found.family_id, reader_of(request.user)) if helped else None
    return ask(
        request,
        OutcomeForm(request.POST or None, conversations=talks),
        lambda form: services.record_outcome(found, by=request.user, **form.cleaned_data),
        title="What came of it?",
        button="Save",
        done="The outcome is recorded",
        back=back,
    )
