"""Question 20: are disagreements resolved in time, and does help make a difference (domain.md section 5, 3d, 3e)?"""

from collections import Counter, defaultdict
from datetime import date
from itertools import chain

from django.utils import timezone

from conversations.ladder import rungs_of, stages
from conversations.models import (
    Assessment,
    Closure,
    Disagreement,
    DisagreementStep,
    Episode,
    Evaluation,
    Need,
    Referral,
    Score,
)
from locality.days import months_after
from locality.models import Person
from locality.questions import Answer, Figure, Question, question, supplied, tells_all
from locality.tallies import Group, Marked, answer_of_counts, answer_of_records, marks_of, share_of

ACCEPTED = (Referral.Outcome.CHILD_IN_NEED, Referral.Outcome.ENQUIRY)
NO_ENDING = (Closure.Reason.ERROR, Closure.Reason.DIED)
BETTER = (Need.Status.MET, Need.Status.PARTLY)
BANDS = ((4, "0 to 4"), (10, "5 to 10"), (15, "11 to 15"), (17, "16 and 17"))
GROWN, UNKNOWN = "18 and over", "not known"
AGES = (*(words for _, words in BANDS), GROWN, UNKNOWN)
VOICES = (("child", "the child"), ("parent", "a parent"), ("practitioner", "the practitioner"))

GROUPS = {
    "disagreement": Group(
        "disagreement",
        "Disagreements",
        {
            "disagreement:open": "open",
            "disagreement:settled": "settled",
            "disagreement:faulty": "the time of a stage ran out",
        },
        ("disagreement:faulty",),
    ),
    "closed": Group(
        "closed",
        "Help that ended",
        {
            "closed:met": "needs met by services for everybody",
            "closed:back 6": "help began again within six months",
            "closed:up 6": "social care took over within six months",
            "closed:back 12": "help began again within twelve months",
            "closed:up 12": "social care took over within twelve months",
        },
        (),
    ),
}


def run(reader, filters, now):
    """Every disagreement and every help that ended, of the reader's partners, with what came of them; for an audit,
    which reads none of them, how many there are of each partner in each month."""
    if reader.audits:
        count, lines = answer_of_counts("helped", GROUPS, filters)
    else:
        ended = list(ended_of(reader, filters))
        found = chain(_disagreed(reader, filters, now), _closed(reader, ended, now), _needs(reader, ended))
        count, lines = answer_of_records(chain(found, _scales(reader, filters)), GROUPS, filters)
    return Answer(_figures(count, tells_all(reader, filters)), lines)


def _figures(count, tells):
    def figure(mark, whole, label, why="", red=False, parts=""):
        share = share_of(count[mark], count[whole], tells) if whole else ""
        return Figure(label, count[mark], red, why, share=share, parts=parts)

    yielded = [figure("disagreement:faulty", "disagreement", "The time of a stage ran out", "Disagreements (3e)", True)]
    yielded += [figure("disagreement:open", "", "Disagreements that are open", "Of those raised in these days")]
    for mark in sorted(each for each in count if each.startswith("disagreement:stage")):
        label = f"Disagreements that came to stage {mark.split()[-1]}"
        yielded.append(figure(mark, "", label, "And stand there, or were settled there"))
    yielded += [figure("disagreement", "", "Disagreements", "Raised in these days")]
    yielded += [figure("closed", "", "Help that ended", "Without what was opened by mistake, or where the child died")]
    yielded += [figure("closed:met", "closed", "Ended because needs are met", "Of help that ended")]
    for months in (6, 12):
        whole, over = f"closed:{months} months ago", f"Of {count[f'closed:{months} months ago']} that ended as long ago"
        over = over if tells else "Of those that ended as long ago"
        yielded += [figure(f"closed:back {months}", whole, f"Help began again within {months} months", over)]
        yielded += [figure(f"closed:up {months}", whole, f"Social care took over within {months} months", over)]
    return yielded + [each for each in _of_people(count, tells, figure) if each.number]


def _of_people(count, tells, figure):
    """The figures about needs and ages; those of which there is none are left out."""
    for status in Need.Status:
        yield figure(f"need:{status}", "need", f"Needs: {status.label.lower()}", "When help ended", parts="needs")
    for code, who in VOICES:
        for way, words in (("up", "better"), ("same", "the same"), ("down", "worse")):
            label = f"From 0 to 10: {words}, says {who}"
            yield figure(f"scale:{code} {way}", "", label, "Needs, first to last", parts=f"scale {code}")
    for age in AGES:
        why = f"People with a need when help ended; better for {_told(count, age, tells)}"
        yield Figure(f"Age {age}", count[f"person:{age}"], False, why, parts="ages")


def _told(count, age, tells):
    whole, better = count[f"person:{age}"], count[f"person:better {age}"]
    if tells:
        return str(better)
    return share_of(better, whole, tells) or "too few to tell"


def _disagreed(reader, filters, now):
    rows = list(supplied(Disagreement.objects.visible_by(reader), reader, filters))
    steps, table = defaultdict(list), stages()
    lines = DisagreementStep.objects.visible_by(reader).filter(disagreement__in=[each.pk for each in rows], kind="up")
    for step in lines:
        steps[step.disagreement_id].append(step)
    for each in rows:
        rungs = rungs_of(each, steps[each.pk], table, now)
        late = is_late(each, rungs, now)
        marks = {
            "disagreement": True,
            "disagreement:open": not each.settled_at,
            "disagreement:settled": bool(each.settled_at),
            f"disagreement:stage {rungs[-1].number if rungs else 0}": bool(rungs),
            "disagreement:faulty": late,
        }
        what, day = (each.pk, "disagreement", "Disagreement"), timezone.localdate(each.raised_at)
        words = f"stage {rungs[-1].number}" if rungs else ""
        yield Marked(*what, each.family_id, each.provider_id, day, marks_of(marks), words)


def is_late(disagreement, rungs, now):
    """Whether the time of any stage ran out, of a disagreement with these `Rung`s."""
    if not rungs:
        return False
    last = rungs[-1]
    return any(rung.how == "clock" for rung in rungs) or (disagreement.settled_at or now) > last.limit


def ended_of(reader, filters):
    """The episodes of the reader's partners that ended, without those that were a mistake or where the child died."""
    rows = supplied(Episode.objects.visible_by(reader).filter(status=Episode.Status.CLOSED), reader, filters)
    none = Closure.objects.visible_by(reader).filter(reason__in=NO_ENDING, signed_at__isnull=False)
    since, until = filters.get("since"), filters.get("until")
    for each in rows.exclude(pk__in=none.values("episode")):
        day = timezone.localdate(each.over_at)
        if (not since or day >= since) and (not until or day <= until):
            yield each


def _closed(reader, ended, now):
    families = {each.family_id for each in ended}
    back, up = after_ending(reader, families)
    met = Closure.objects.visible_by(reader).filter(reason=Closure.Reason.MET, signed_at__isnull=False)
    met = set(met.filter(episode__in=[each.pk for each in ended]).values_list("episode", flat=True))
    for each in ended:
        marks = {"closed": True, "closed:met": each.pk in met}
        for months in (6, 12):
            limit = months_after(each.over_at, months)
            marks[f"closed:{months} months ago"] = limit <= now
            for name, found in (("back", back), ("up", up)):
                soon = any(each.over_at < at <= limit for at in found[each.family_id])
                marks[f"closed:{name} {months}"] = limit <= now and soon
        day = timezone.localdate(each.over_at)
        yield Marked(each.pk, "episode", "Help", each.family_id, each.provider_id, day, marks_of(marks))


def after_ending(reader, families):
    """({family: [when help was opened]}, {family: [when social care took over]}), as far as the reader may see."""
    back, up = defaultdict(list), defaultdict(list)
    opened = Episode.objects.visible_by(reader).filter(family__in=families)
    for family, at in opened.values_list("family", "opened_at"):
        back[family].append(at)
    taken = Referral.objects.visible_by(reader).filter(family__in=families, outcome__in=ACCEPTED)
    for family, at in taken.values_list("family", "outcome_at"):
        up[family].append(at)
    return back, up


def needs_of(reader, ended):
    """[(need, its status by the last review that looked at it, its `Episode`)] of episodes that ended."""
    whole = {each.pk: each for each in ended}
    rows = Need.objects.visible_by(reader).filter(assessment__episode__in=list(whole))
    rows = list(rows.exclude(assessment__status=Assessment.Status.ABANDONED).select_related("assessment"))
    found = Evaluation.objects.visible_by(reader).filter(need__in=[each.pk for each in rows])
    last = {e.need_id: e.status for e in found.order_by("review__held_on", "review__recorded_at")}
    return [(each, last.get(each.pk, each.status), whole[each.assessment.episode_id]) for each in rows]


def _needs(reader, ended):
    better, people = Counter(), {}
    for need, status, episode in needs_of(reader, ended):
        day = timezone.localdate(episode.over_at)
        yield Marked(need.pk, "need", "Need", None, episode.provider_id, day, ("need", f"need:{status}"))
        people[episode.pk, need.person_id] = episode
        better[episode.pk, need.person_id] += status in BETTER
    born = Person.objects.visible_by(reader).in_bulk({person for _, person in people})
    for (key, person), episode in people.items():
        day, age = timezone.localdate(episode.over_at), age_of(born.get(person), timezone.localdate(episode.over_at))
        marks = {"person": True, f"person:{age}": True, f"person:better {age}": bool(better[key, person])}
        yield Marked(person, "person", "Person", None, episode.provider_id, day, marks_of(marks))


def age_of(person, day):
    """The band of ages of a `Person` on a day; None is somebody whom the reader may not see."""
    if person is None:
        return UNKNOWN
    if person.kind == Person.Kind.UNBORN:
        return AGES[0]
    if not person.date_of_birth:
        return GROWN if person.kind == Person.Kind.ADULT else UNKNOWN
    born = person.date_of_birth
    years = max(day.year - born.year - ((day.month, day.day) < (born.month, born.day)), 0)
    return next((words for most, words in BANDS if years <= most), GROWN)


def _scales(reader, filters):
    rows = Score.objects.visible_by(reader).filter(assessment__provider__in=reader.partners)
    if filters.get("locality"):
        rows = rows.filter(assessment__provider__locality=filters["locality"])
    if filters.get("partner"):
        rows = rows.filter(assessment__provider=filters["partner"])
    found: dict[tuple, list[tuple[date, int]]] = defaultdict(list)
    names = ("need", "voice", "assessment__provider", "scored_on", "value")
    for need, voice, partner, day, value in rows.order_by("scored_on", "scored_at").values_list(*names):
        found[need, voice, partner].append((day, value))
    for (need, voice, partner), values in found.items():
        if len(values) > 1:
            way = values[-1][1] - values[0][1]
            mark = f"scale:{voice} {'up' if way > 0 else 'down' if way < 0 else 'same'}"
            yield Marked(need, "need", "Scale", None, partner, values[-1][0], ("scale", mark))


QUESTION = question(
    Question(
        20,
        "Are disagreements resolved in time, and does help make a difference?",
        "Every disagreement by the clock of its stages. Of help that ended: whether needs were met, how far people say "
        "they came from 0 to 10, whether help began again or social care took over within six and twelve months, and "
        "how people of each age fared. A partner knows of a return only where it may see it. Of what equality law "
        "protects, age is told here, and the rest in each partner’s own report. An audit reads none of these records: "
        "it is told how many each partner "
        "has in each month.",
        "A disagreement for which the time of a stage ran out",
        ("since", "until", "locality", "partner"),
        "when a disagreement was raised, help ended, or somebody was asked last",
        run,
    )
)
