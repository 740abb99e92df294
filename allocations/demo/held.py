"""Who was asked to the demonstration’s meetings, what was gathered, and what the held ones agreed."""

from datetime import timedelta

from allocations.models import (
    AgendaInput,
    AgendaItem,
    CarriedOver,
    InputRequest,
    Interest,
    ItemAction,
    ItemChoice,
    ItemMinute,
    LeadAnswer,
    MeetingMember,
    MinuteAddendum,
    MinutesConfirmation,
    Outcome,
    StoodOut,
)
from locality.history import acting_as
from locality.models import Membership
from locality.reference import CONCERNS, category

CAST = ("ewan", "amira", "ben", "chidi")
NOTES = [
    "The visits overlap. Two of them can stop without anybody missing them.",
    "School and health describe the same mornings. What helps is the same person each time.",
    "There is a place in the group on Tuesdays. The bus stops in front of it.",
    "The family asked for one telephone number. It is agreed whose it is.",
    "What was tried in spring is over. The next step is smaller, and sooner.",
]
ACTIONS = [
    "Ring the family and say what was agreed",
    "Offer the place in the group on Tuesdays",
    "Visit once and bring the form",
    "Tell the two services that can stop",
    "Write down the plan on one page, with the family",
]
AGREED = [Outcome.LEAD_AND_EHA, Outcome.STRENGTHENED, Outcome.SINGLE_AGENCY, Outcome.BROKER, Outcome.CONSULTATION]


def prepare_and_hold(demo, meetings):
    """Ask people to each meeting; write minutes of the two that were held; gather inputs for those to come."""
    for meeting in meetings:
        items = list(AgendaItem.objects.filter(meeting=meeting).select_related("proposed_by").order_by("proposed_at"))
        members = _ask(demo, meeting, items)
        if meeting.held_at < demo.now:
            _hold(demo, meeting, members, items, meetings)
        else:
            _gather(demo, meeting, items)


def _ask(demo, meeting, items):
    """The cast, and whoever put a family forward."""
    people = [demo.made[key] for key in CAST] + [item.proposed_by for item in items]
    asked = {}
    for person in people:
        job = Membership.objects.filter(practitioner=person, ends_on__isnull=True).select_related("partner").first()
        if job and person.pk not in asked:
            asked[person.pk] = MeetingMember(
                meeting=meeting, practitioner=person, name=person.name, partner=job.partner
            )
    members = list(asked.values())
    if meeting.held_at < demo.now:
        for number, member in enumerate(members):
            member.arrived_at = meeting.held_at + timedelta(minutes=number % 4)
            member.confirmed_at = meeting.held_at + timedelta(minutes=5)
            member.left_at = meeting.held_at + timedelta(minutes=95)
    for member in members:
        member.save()
    return members


def _hold(demo, meeting, members, items, meetings):
    writes = {"written_by": demo.made["ewan"], "written_for": demo.made["council"]}
    later = [each for each in meetings if each.locality_id == meeting.locality_id and each.held_at > meeting.held_at]
    for number, item in enumerate(items):
        begins = meeting.held_at + timedelta(minutes=10 + 7 * number)
        agreed = [Outcome.DEFER] if later and number == len(items) - 1 else [AGREED[number % len(AGREED)]]
        needs_lead = agreed[0] not in (Outcome.DEFER, Outcome.CONSULTATION)
        minute = ItemMinute.objects.create(
            **writes,
            item=item,
            meeting=meeting,
            written_at=begins,
            safeguarding="nothing",
            notes=NOTES[number % len(NOTES)],
            outcomes=agreed,
            lead=item.proposed_by if needs_lead else None,
            defer_why="Whoever knows the family best was ill" if agreed == [Outcome.DEFER] else "",
            opened_at=begins,
            finished_at=begins + timedelta(minutes=6),
        )
        if needs_lead:
            _lead_and_act(demo, item, minute, writes, number)
        elif agreed == [Outcome.DEFER]:
            CarriedOver.objects.create(
                **writes,
                item=item,
                from_meeting=meeting,
                to_meeting=later[0],
                deferred=True,
                why=minute.defer_why,
                written_at=minute.finished_at,
            )
        if number == 0:
            _besides(demo, item, minute, members, writes)
    for member in members[:6]:
        MinutesConfirmation.objects.create(
            meeting=meeting, practitioner=member.practitioner, confirmed_at=meeting.held_at + timedelta(days=4)
        )
    meeting.started_at, meeting.ended_at = meeting.held_at, meeting.held_at + timedelta(minutes=95)
    meeting.circulated_at = meeting.held_at - timedelta(days=6)
    meeting.agreed_at = meeting.held_at + timedelta(days=6)
    meeting.save()


def _lead_and_act(demo, item, minute, writes, number):
    LeadAnswer.objects.create(
        **writes,
        item=item,
        minute=minute,
        practitioner=minute.lead,
        accepted=True,
        in_the_room=True,
        written_at=minute.finished_at,
    )
    due = (minute.finished_at + timedelta(days=14)).date()
    is_done = number % 3 and due <= demo.now.date()
    ItemAction.objects.create(
        **writes,
        item=item,
        minute=minute,
        what=ACTIONS[number % len(ACTIONS)],
        owner=item.proposed_by,
        owner_name=item.proposed_by.name,
        owner_partner_id=item.provider_id,
        due_on=due,
        done_on=due if is_done else None,
        came_of_it="It went well" if is_done else "",
        written_at=minute.finished_at,
    )


def _besides(demo, item, minute, members, writes):
    """Somebody who knew the family and left for it, and a correction."""
    StoodOut.objects.create(
        **writes,
        item=item,
        meeting=minute.meeting,
        member=members[3],
        written_at=minute.opened_at,
        back_at=minute.finished_at,
    )
    at = minute.finished_at + timedelta(days=5)
    text = "The visit is on Wednesdays, not on Tuesdays."
    MinuteAddendum.objects.create(**writes, item=item, minute=minute, text=text, submission=demo.key(), written_at=at)


def _gather(demo, meeting, items):
    """What is asked and given before a meeting that is to come, and what is done about who is not covered."""
    writes = {"written_by": demo.made["ewan"], "written_for": demo.made["council"]}
    for number, item in enumerate(items):
        at = min(item.proposed_at + timedelta(days=1), demo.now - timedelta(hours=2))
        if number % 2 == 0:
            InputRequest.objects.create(
                **writes, item=item, partner=demo.made["health"], due_on=meeting.agenda_out_by, written_at=at
            )
            with acting_as(item.proposed_by, reason="Demonstration data"):
                AgendaInput.objects.create(
                    agenda_item=item,
                    family=item.family,
                    provider_id=item.provider_id,
                    category=category(CONCERNS),
                    text=f"{NOTES[number % len(NOTES)]} We can say more at the table.",
                    given_by=item.proposed_by,
                    given_at=at,
                    submission=demo.key(),
                )
        if number == 0:
            ItemChoice.objects.create(
                **writes, item=item, meeting=meeting, partner=demo.made["police"], choice="leaves", written_at=at
            )
        if number == 1:
            with acting_as(item.proposed_by, reason="Demonstration data"):
                Interest.objects.create(
                    item=item,
                    written_by=item.proposed_by,
                    written_for_id=item.provider_id,
                    kind="professional",
                    does="stay",
                    written_at=at,
                )
