"""The assessments of the demonstration: what the families told, their needs by domain, where each voice put them."""

from datetime import timedelta

from conversations import services
from conversations.models import Assessment, Domain, Episode, Need
from locality.demo.needs import called
from locality.history import acting_as

DOMAINS = {  # the theme of a family: its first need, and a second
    "school": (Domain.EDUCATION, Domain.RELATIONSHIPS),
    "early_years": (Domain.EARLY_YEARS, Domain.HEALTH),
    "health": (Domain.HEALTH, Domain.EDUCATION),
    "substance": (Domain.SUBSTANCE, Domain.RELATIONSHIPS),
    "relationships": (Domain.RELATIONSHIPS, Domain.EDUCATION),
    "exploitation": (Domain.EXPLOITATION, Domain.EDUCATION),
    "crime": (Domain.CRIME, Domain.RELATIONSHIPS),
    "abuse": (Domain.DOMESTIC_ABUSE, Domain.HEALTH),
    "housing": (Domain.HOUSING, Domain.HEALTH),
    "money": (Domain.MONEY, Domain.HOUSING),
}
NEEDS = {
    Domain.EDUCATION: "{child} comes to school rested and stays for the whole day",
    Domain.EARLY_YEARS: "A calm hour before bed, and somebody to ask when it does not work",
    Domain.HEALTH: "{child} sees somebody about the worry that does not go away",
    Domain.SUBSTANCE: "{adult} keeps the weekly appointment, and {child} has a plan for bad days",
    Domain.RELATIONSHIPS: "One timetable that everybody at home agrees to",
    Domain.EXPLOITATION: "{child} has somewhere safe to be on Friday and Saturday nights",
    Domain.CRIME: "Something to do after school that {child} chose",
    Domain.DOMESTIC_ABUSE: "{adult} and {child} know whom to ring, and the locks are changed",
    Domain.HOUSING: "The damp in the back bedroom is gone before winter",
    Domain.MONEY: "The arrears are agreed in amounts that {adult} can pay",
}
TEXTS = {
    "composition": "{adult} and the children. The grandmother comes on Sundays and matters to {child} most of all.",
    "seen": "{child}, at school and at home, by themselves and with {adult}; last three weeks ago.",
    "child_voice": "“I like it when nobody shouts and it is just us.” {child} drew the kitchen, with the lamp on.",
    "parents_views": "{adult} wants one person to ring instead of five, and mornings without a fight. The father,"
    " asked by telephone, agrees about the mornings.",
    "strengths": "{adult} asks for help early. The children laugh a lot. Two neighbours can be rung at any hour.",
    "tried": "Breakfast club for a term, which helped until the bus changed. A course that {adult} found too long.",
    "analysis": "For {child} a day begins tired and hungry and goes uphill from there. Where a grown-up is at ease in"
    " the evening, the next morning works. So it is the evenings that have to change first.",
    "to_change": "Evenings that end at eight. One letter at a time. Somebody who comes on Tuesdays, always the same.",
}
WITHOUT = "{adult} said yes on the doorstep and signs at the next visit."
OWN_WORDS = "“That is us,” said {adult}, and asked for one sentence about the father to be put more kindly. It was."
STARTED, FIRST = timedelta(days=6), {"child": 3, "parent": 4, "practitioner": 4}
ASSESSED = (Episode.Status.ASSESSMENT, Episode.Status.PLAN, Episode.Status.REVIEW)


def assess_families(demo):
    """Write the assessment of every family whose help has come as far."""
    for plan in demo.families:
        episode = getattr(plan, "episode", None)
        plan.episode = episode and Episode.objects.get(pk=episode.pk)
        if plan.episode and plan.episode.status in ASSESSED:
            with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
                plan.assessment = _assess(demo, plan)


def _assess(demo, plan):
    words = {"child": called(plan.child), "adult": called(plan.adults[0])}
    at = min(plan.episode.opened_at + STARTED, demo.now - timedelta(hours=2))
    made = services.start_assessment(
        plan.episode,
        by=plan.worker,
        partner=plan.partner,
        submission=demo.key(),
        no_agreement_reason=WITHOUT.format(**words),
        at=plan.happened(at),
    )
    texts = {name: text.format(**words) for name, text in TEXTS.items()}
    done = plan.episode.status != Episode.Status.ASSESSMENT
    first, second = DOMAINS[plan.theme]
    clear = [each for each in Domain if each not in (first, second)]
    if not done:  # half way through
        texts, clear = {name: texts[name] for name in ("composition", "seen", "strengths")}, clear[:4]
    made = services.write_assessment(made, by=plan.worker, version=1, clear=clear, **texts)
    for domain, status in ((first, Need.Status.PARTLY), (second, Need.Status.IDENTIFIED)):
        services.add_need(
            made,
            by=plan.worker,
            submission=demo.key(),
            person=plan.child,
            domain=domain,
            what=NEEDS[domain].format(**words),
            tier="universal" if status == Need.Status.PARTLY else "targeted",
            status=status,
            how_met="School and the grandmother, on most days" if status == Need.Status.PARTLY else "",
            target=8,
            scores={voice: min(10, value + plan.index % 3) for voice, value in FIRST.items()},
            at=at,
        )
    if not done:
        return made
    completed = min(at + timedelta(days=10), demo.now - timedelta(hours=1))
    made = services.complete_assessment(Assessment.objects.get(pk=made.pk), by=plan.worker, at=completed)
    if plan.index % 5 != 1:
        on = min(completed.date() + timedelta(days=2), demo.today)
        made = services.give_assessment(made, by=plan.worker, on=on, family_said=OWN_WORDS.format(**words))
    return made
