"""The families of the demonstration: who is in them, where they live, how worried somebody is."""

from datetime import date, timedelta

from locality import services
from locality.demo import names, needs
from locality.demo.cast import make_cast
from locality.demo.equality import add_answers
from locality.demo.partners import load_partners
from locality.demo.world import Demo, DemoFamily
from locality.history import acting_as

# What the first families show (domain.md 8.7): partner, theme, how many conversations. The apps above tell the rest.
STORIES = {
    "fulmar": ("school", "school", 7),  # the cast's own, shared with Ben
    "verbal": ("school", "money", 6),  # agreed aloud, never followed up
    "no_police": ("school", "relationships", 6),  # agreed to all but the police
    "parents_differ": ("school", "health", 7),
    "withdrawn": ("health", "early_years", 7),
    "late_signature": ("health", "substance", 6),
    "unsigned": ("school", "abuse", 6),
    "hidden_address": ("health", "abuse", 7),
    "detriment": ("school", "abuse", 6),
    "old_record": ("council", "housing", 5),
    "shares_father": ("council", "relationships", 6),
    "fathers_other": ("council", "crime", 6),
    "duplicate": ("school", "health", 5),
    "duplicate_elsewhere": ("ropewalk", "health", 4),
    "conflict": ("council", "money", 6),
    "restricted": ("council", "exploitation", 6),
    "turning_16": ("kittiwake", "school", 8),
    "leap_day": ("whimbrel", "health", 6),
    "unborn": ("health", "early_years", 6),
    "ended": ("school", "housing", 6),
    "expires_soon": ("health", "relationships", 6),
    "declined": ("camhs", "health", 6),
    "late_record": ("marram", "abuse", 6),
    "referral": ("school", "abuse", 7),
    "odd_hours": ("council", "exploitation", 7),
    "own_mind": ("sandling", "health", 7),
    "young_parent": ("health", "early_years", 7),
    "for_police": ("police", "crime", 6),
    "asked_police": ("council", "exploitation", 6),
    "data_only": ("council", "school", 2),
}
OTHER_PARTNERS = (
    "council council council council health health health kittiwake kittiwake whimbrel whimbrel guillemot guillemot "
    "sandling sandling turnstone turnstone camhs camhs trust trust lantern piers police lanternby lanternby cobblestow "
    "anchor anchor probation"
).split()
# Skewed as needs are: relationships, mental health, school and domestic abuse come first.
OTHER_THEMES = (
    "relationships relationships relationships relationships relationships health health health health health school "
    "school school school abuse abuse abuse early_years early_years early_years housing housing money money substance "
    "substance crime exploitation relationships health"
).split()
THEMES_OF_PARTNER = {"turnstone": "early_years", "anchor": "substance", "camhs": "health", "probation": "crime"}
TALKS = 400
LEVELS = ["L1_UNIVERSAL", "L2_UNIVERSAL_PLUS", "L3_TARGETED", "L4_SPECIALIST_STATUTORY"]


def load(demo: Demo):
    """Make the cast, the partners, everybody's colleagues and the families."""
    demo.made = make_cast()
    load_partners(demo)
    demo.say(f"{len(demo.partners)} organisations, {sum(map(len, demo.staff.values()))} people who look after families")
    surnames = demo.dice.sample(names.FAMILY_NAMES, len(names.FAMILY_NAMES))
    surnames.remove("Fulmar")
    plans = _plans(demo)
    for plan, surname in zip(plans, ["Fulmar", *surnames], strict=False):
        if plan.story == "duplicate_elsewhere":
            surname = demo.with_story("duplicate")[0].family.name
        _make_family(demo, plan, surname)
        demo.families.append(plan)
        if len(demo.families) % 10 == 0:
            demo.say(f"{len(demo.families)} families")


def _plans(demo):
    """What every family is to be, in order; the particular stories first."""
    rows = [(story, *rest) for story, rest in STORIES.items()]
    others = zip(OTHER_PARTNERS, demo.dice.sample(OTHER_THEMES, len(OTHER_THEMES)), strict=True)
    rows += [("", key, THEMES_OF_PARTNER.get(key, theme), 0) for key, theme in others]
    rows = rows[: demo.size]
    talks = _share_out(demo, [row[3] for row in rows])
    return [_plan(demo, i, row, talks[i]) for i, row in enumerate(rows)]


def _share_out(demo, given):
    """How many conversations each family gets: those given, and a fair share of the rest for the others."""
    open_places = [i for i, number in enumerate(given) if not number]
    left = TALKS - sum(given)
    for turn in range(left if open_places else 0):
        at = open_places[turn % len(open_places)] if turn < 4 * len(open_places) else demo.dice.choice(open_places)
        given[at] += 1
    return given


def _plan(demo, index, row, talks):
    story, key, theme, _ = row
    partner = demo.partners[key]
    worker = demo.staff[partner.pk][0] if index % 3 or story else demo.dice.choice(demo.staff[partner.pk])
    if story in ("conflict", "restricted"):
        worker = demo.colleagues(partner, worker)[0]
    registered = demo.working_day(62 if story == "fulmar" else demo.dice.randint(30, 290))
    if story == "old_record":
        registered = date(2020, 11, 9)
    return DemoFamily(index, story, theme, talks, partner, worker, demo.moment(registered))


def _make_family(demo, plan, surname):
    with acting_as(plan.worker, partner=plan.partner, reason="Demonstration data"):
        place = plan.partner.locality or demo.made[demo.dice.choice(["harbour", "priory", "colliery-row", "moorgate"])]
        plan.family = services.register_family(
            surname,
            by=plan.worker,
            partner=plan.partner,
            locality=place,
            submission=demo.key(),
            registered_at=plan.registered_at,
        )
        plan.happened(plan.registered_at)
        _add_people(demo, plan, surname)
        _add_homes(demo, plan)
        _add_levels(demo, plan)
        add_answers(plan)
        _first_contact(demo, plan)
        _shut_out(demo, plan)


def _first_contact(demo, plan):
    """Within days of registering, but for a family here and there that still waits (S78), and one of lists alone."""
    day = min(plan.registered_at.date() + timedelta(days=1 + plan.index % 4), demo.today)
    if plan.story != "data_only" and plan.index % 19 != 11:
        services.record_first_contact(plan.family, by=plan.worker, partner=plan.partner, contacted_on=day)


def _add_people(demo, plan, surname):
    since = plan.registered_at.date()
    add = lambda **who: services.add_person(  # noqa: E731
        plan.family, by=plan.worker, partner=plan.partner, since=since, **who
    )
    for who in _children(demo, plan):
        plan.children.append(add(family_name=surname, **who))
    for who in _adults(demo, plan, surname):
        plan.adults.append(add(kind="adult", **who))
    if plan.story == "fathers_other" and (found := demo.with_story("shares_father")):
        father = found[0].adults[1]
        services.place_in_family(
            plan.family, by=plan.worker, partner=plan.partner, person=father, role="father", since=since
        )
        plan.adults.append(father)
    _relate(demo, plan)


AGES = {"early_years": (1, 4), "exploitation": (12, 16), "crime": (11, 16), "school": (6, 14), "abuse": (4, 12)}


def _children(demo, plan):
    """The children's columns, the one whom it is about first."""
    if plan.story == "unborn":
        yield {"kind": "unborn", "expected_on": demo.day(-70)}
    given = demo.dice.sample(names.CHILDREN, 4)
    first, last = AGES.get(plan.theme, (5, 15))
    for place, name in enumerate(given[: demo.dice.choice([1, 1, 2, 2, 2, 3, 3, 4])]):
        low, high = (first, last) if place == 0 else (0, 15)
        born = demo.day(demo.dice.randint(low * 366, (high + 1) * 365 - 1))
        yield {"kind": "child", "given_name": name, "date_of_birth": born} | _own_birthday(demo, plan, place)


def _own_birthday(demo, plan, place):
    """What a story asks of its child."""
    if place:
        return {}
    if plan.story == "fulmar":
        return {"given_name": "Kai", "date_of_birth": date(demo.today.year - 7, 2, 28)}
    if plan.story == "leap_day":
        return {"date_of_birth": date(2016, 2, 29)}
    if plan.story == "turning_16":
        return {"date_of_birth": _years_before(demo.day(-12), 16)}
    if plan.story == "own_mind":
        return {"date_of_birth": _years_before(demo.day(120), 15)}
    if plan.story == "duplicate_elsewhere" and (found := demo.with_story("duplicate")):
        twin = found[0].child
        return {"given_name": twin.given_name, "date_of_birth": twin.date_of_birth}
    return {"known_as": demo.dice.choice(["Bean", "Titch", "Junior", "Sunny"])} if demo.dice.random() < 0.06 else {}


def _years_before(day, years):
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _adults(demo, plan, surname):
    """The adults' columns: who looks after the children first."""
    first = demo.dice.choice(names.GROWN_UPS)
    born = demo.day(demo.dice.randint(24 * 365, 46 * 365))
    role = demo.dice.choice(["mother"] * 7 + ["grandmother"])
    if plan.story == "young_parent":
        born, role = _years_before(demo.day(100), 17), "mother"
    if plan.story == "fulmar":
        first, role = "Nell", "mother"
    if role == "grandmother":
        born = demo.day(demo.dice.randint(52 * 365, 71 * 365))
    yield {"given_name": first, "family_name": surname, "role": role, "date_of_birth": born}
    together = plan.story in ("parents_differ", "hidden_address", "shares_father", "own_mind")
    if plan.story != "fathers_other" and (together or demo.dice.random() < 0.55):
        other = demo.dice.choice([name for name in names.FAMILY_NAMES if name != surname])
        unknown = demo.dice.random() < 0.2
        yield {
            "given_name": demo.dice.choice(names.MEN),
            "family_name": demo.dice.choice([surname, other]),
            "role": "father" if role == "mother" else "uncle",
            "date_of_birth": None if unknown else demo.day(demo.dice.randint(25 * 365, 50 * 365)),
            "date_of_birth_note": "about 35, as told by the mother" if unknown else "",
        }


def _relate(demo, plan):
    """Who is whose parent, and how it is known who has parental responsibility (C3, C4)."""
    relate = lambda **more: services.relate(plan.family, by=plan.worker, partner=plan.partner, **more)  # noqa: E731
    for place, adult in enumerate(plan.adults):
        sure = place == 0 or plan.story in ("parents_differ", "own_mind", "hidden_address") or demo.dice.random() < 0.5
        for child in plan.children:
            if child.kind == child.Kind.CHILD or place == 0:
                relate(
                    from_person=adult,
                    to_person=child,
                    kind="parent",
                    parental_responsibility="yes" if sure else "unknown",
                    evidence=demo.dice.choice(needs.EVIDENCE) if sure else "",
                )
    if len(plan.adults) > 1:
        apart = plan.story in ("hidden_address", "parents_differ", "fathers_other")
        relate(from_person=plan.adults[0], to_person=plan.adults[1], kind="former_partner" if apart else "partner")


def _add_homes(demo, plan):
    since, hidden = plan.registered_at.date(), plan.story == "hidden_address"
    home = lambda **more: services.add_household(  # noqa: E731
        plan.family,
        by=plan.worker,
        partner=plan.partner,
        address=names.address(demo.dice),
        postcode=names.postcode(demo.dice),
        **more,
    )
    here = [*plan.children, plan.adults[0]]
    apart = hidden or plan.story in ("parents_differ", "fathers_other") or demo.dice.random() < 0.2
    others = plan.adults[1:]
    home(people=here if apart else [*here, *others], is_confidential=hidden, since=since - timedelta(days=200))
    if apart and others:
        home(people=others, since=since - timedelta(days=400))


def _add_levels(demo, plan):
    """Each child's level of need: where it began, and for most where it has got to since."""
    for child in plan.children:
        level = demo.dice.choice([1, 1, 1, 2, 2] if child == plan.child else [0, 0, 1, 1])
        day = plan.registered_at.date() + timedelta(days=2)
        _judge(demo, plan, child, level, day, needs.RATIONALES[level])
        if demo.dice.random() < 0.6 and day + timedelta(days=40) < demo.today:
            step = demo.dice.choice([-1, 1]) if level else 1
            words = needs.BETTER if step < 0 else needs.WORSE
            _judge(demo, plan, child, level + step, day + timedelta(days=demo.dice.randint(20, 39)), words)


def _judge(demo, plan, child, level, day, words):
    text = demo.dice.choice(words).format(child=needs.called(child))
    if child.date_of_birth and child.date_of_birth > day:  # born since
        return
    services.judge_need(
        plan.family,
        by=plan.worker,
        partner=plan.partner,
        person=child,
        level=LEVELS[level],
        rationale=text,
        judged_on=min(day, demo.today),
    )


def _shut_out(demo, plan):
    """The restricted family, and the colleague who knows a family from home (V28)."""
    if plan.story == "restricted":
        lead = demo.made["ewan"]
        services.restrict(
            plan.family,
            by=lead,
            partner=plan.partner,
            reason="A member of staff of the council is related to the family. Only those named may open it.",
            ask=f"{lead.name}, {plan.partner.name}",
            named=[plan.worker],
        )
    if plan.story == "conflict":
        words = "I coach the football team of the eldest child, and the mother is a friend of my sister."
        services.declare_conflict(plan.family, by=demo.colleagues(plan.partner, plan.worker)[-1], detail=words)
