"""What is due while help moves to another service; what the family page and chronology say (domain.md 3g)."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from conversations.closing import stops_closing
from conversations.models import Conversation, StepTransfer, time_limits
from locality.access import holds, kept
from locality.access.rule import reader_of
from locality.dues import Due, dues_from
from locality.families import with_families
from locality.minding import minded_for, taken_over
from locality.registries import Entry, Panel, chronology, family_panel
from locality.waiting import anything, may_wait

MOST = 50
MEETINGS = (Conversation.Mode.MEETING, Conversation.Mode.VIDEO)


@may_wait("move")
def _moving(practitioner):
    reader = reader_of(practitioner)
    if not reader.partners:
        return None
    met = Conversation.objects.visible_by(reader).filter(
        family=OuterRef("family"),
        provider=OuterRef("to_partner"),
        mode__in=MEETINGS,
        started_at__gt=OuterRef("handed_over_at"),
    )
    leads = Q(lead=practitioner, handed_over_at__isnull=False) & ~Exists(met)
    signs = holds(practitioner, "authorise")
    unanswered = Q(over_at=None, answer="", to_partner__in=signs)
    unsigned = Q(over_at=None, was=StepTransfer.Was.PROTECTION, signed_at=None, provider__in=signs)
    taken = Q(pk__in=taken_over(practitioner, "steptransfer"))
    own = Q(over_at=None) & (Q(proposed_by=practitioner) | Q(asked=practitioner) | Q(answered_by=practitioner) | taken)
    return StepTransfer.objects.visible_by(reader).filter(own | unanswered | unsigned | leads)


@dues_from
def while_moving(practitioner, today):
    """What the family says, a signature, the answer, the hand-over, the end and the first meeting: each for whoever
    does it; an answer that is late for whoever signs at the partner that is asked too."""
    if not anything("move", practitioner):
        return
    limits, signs = time_limits(), holds(practitioner, "authorise")
    rows = _moving(practitioner).select_related("to_partner", "provider", "asked").order_by("proposed_at")[:MOST]
    minded = minded_for(practitioner)
    for row in with_families(rows, reader_of(practitioner)):
        row.mine = minded.who(row, row.proposed_by_id) == practitioner.pk
        url = reverse("conversations:moving", args=[row.pk])
        for code, since, words in _due_of(row, practitioner, signs, limits, today):
            if code in limits:
                yield Due(limits[code].after(since), words, url)


def _due_of(row, me, signs, limits, today):
    """(which limit, since when, words) of what one move waits for from `me`."""
    if row.is_open and row.mine:
        if not row.agreement:
            yield "tell_family", row.proposed_at, f"Ask the {row.family} about the {_name(row)}"
        elif row.answer == StepTransfer.Answer.DECLINED:
            words = f"{row.to_partner} will not carry on with the {row.family}: disagree, or take it back"
            yield "lead_gap", row.answered_at, words
        elif row.handed_over_at:
            yield "tell_family", row.handed_over_at, f"Say that your help for the {row.family} has ended"
    unsigned = row.is_open and row.needs_signature and not row.signed_at
    if unsigned and row.provider_id in signs and row.proposed_by_id != me.pk:
        yield "move_answer", row.proposed_at, f"Sign the {_name(row)} of the {row.family}, or talk about it"
    if row.is_open and not row.answer and "move_answer" in limits:
        late = limits["move_answer"].after(row.proposed_at) < today
        if row.asked_id == me.pk or (late and row.to_partner_id in signs):
            yield "move_answer", row.proposed_at, f"Say whether you carry on with the {row.family}"
    accepted = row.answer == StepTransfer.Answer.ACCEPTED and not row.handed_over_at
    if row.is_open and accepted and row.answered_by_id == me.pk:
        yield "lead_gap", row.answered_at, f"Say who leads the {row.family}, and have it handed over"
    if row.handed_over_at and row.lead_id == me.pk:
        yield "move_meeting", row.handed_over_at, f"Hold the first meeting around the {row.family}, and record it"


def _name(row):
    return "step down" if row.kind == StepTransfer.Kind.DOWN else "transfer"


@stops_closing
def a_move_is_under_way(episode):
    """Help does not end while another service is asked to carry on with it, nor before it was handed over to this."""
    open_ones = StepTransfer.objects.open().filter(family=episode.family_id)
    given = open_ones.filter(provider=episode.provider_id)
    yield from ("Finish the move to another service, or take it back" for each in given[:1])
    taken = open_ones.filter(carries_on=episode.pk, handed_over_at=None)
    yield from ("Help was taken over from another service: have it handed over first" for each in taken[:1])


@family_panel
def moves_of_family(request, family):
    """The family's moves between services that the reader may see, newest first."""
    rows = _newest(reader_of(request.user), family)
    return Panel("conversations/panel_moves.html", {"moves": rows}, 11) if rows else None


@kept
def _newest(reader, family):
    found = StepTransfer.objects.visible_by(reader).filter(family=family).select_related("provider", "to_partner")
    return found[:3]


@chronology("Help")
def moves_told(request, family):
    """When a move was proposed, answered, handed over, and ended help elsewhere."""
    found = StepTransfer.objects.visible_to(request.user).filter(family=family).select_related("provider", "to_partner")
    for each in found:
        url, name = reverse("conversations:moving", args=[each.pk]), str(each)
        answer = each.get_answer_display().lower()
        steps = [
            (each.proposed_at, f"{name} proposed", each.why, each.provider, True),
            (
                each.answered_at,
                f"{name}: {answer}",
                each.answer_reason,
                each.to_partner,
                False,
            ),
            (each.handed_over_at, f"{name}: handed over", "", each.to_partner, True),
            (each.over_at, f"{name}: {each.state['text'].lower()}", each.over_words, each.provider, False),
        ]
        for at, title, words, by, significant in steps:
            if at:
                yield Entry(at=at, title=title, words=words, by=str(by), url=url, significant=significant)
