"""Who belongs to the locality teams of the demonstration, and who did until they moved on (S6)."""

from allocations.services import join_team, leave_team
from locality.history import acting_as
from locality.models import Membership

CAST = [("ewan", "council", "Runs the meetings"), ("grace", "school", "Head teacher, for the schools")]
CAST += [("ben", "health", "Health visitor, for the 0-19 service"), ("chidi", "police", "Neighbourhood team")]
AS_WHAT = ["For the schools of the locality", "For health", "Family support", "Housing", "Youth work"]
EACH, STARTED = 4, 200


def load(demo, codes):
    """A team for each locality that meets: some of the cast, and people of partners that are in it."""
    ewan, council = demo.made["ewan"], demo.made["council"]
    with acting_as(ewan, partner=council, reason="Demonstration data"):
        made = sum(_team(demo, code, place, ewan, council) for place, code in enumerate(codes))
    demo.say(f"{made} places in the teams of {len(codes)} localities")


def _team(demo, code, place, by, partner):
    values = {"by": by, "partner": partner, "starts_on": demo.day(STARTED - 20 * place)}
    joined = []
    for who, whose, role in CAST:
        joined.append(_join(demo, code, demo.made[who], demo.made[whose], role, values))
    jobs = Membership.objects.live(values["starts_on"]).exclude(partner__in=[demo.made[each[1]] for each in CAST])
    jobs = list(jobs.select_related("practitioner", "partner").order_by("practitioner__email", "partner__name"))
    for number, job in enumerate(jobs[place * 3 :: 9][:EACH]):
        role = AS_WHAT[(place + number) % len(AS_WHAT)]
        joined.append(_join(demo, code, job.practitioner, job.partner, role, values))
    leave_team(joined[-1], by=by, partner=partner, on=demo.day(30))
    return len(joined)


def _join(demo, code, who, whose, role, values):
    key = demo.named_key("team", code, who.pk, whose.pk)
    return join_team(demo.made[code], practitioner=who, for_partner=whose, role=role, submission=key, **values)
