"""What conversations adds to the registries of the apps below."""

from django.urls import reverse
from django.utils import timezone

from consent.giving import orders_in_lists
from conversations import (  # noqa: F401 - they register
    after_disagreeing,
    after_ending,
    after_moving,
    after_referring,
    due,
    leaving,
    reports,  # noqa: F401 - its question
)
from conversations.drafts import drafts_of
from conversations.help import help_of, led_by
from conversations.lists import rows_of
from conversations.models import Action, Addendum, Closure, Conversation, Lead, Participant, Review, Subject
from conversations.ordering import order_in_lists
from conversations.taking_up import KEPT
from locality.access import Among, holds, kept, newest
from locality.access.rule import reader_of
from locality.families import Family, is_known, with_families
from locality.registries import (
    Entry,
    Panel,
    Step,
    chronology,
    family_panel,
    family_step,
    home_panel,
    involves_partners,
    navigation,
    noon,
)

orders_in_lists(order_in_lists)


@navigation
def links(request):
    """The list of conversations, for whoever may see records."""
    if reader_of(request.user).partners:
        yield 30, "Conversations", "conversations:conversations"
    if holds(request.user, "authorise"):
        yield 35, "Team", "conversations:team"


@home_panel
def my_actions(request):
    """What the reader has to do, soonest first, each with its family."""
    reader = reader_of(request.user)
    if not reader.partners:
        return None
    mine = Action.objects.visible_by(reader).filter(owner=request.user, done_on__isnull=True)
    rows = [
        {"action": action, "hint": _whose(action)} for action in with_families(mine.order_by("due_on")[:10], reader)
    ]
    return Panel("conversations/panel_actions.html", {"rows": rows}, 10)


def _whose(action):
    by = f"by {action.due_on:%-d %B %Y}"
    return f"The {action.family}, {by}" if is_known(action.family) else by


@home_panel
def my_drafts(request):
    """What the reader was writing and has not saved."""
    families = Family.objects.visible_to(request.user)  # the draft of one no longer shared waits, and names nobody
    drafts = list(drafts_of(request.user).filter(family__in=families).select_related("family")[:5])
    rows = [{"draft": draft, "url": _takes_up(draft)} for draft in drafts]
    return Panel("conversations/panel_drafts.html", {"rows": rows}, 5) if rows else None


def _takes_up(draft):
    """Where a draft is carried on."""
    if draft.form in KEPT and draft.record:
        return KEPT[draft.form].url(draft)
    return reverse("conversations:new", args=[draft.family_id])


@home_panel
def newest_conversations(request):
    """The newest conversations that the reader may see, own and shared."""
    if not reader_of(request.user).partners:
        return None
    page = newest(Conversation.objects, request.user, by="started_at", size=5, ask=_listed)
    rows = rows_of(page.records, reader_of(request.user))
    return Panel("conversations/panel_newest.html", {"rows": rows}, 30)


@kept
def _listed(reader, wanted):
    return Conversation.objects.visible_by(reader).filter(Among("pk", wanted)).select_related("provider")


@involves_partners
def who_took_part(family, reader):
    """The partners that took part in conversations about the family which the reader may see."""
    rows = Participant.objects.visible_by(reader).filter(conversation__family=family)
    return rows.order_by().values_list("partner", flat=True).distinct()


@family_step
def record_a_conversation(request, family):
    """What most people come for: for whoever makes records."""
    if not holds(request.user, "make_records"):
        return None
    return Step("Record a conversation", reverse("conversations:new", args=[family.pk]), 10)


@family_panel
def of_family(request, family):
    """The family's newest conversations, what a child said in them, who took part, and what is still to do."""
    reader = reader_of(request.user)
    found = list(_newest(reader, family))
    context = {
        "conversations": found[:3],
        "voice": next((each for each in found if each.child_voice), None),
        "involved": _involved_in(found),
        "actions": _open_actions(reader, family),
    }
    return Panel("conversations/panel_family.html", context, 20)


@kept
def _newest(reader, family):
    found = Conversation.objects.visible_by(reader).filter(family=family).select_related("provider")
    return found.order_by("-started_at")[:10]


def _involved_in(conversations):
    """Who took part in them, as (partner, their names), whoever spoke last first."""
    moments = {each.pk: each.started_at for each in conversations}
    rows = Participant.objects.shown_with(conversations).select_related("partner")
    named: dict = {}
    for row in sorted(rows, key=lambda row: moments[row.conversation_id], reverse=True):
        names = named.setdefault(row.partner, [])
        if row.name not in names:
            names.append(row.name)
    return [(partner, ", ".join(names)) for partner, names in named.items()]


@kept
def _open_actions(reader, family):
    return Action.objects.visible_by(reader).filter(family=family, done_on__isnull=True)[:10]


def _marks(talks):
    """{key: the `Addendum` by which a conversation stands out}: of several the newest counts, until one ends it."""
    rows = Addendum.objects.shown_with(talks).exclude(mark="").select_related("written_by").order_by("written_at")
    newest = {each.conversation_id: each for each in rows}
    return {key: each for key, each in newest.items() if each.mark == Addendum.Mark.OUT}


@chronology("Conversations and actions")
def entries(request, family):
    """Each conversation that the reader may see, and each action that was done."""
    found = list(Conversation.objects.visible_to(request.user).filter(family=family).select_related("provider"))
    about: dict = {}
    for talk, person in Subject.objects.shown_with(found).values_list("conversation", "person"):
        about.setdefault(talk, set()).add(person)
    marks = _marks(found)
    for each in found:
        mark = marks.get(each.pk)
        yield Entry(
            at=each.started_at,
            title=each.get_mode_display(),
            words=each.agreed + (mark.says_why if mark else ""),
            by=str(each.provider),
            url=reverse("conversations:conversation", args=[each.pk]),
            significant=bool(mark) or each.harm != Conversation.Harm.NO,
            about=frozenset(about.get(each.pk, ())),
        )
    for each in Action.objects.visible_to(request.user).filter(family=family, done_on__isnull=False):
        words = f"{each.what}: {each.outcome}"
        yield Entry(at=noon(each.done_on), title="Action done", words=words, by=each.owner_name, whole_day=True)


@home_panel
def families_i_lead(request):
    """The open episodes that the reader leads, the longest first."""
    reader = reader_of(request.user)
    if not reader.partners:
        return None
    rows = [_led(lead) for lead in with_families(led_by(request.user)[:10], reader)]
    return Panel("conversations/panel_leads.html", {"rows": rows}, 12) if rows else None


def _led(lead):
    known = is_known(lead.family)
    return {
        "words": f"The {lead.family}" if known else lead.family.reference,
        "url": reverse("conversations:help", args=[lead.family_id]) if known else "",
        "status": lead.episode.get_status_display(),
        "colour": lead.episode.colour,
        "hint": f"You lead since {timezone.localtime(lead.answered_at):%-d %B %Y}",
    }


@family_panel
def help_for_family(request, family):
    """Where the family's help stands, and who leads it."""
    shown = help_of(family, request.user)
    shown.episodes = [row for row in shown.episodes if row.episode.is_open]
    return Panel("conversations/panel_help.html", {"family": family, "shown": shown}, 10)


@chronology("Help")
def steps_of_help(request, family):
    """When help was opened and ended, and who came to lead it."""
    for row in help_of(family, request.user).episodes:
        url, by = reverse("conversations:help", args=[family.pk]), str(row.episode.provider)
        yield Entry(at=row.episode.opened_at, title="Help opened", words=row.episode.why, by=by, url=url)
        for lead in [row.lead, *row.before]:
            if lead and lead.answer == Lead.Answer.ACCEPTED:
                yield Entry(at=lead.answered_at, title=f"{lead} leads", words=lead.reason, by=by, url=url)
        for each in row.assessments:
            title = f"Assessment {each.get_status_display().lower()}"
            whole = reverse("conversations:assessment", args=[each.pk])
            yield Entry(at=each.completed_at or each.started_at, title=title, by=str(each.provider), url=whole)
        for each in row.plans:
            whole = reverse("conversations:plan", args=[each.pk])
            yield Entry(at=each.made_at, title="Plan agreed", words=each.goal, by=str(each.provider), url=whole)
        if row.episode.over_at:
            title = row.episode.get_status_display()
            yield Entry(at=row.episode.over_at, title=title, words=row.episode.status_reason, by=by, url=url)


@chronology("Reviews")
def reviews(request, family):
    """Each review that the reader may see."""
    for each in Review.objects.visible_to(request.user).filter(family=family).select_related("provider"):
        url = reverse("conversations:plan", args=[each.plan_id])
        yield Entry(
            at=noon(each.held_on), title="Review", words=each.changed, by=str(each.provider), url=url, whole_day=True
        )


@home_panel
def closings_to_sign(request):
    """Help that others propose to close and that the reader may sign, the oldest first."""
    partners = holds(request.user, "authorise")
    if not partners:
        return None
    found = Closure.objects.visible_to(request.user).filter(provider__in=partners, signed_at__isnull=True)
    found = found.filter(episode__status="closing").exclude(proposed_by=request.user).select_related("proposed_by")
    rows = with_families(found.order_by("proposed_at")[:10], reader_of(request.user))
    return Panel("conversations/panel_closings.html", {"rows": rows}, 8) if rows else None
