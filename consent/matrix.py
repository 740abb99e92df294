"""The sharing matrix of a family: people by partners, what each may see now, and what stands against it (interface.md
6.4f). Worked out from `Sources`, without a question.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from consent.models import Basis, Consent
from consent.rules import NOT_SHARE_REASONS
from consent.spans import why_not_live

SOON = timedelta(days=14)
NOT_THEIR_NEED = ("already_held", "not_relevant", "not_their_function")  # decided: they do not need it
WHY_NOT = dict(NOT_SHARE_REASONS)


@dataclass(frozen=True)
class State:
    """How a cell stands: a code for its colours, a symbol and a word, so that none has to be told by colour."""

    code: str
    symbol: str
    word: str


AGREED, PART = State("agreed", "●", "Agreed"), State("part", "◐", "Part")
WITHOUT, ENDS_SOON = State("without", "▲", "Without consent"), State("soon", "◷", "Ends soon")
REFUSED, WITHDRAWN = State("refused", "✕", "Refused"), State("refused", "✕", "Withdrawn")
LEFT_OUT = State("refused", "✕", "Left out")
NOT_SHARED, NOT_NEEDED = State("none", "○", "Not shared"), State("needless", "–", "Not needed")
GIVEN = State("agreed", "●", "You can see")
LEGEND = [  # each state, and what it means
    (AGREED, "they can see every kind of information, because the family agreed"),
    (PART, "they can see some of it, because the family agreed"),
    (WITHOUT, "they can see something to which this person did not agree"),
    (ENDS_SOON, f"some of what they can see ends within {SOON.days} days"),
    (NOT_SHARED, "they can see nothing"),
    (REFUSED, "the person said no, took their agreement back, or left this out of it"),
    (NOT_NEEDED, "they supplied it themselves, or it was decided that they do not need it"),
]


@dataclass(frozen=True)
class Cell:
    """What one partner may see about one person: its state, a full sentence, where it leads; `live` if anything."""

    state: State
    sentence: str
    url: str
    live: bool = False


def cell_of(sources, person, partner, kind=None):
    """The `Cell` of a person and a partner: about everything, or about one kind of information (a category)."""
    if partner in sources.own:
        return _own(sources, person, partner)
    wanted = {kind.pk} if kind else set(sources.kinds)
    about = [made for made in sources.made if person.pk in made.subjects and (not kind or kind.pk in made.kinds)]
    given = (made for made in sources.made if made.live and partner.pk in made.partners)
    live = [made for made in given if made.kinds_about(person) & wanted]
    if live:
        return _seen(sources, person, partner, live, wanted, {kind.pk} if kind else sources.usual)
    return _against(sources, person, partner, about, kind)


def _own(sources, person, partner):
    url = reverse("locality:why-me", args=["family", sources.family.pk])
    if sources.given and sources.family.provider_id != partner.pk:
        until = f"until {_day(sources.given.last_day)}" if sources.given.ends_at else "now"
        words = f"You can see this family {until}, because another partner decided it; {str(sources.given).lower()}"
        return Cell(GIVEN, words, url, live=True)
    return Cell(NOT_NEEDED, f"{partner} is your own partner: it sees what it supplied about {person}", url)


def _seen(sources, person, partner, live, wanted, everything):
    """A cell with something to see. Without agreement counts first, then that some of it ends soon."""
    latest: dict = {}
    for made in live:
        for kind in made.kinds_about(person) & wanted:
            latest[kind] = max(latest.get(kind, made.decision.ends_at), made.decision.ends_at)
    whole = set().union(*(made.whole for made in live)) & wanted
    if any(not made.agreed_by(person) for made in live):
        state = WITHOUT
    elif min(latest.values()) <= sources.at + SOON:
        state = ENDS_SOON
    else:
        state = AGREED if everything <= whole else PART
    names = [_kind_words(sources, key, key in whole) for key in sources.kinds if key in latest]
    first, last = (_day(timezone.localdate(_last_moment(end(latest.values())))) for end in (min, max))
    until = f"until {last}" if first == last else f"until {last}, some of it until {first}"
    words = f"{partner} can see {_and(names)} about {person}{_without(live, person)} {until}; {_numbers(live)}"
    return Cell(state, words, _url(sources, person, partner, live), live=True)


def _without(live, person):
    """That there is no agreement of this person to some of it, and why not; or nothing."""
    if any(made.decision.basis != Basis.AGREEMENT for made in live):
        return " without the family’s agreement"
    return "" if all(made.agreed_by(person) for made in live) else ", whom it does not name, without their agreement"


def _kind_words(sources, key, whole):
    name = sources.kinds[key].name
    name = name[0].lower() + name[1:]
    return name if whole else f"single records of {name}"


def _against(sources, person, partner, about, kind):
    """A cell with nothing to see: what the person answered, or what was decided, or that nothing was."""
    if cell := _answered(sources, person, partner, kind):
        return cell
    ended = [made for made in about if partner.pk in made.partners]
    # A decision not to share that names nobody is about everybody.
    kept = [each for each in about if not each.decision.shares and partner.pk in (each.partners or {partner.pk})]
    if ended or kept:
        newest = max(ended + kept, key=lambda made: made.decision.decided_at)
        return _decided(newest, person, partner)
    if agreed := _agreement(sources, person, partner, kind):
        words = f"{person} agreed that {partner} may be told, but nothing is shared"
        return Cell(NOT_SHARED, words, reverse("consent:consent", args=[agreed.pk]))
    words = f"{partner} can see nothing of this about {person}: nothing was decided or agreed"
    return Cell(NOT_SHARED, words, reverse("consent:decide", args=[sources.family.pk]))


def _answered(sources, person, partner, kind):
    """What the person refused, took back or left out, as far as it is about this partner and this kind of
    information."""
    for answer in sources.answers.get(person.pk, ()):
        if answer.stands_now and (words := _left_out(sources, answer, partner, kind)):
            return Cell(LEFT_OUT, f"{person} {words}", reverse("consent:consent", args=[answer.pk]))
        if answer.status in (Consent.Status.REFUSED, Consent.Status.WITHDRAWN) and _covers(answer, partner, kind):
            url = reverse("consent:consent", args=[answer.pk])
            if answer.status == Consent.Status.REFUSED:
                day = _day(timezone.localdate(answer.recorded_at))
                return Cell(REFUSED, f"{partner} can see nothing about {person}, who said no on {day}", url)
            day = _day(timezone.localdate(answer.withdrawn_at))
            words = f"{partner} can see nothing about {person}: the agreement was taken back on {day}"
            return Cell(WITHDRAWN, words, url)
    return None


def _left_out(sources, answer, partner, kind):
    """What somebody who agreed left out of it about this partner or this kind (C9), or nothing."""
    if partner.pk in answer.left_partners:
        return f"agreed, but not to telling {partner}: it can see nothing"
    if kind and kind.pk in answer.left_kinds:
        return f"agreed, but not to sharing {_kind_words(sources, kind.pk, True)}: {partner} can see nothing of it"
    return ""


def _agreement(sources, person, partner, kind):
    answers = sources.answers.get(person.pk, ())
    return next((each for each in answers if each.stands_now and _names(each, partner, kind)), None)


def _covers(answer, partner, kind):
    """Whether an answer is about this partner and kind: one that names none is about all."""
    whom = not answer.partner_keys or partner.pk in answer.partner_keys
    return whom and (not kind or not answer.kind_keys or kind.pk in answer.kind_keys)


def _names(answer, partner, kind):
    return partner.pk in answer.partner_keys and (not kind or kind.pk in answer.kind_keys)


def _decided(made, person, partner):
    """What a decision that gives no sight now says about this partner."""
    decision, url = made.decision, reverse("consent:decision", args=[made.decision.pk])
    if decision.shares:
        words = (
            f"{partner} can see nothing of this about {person}: {why_not_live(decision, made.span)}; {_numbers([made])}"
        )
        return Cell(NOT_SHARED, words, url)
    state = NOT_NEEDED if decision.not_share_reason in NOT_THEIR_NEED else NOT_SHARED
    why = WHY_NOT.get(decision.not_share_reason, "to wait for more")
    why = f"not to share: {why[0].lower()}{why[1:]}" if decision.not_share_reason else why
    return Cell(
        state, f"{partner} can see nothing of this about {person}. It was decided {why}; {_numbers([made])}", url
    )


def changes_between(sources, since, until):
    """What was added and what ended from the day `since` to the day `until`, both included: two lists of (moment,
    `Made`), oldest first, by the decisions' own dates and those of the agreements that they rest on."""
    added, ended = [], []
    for made in sources.made:
        if made.span:
            begins, ends = made.span
            if since <= timezone.localdate(begins) <= until:
                added.append((begins, made))
            if since <= timezone.localdate(_last_moment(ends)) <= until and ends <= sources.at:
                ended.append((ends, made))
    in_order = lambda pair: (pair[0], pair[1].decision.number)  # noqa: E731
    return sorted(added, key=in_order), sorted(ended, key=in_order)


def _url(sources, person, partner, live):
    """One decision's own page; of several, the list of them."""
    if len(live) == 1:
        return reverse("consent:decision", args=[live[0].decision.pk])
    query = urlencode({"person": person.pk, "partner": partner.pk})
    return f"{reverse('consent:sharing', args=[sources.family.pk])}?{query}"


def _numbers(made):
    numbers = sorted((each.decision.number for each in made), reverse=True)
    return f"decision{'s' if len(numbers) > 1 else ''} {_and([str(number) for number in numbers])}"


def _last_moment(ends):
    """The last moment before an end: the end of a day belongs to that day."""
    return ends - timedelta(microseconds=1)


def _and(words):
    return " and ".join(", ".join(words).rsplit(", ", 1)) if words else ""


def _day(day):
    return f"{day.day} {day:%B %Y}"
