"""The time limits that a deployment starts with (domain.md 3.0), each with where the number comes from."""

from datetime import date

from conversations.guidance_texts import EDITIONS, GOVERNMENT, NATIONAL, PATHWAY
from conversations.models import Guidance, Stage, TimeLimit
from locality.history import acting_as
from locality.models import Practitioner

WORKING, CALENDAR = TimeLimit.Unit.WORKING, TimeLimit.Unit.CALENDAR
LIMITS = [  # code, what for, days, unit, source
    ("first_contact", "The first contact with the family", 5, WORKING, "domain.md 3.0"),
    ("first_contact_data", "The first contact, where data alone points to the family", 10, WORKING, "domain.md 3.0"),
    ("lead_answer", "Answering whether one leads", 5, WORKING, "domain.md 3d: no gap over 5 working days"),
    ("lead_gap", "Help without anybody who leads", 5, WORKING, "domain.md 3d: no gap over 5 working days"),
    ("tell_family", "Telling the family what was agreed", 5, WORKING, "Hertfordshire, domain.md 3.0"),
    ("assessment", "An assessment, from its start", 15, WORKING, "Sefton, domain.md 3.0"),
    ("first_meeting", "The first meeting of the team around the family", 30, WORKING, "Hertfordshire, domain.md 3.0"),
    ("review", "The next review of a plan", 42, CALENDAR, "Hertfordshire and Derbyshire, domain.md 3.0"),
    ("review_at_most", "A review at the very latest", 84, CALENDAR, "Worcestershire, domain.md 3.0"),
    ("front_door_outcome", "Hearing from the Front Door", 1, WORKING, "North Tyneside, domain.md 3.0"),
    ("front_door_chase", "Asking again, and disagreeing if need be", 3, WORKING, "domain.md 3f"),
    ("front_door_written", "The referral in writing", 1, WORKING, "domain.md 3f: 24 hours"),
    ("front_door_decision", "Writing down why it was shared", 1, WORKING, "V31: 24 hours after"),
    ("move_answer", "Answering whether one carries on with a family", 5, WORKING, "domain.md 3d: as for a lead"),
    ("move_meeting", "The first meeting after help was handed over", 20, WORKING, "domain.md 3g"),
    ("reassessment", "A new assessment", 365, CALENDAR, "Sefton, domain.md 3.0"),
]

# The ladder of the local procedure, which goes by two names: "Process for Resolving Concerns, Disagreements in Early
# Help and Safeguarding" (S40) and "Process for Resolving Professional Concerns and Disagreements" (S139).
STAGES = [  # code, name, who settles it there, working days
    ("practitioners", "Practitioner to practitioner", "The two who disagree, each after asking their manager", 2),
    ("managers", "Manager to manager", "Team managers and safeguarding leads of both sides", 2),
    ("heads", "Locality manager and heads of service", "They may call a meeting to resolve it", 3),
    ("directors", "Directors and designated professionals", "Assistant directors, designated doctor or nurse", 5),
    ("partners", "The safeguarding partners", "Delegated partners, with the independent scrutineer: final", 10),
]


def load():
    """Add what is missing, in the system's name."""
    with acting_as(Practitioner.objects.system(), reason="Reference data"):
        for position, (code, name, days, unit, source) in enumerate(LIMITS):
            values = {"name": name, "days": days, "unit": unit, "source": source, "position": position}
            TimeLimit.objects.get_or_create(code=code, defaults=values | {"valid_from": date(2026, 1, 1)})
        for position, (code, name, who, days) in enumerate(STAGES, start=1):
            values = {"name": name, "who": who, "days": days, "position": position, "source": "domain.md 3e"}
            Stage.objects.get_or_create(code=code, defaults=values | {"valid_from": date(2026, 1, 1)})
        _guidance()


def _guidance():
    """The editions of national guidance, and the pathway: what is there already is left alone."""
    for position, (code, year, first, until, source, words) in enumerate(EDITIONS):
        values = {"document": "working_together", "name": f"{NATIONAL} {year}", "publisher": GOVERNMENT}
        values |= {"valid_from": date(*first), "valid_to": until and date(*until), "source": source, "words": words}
        Guidance.objects.get_or_create(code=code, defaults=values | {"position": position})
    values = {"document": "early_help_pathway", "name": "The early help pathway", "publisher": "The locality"}
    values |= {"valid_from": date(2026, 1, 1), "source": "Agreed by the partners", "words": PATHWAY}
    Guidance.objects.get_or_create(code="pathway-2026", defaults=values)
