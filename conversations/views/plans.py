"""Plans, their reviews, and closing help."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from conversations import services
from conversations.charts import chart_of, distances
from conversations.closing import signed_by_words
from conversations.forms import newest_conversations
from conversations.forms.plans import ActionsForm, CloseForm, PlanForm, ReviewForm, SignForm, actions_of
from conversations.kept import Typing
from conversations.models import Action, Assessment, Closure, Episode, Evaluation, Need, Plan, Review, time_limits
from conversations.views.asking import ask, back_from, help_url
from conversations.views.stopping import before_meeting
from locality.access import open_or_404, require
from locality.access.rule import reader_of
from locality.families import people_of, with_families
from locality.pages import drawn, partner_for
from locality.people import with_people
from locality.registries import record_panels

NOT_AGREED = (
    "It ends with your signature. If you do not agree, do not sign: tell whoever proposes it, who moves the help on "
    "again on its page and says why."
)


def _needs(assessment_id, reader):
    return with_people(Need.objects.visible_by(reader).filter(assessment=assessment_id), reader, "person")


@require_http_methods(["GET", "HEAD", "POST"])
def make(request, pk):
    """Agree a plan after an assessment."""
    found = open_or_404(request, Assessment.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    reader, typing = reader_of(request.user), Typing(request, "plan", found)
    submission = typing.submission
    if found.completed_at is None:
        messages.info(request, "Complete the assessment first")
        return redirect("conversations:assessment", found.pk)
    form = PlanForm(
        **typing.options,
        needs=_needs(found.pk, reader),
        people=people_of(found.family_id, reader),
        me=request.user,
        conversations=newest_conversations(found.family_id, reader),
    )

    def do(form):
        clean = {name: form.cleaned_data[name] for name in ("conversation", "agreed_on", "goal", "family_said")}
        actions = actions_of(form, found.provider)
        services.make_plan(found, by=request.user, submission=submission, actions=actions, **clean)

    return ask(
        request,
        form,
        do,
        title="Agree the plan",
        button="Save the plan",
        done="The plan is saved. Its actions are on everybody’s page",
        back=back_from(request, found),
        about=found,
        lead="Record the meeting as a conversation first; then say here what was agreed in it.",
        submission=submission,
        typing=typing,
    )


@require_safe
def plan(request, pk):
    """One plan: its actions by need, its reviews, and the distance travelled."""
    found = open_or_404(request, Plan.objects.select_related("provider", "made_by"), pk)
    reader = reader_of(request.user)
    needs = _needs(found.assessment_id, reader)
    actions = list(Action.objects.visible_by(reader).filter(plan=found).select_related("owner_partner"))
    ways = {each.need.pk: each for each in distances(needs, reader)}
    reviews = list(Review.objects.visible_by(reader).filter(plan=found).order_by("-held_on"))
    lines = {}
    for each in Evaluation.objects.visible_by(reader).filter(review__in=[review.pk for review in reviews]):
        lines.setdefault(each.need_id, each) if each.review_id == reviews[0].pk else None
    rows = [
        {
            "need": need,
            "actions": [each for each in actions if each.need_id == need.pk],
            "chart": chart_of(ways[need.pk]),
            "ways": ways[need.pk].ways,
            "evaluation": lines.get(need.pk),
        }
        for need in needs
    ]
    known = {need.pk for need in needs}
    context = {
        "plan": found,
        "beside": drawn(request, record_panels(request, found)),
        "rows": rows,
        "others": [each for each in actions if each.need_id not in known],  # whose need the reader may not see
        "reviews": reviews,
        "own": partner_for(request, needed=False) == found.provider,
        "over": Episode.objects.visible_by(reader).filter(pk=found.episode_id, over_at__isnull=False).exists(),
        "family": with_families([found], reader)[0].family,
        "back": help_url(reader, found.family_id),
        "because": found.seen_because,
        "me": request.user.pk,
    }
    return render(request, "conversations/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_actions(request, pk):
    """Add actions to a plan."""
    found = open_or_404(request, Plan.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    reader = reader_of(request.user)
    needs, people = _needs(found.assessment_id, reader), people_of(found.family_id, reader)
    typing = Typing(request, "plan-actions", found)
    form = ActionsForm(**typing.options, needs=needs, people=people, me=request.user)

    def do(form):
        services.add_plan_actions(found, by=request.user, actions=actions_of(form, found.provider))

    return ask(
        request,
        form,
        do,
        title="Add actions to the plan",
        button="Add",
        done="Added",
        back=reverse("conversations:plan", args=[found.pk]),
        about=found,
        typing=typing,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def review(request, pk):
    """Record a review of a plan."""
    found = open_or_404(request, Plan.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    if stop := before_meeting(request, found.family_id, reverse("conversations:plan", args=[found.pk])):
        return stop
    reader, typing, limit = reader_of(request.user), Typing(request, "review", found), time_limits().get("review")
    submission = typing.submission
    form = ReviewForm(
        **typing.options,
        needs=_needs(found.assessment_id, reader),
        conversations=newest_conversations(found.family_id, reader),
        next_on=limit and limit.after(max(found.review_on, timezone.localdate())),
    )

    def do(form):
        names = ("conversation", "held_on", "changed", "family_view", "child_voice", "outcome", "next_on")
        clean = {name: form.cleaned_data[name] for name in names}
        services.review_plan(found, by=request.user, submission=submission, evaluations=form.evaluations, **clean)

    return ask(
        request,
        form,
        do,
        title="Review the plan",
        button="Save the review",
        done="The review is saved",
        back=reverse("conversations:plan", args=[found.pk]),
        about=found,
        submission=submission,
        typing=typing,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, pk):
    """Close help, or propose to."""
    found = open_or_404(request, Episode.objects.select_related("provider"), pk)
    require(request.user, "make_records", found.provider)
    typing = Typing(request, "closing", found)
    submission = typing.submission
    talks = newest_conversations(found.family_id, reader_of(request.user))
    form = CloseForm(**typing.options, conversations=talks)

    def do(form):
        clean = {name: form.cleaned_data[name] for name in form.fields if name != "submission"}
        made = services.close_help(found, by=request.user, submission=submission, **clean)
        return "The help is closed" if made.signed_at else f"Proposed. {signed_by_words(made)}"

    return ask(
        request,
        form,
        do,
        title="Close the help",
        button="Close it",
        done="Saved",
        back=back_from(request, found),
        about=found,
        lead="The last conversation comes first: with the family, about what helped and who is there from now on.",
        submission=submission,
        warning=True,
        typing=typing,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, pk):
    """Sign that help ends."""
    found = open_or_404(request, Closure.objects.select_related("provider", "proposed_by"), pk)
    require(request.user, "authorise", found.provider)
    if found.proposed_by_id == request.user.pk:
        raise PermissionDenied("Another person signs")
    if found.signed_at:
        messages.info(request, "That was signed already")
        return redirect(back_from(request, found))
    family = with_families([found], reader_of(request.user))[0].family

    def do(form):
        services.sign_closing(found, by=request.user)

    facts = [
        ("Why", found.get_reason_display()),
        ("Proposed by", f"{found.proposed_by}, on {timezone.localtime(found.proposed_at):%-d %B %Y}"),
        ("What the family says", found.family_view),
        ("Why no child is at risk without help", found.harm_reasoning),
        ("Whom they can turn to", found.afterwards),
        ("Who was told", found.told),
    ]
    return ask(
        request,
        SignForm(request.POST or None),
        do,
        title=f"Sign that the help for the {family} ends",
        button="Sign",
        done="Signed. The help is closed",
        back=back_from(request, found),
        facts=[(head, words) for head, words in facts if words],
        lead=NOT_AGREED,
    )
