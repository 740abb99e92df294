"""The manager's report: is help in time, what becomes of needs, who comes back, how different people fare (3.0, 3d).

Counted from what its reader may see of their own partner's help, so each number can be opened; the tables of equality
alone hide small numbers, as they are what a manager takes to others. They are about a whole year that is over, whatever
months are chosen: of two tables whose days overlap, one taken from the other tells what both hide
(docs/decisions/0015). Every part is a table; its picture is drawn from it.
"""

from collections import Counter, defaultdict
from datetime import date
from statistics import median

from django.utils import timezone

from conversations.models import Assessment, Conversation, Episode, Evaluation, Plan, Review, time_limits
from conversations.models.assessments import Domain
from conversations.reports.differs import AGES, BETTER, after_ending, age_of, ended_of, needs_of
from locality.days import months_after
from locality.equality import BREAKDOWNS, answers_of
from locality.models import Family, Person
from locality.parts import NOT_TOLD, Part, few_hidden
from locality.questions import LEAST

NONE = "–"


def report_of(reader, partner, *, months, today=None):
    """The `Part`s of the report about a partner's help of so many months, for a `Reader`. The questions it costs do not
    grow with the help."""
    today = today or timezone.localdate()
    since = months_after(today, -months)
    rows = Episode.objects.visible_by(reader).filter(provider=partner)
    begun = [each for each in rows.order_by("opened_at") if timezone.localdate(each.opened_at) >= since]
    ended = list(ended_of(reader, {"since": since, "until": today, "partner": partner}))
    back = list(ended_of(reader, {"since": months_after(today, -12 - months), "until": today, "partner": partner}))
    needs = needs_of(reader, ended)
    return [
        _in_time(reader, begun, today),
        _by_need(reader, needs),
        _returns(reader, back),
        *_equality(reader, partner, last_year(today)),
    ]


def last_year(today):
    """(first day, last day) of the last whole year from April to March: years that never overlap."""
    ends = today.year if today.month > 3 else today.year - 1
    return date(ends - 1, 4, 1), date(ends, 3, 31)


# Is it in time?


def _in_time(reader, episodes, today):
    """The steps of help that began in these months: half are quicker than the median."""
    heads = ["Step", "Median days", "Done", "Within the time limit", "Time limit"]
    part = Part("Is help in time?", "Help that began in these months: days from one step to the next", heads)
    limits, steps = time_limits(), _steps(reader, episodes)
    for name, codes, spans in steps:
        days = [(end - start).days for _, start, end in spans if end]
        kept = [_kept(limits.get(code), start, end, today) for code, start, end in spans]
        kept = [each for each in kept if each is not None]
        share = f"{round(100 * sum(kept) / len(kept))} % of {len(kept)}" if kept else NONE
        words = " or ".join(
            f"{limits[code].days} {limits[code].get_unit_display()}" for code in codes if code in limits
        )
        part.rows.append([name, round(median(days)) if days else NONE, len(days), share, words or NONE])
    return part


def _kept(limit, start, end, today):
    """Whether a step kept its limit; None where it has none, or has time still."""
    last = limit and limit.after(start)
    return None if not last or (not end and today <= last) else bool(end) and end <= last


def _steps(reader, episodes):
    """[(step, codes of its limits, [(code, first day, last day or None)])]."""
    keys, families = [each.pk for each in episodes], {each.family_id for each in episodes}
    met = Family.objects.visible_by(reader).filter(pk__in=families).values_list("pk", "first_contact_on")
    talked, written, plans, held = dict(met), defaultdict(list), {}, defaultdict(list)
    conversations: dict = defaultdict(list)
    rows = Conversation.objects.visible_by(reader).filter(family__in=families, took_place=True).order_by("started_at")
    for family, at in rows.values_list("family", "started_at"):
        conversations[family].append(timezone.localdate(at))
    rows = Assessment.objects.visible_by(reader).filter(episode__in=keys).exclude(status=Assessment.Status.ABANDONED)
    for each in rows.order_by("started_at"):
        written[each.episode_id].append(each)
    for each in Plan.objects.visible_by(reader).filter(episode__in=keys).order_by("-agreed_on"):
        plans[each.episode_id] = each
    for each in Review.objects.visible_by(reader).filter(plan__in=[p.pk for p in plans.values()]).order_by("held_on"):
        held[each.plan_id].append(each.held_on)
    found: dict = defaultdict(list)
    for each in episodes:
        contact = talked.get(each.family_id)
        code = "first_contact_data" if each.trigger == Episode.Trigger.DATA else "first_contact"
        found["contact"].append((code, each.identified_on, _not_before(contact, each.identified_on)))
        if contact:
            first = next((day for day in conversations[each.family_id] if day >= contact), None)
            found["conversation"].append(("", contact, first))
        for one in written[each.pk][:1]:
            day = one.completed_at and timezone.localdate(one.completed_at)
            found["assessment"].append(("assessment", timezone.localdate(one.started_at), day))
        plan, opened = plans.get(each.pk), timezone.localdate(each.opened_at)
        if plan or each.is_open:
            found["meeting"].append(("first_meeting", opened, _not_before(plan and plan.agreed_on, opened)))
        if plan:
            days = [plan.agreed_on, *held[plan.pk]]
            found["review"] += [("review", start, end) for start, end in zip(days, days[1:], strict=False)]
            found["review"] += [("review", days[-1], None)] * each.is_open
    return [
        ("Need seen to family contacted", ("first_contact", "first_contact_data"), found["contact"]),
        ("Contact to first conversation", (), found["conversation"]),
        ("Assessment begun to completed", ("assessment",), found["assessment"]),
        ("Help opened to plan agreed", ("first_meeting",), found["meeting"]),
        ("From one review to the next", ("review",), found["review"]),
    ]


def _not_before(day, first):
    return max(day, first) if day else None


# What came of it?


def _by_need(reader, needs):
    """What the last review found, of every need of help that ended in these months."""
    heads = ["Need", "All", "Met", "Partly", "Not met", "Better", "Worse"]
    part = Part("What became of needs", "Needs when help ended in these months, as the last review found", heads)
    rows = Evaluation.objects.visible_by(reader).filter(need__in=[need.pk for need, _, _ in needs])
    last = dict(rows.order_by("review__held_on", "review__recorded_at").values_list("need", "progress"))
    count = Counter()
    for need, status, _ in needs:
        count.update([need.domain, (need.domain, status), (need.domain, last.get(need.pk))])
    for code, name in Domain.choices:
        if count[code]:
            columns = ("met", "partly_met", "not_met", "improved", "worse")
            part.rows.append([name, count[code], *(count[code, column] for column in columns)])
    part.rows.sort(key=lambda row: -row[1])
    return part


def _returns(reader, ended):
    """How many came back, or went on to social care, of those whose help ended long enough ago to know."""
    heads = ["Within", "Helped again", "Per cent", "Social care took over", "Per cent of all", "All"]
    says = "Help that ended in as many months, counted where it ended at least 6, or 12, months ago"
    part = Part("Who came back", says, heads)
    back, up = after_ending(reader, {each.family_id for each in ended})
    now = timezone.now()
    for months in (6, 12):
        old = [each for each in ended if months_after(each.over_at, months) <= now]
        numbers = [
            sum(any(e.over_at < at <= months_after(e.over_at, months) for at in found[e.family_id]) for e in old)
            for found in (back, up)
        ]
        shares = [f"{round(100 * number / len(old))} %" if old else NONE for number in numbers]
        part.rows.append([f"{months} months", numbers[0], shares[0], numbers[1], shares[1], len(old)])
    return part


def _equality(reader, partner, year):
    """People with a need when help ended, by what equality law protects and is recorded here: age, and what was
    answered for equality monitoring."""
    first, last = year
    says = f"People with a need when help ended from April {first.year} to March {last.year}, the last whole year, "
    says += "whatever months you choose. Small numbers are not told"
    needs = needs_of(reader, list(ended_of(reader, {"since": first, "until": last, "partner": partner})))
    people, better = {}, Counter()
    for need, status, episode in needs:
        people[need.person_id, episode.pk] = episode
        better[need.person_id, episode.pk] += status in BETTER
    if not people:
        yield Part("How different people fare", says, ["", "People", "A need was met, or partly"])
        return
    keys = {person for person, _ in people}
    born = Person.objects.visible_by(reader).in_bulk(keys)
    ages = {key: age_of(born.get(key[0]), timezone.localdate(each.over_at)) for key, each in people.items()}
    yield _fares("How each age fares", says, "Age when help ended", AGES, ages, better)
    said = answers_of(keys, reader)
    for column, title, head, group, every in BREAKDOWNS:
        groups = {key: group(getattr(said.get(key[0]), column, "")) for key in people}
        yield _fares(title, says, head, every, groups, better)


def _fares(title, says, head, every, groups, better):
    """The table of one breakdown. `groups`: {(person, episode): the group they are told in}."""
    part = Part(title, says, [head, "People", "A need was met, or partly"])
    whole, well = Counter(groups.values()), Counter(group for key, group in groups.items() if better[key])
    told, total = few_hidden([whole[group] for group in every])
    part.rows = [[group, number, _share(well[group], number)] for group, number in zip(every, told, strict=True)]
    hidden = any(share == NOT_TOLD for _, _, share in part.rows)  # the share of all would give it away
    part.rows.append(["All", total, NOT_TOLD if hidden else _share(sum(well.values()), total)])
    return part


def _share(part, whole):
    """How many of how many in per cent; nothing where either side of it is a small number."""
    if whole == NOT_TOLD or not whole:
        return NOT_TOLD if whole else NONE
    if any(0 < number < LEAST for number in (part, whole - part)):
        return NOT_TOLD
    return f"{round(100 * part / whole)} %"
