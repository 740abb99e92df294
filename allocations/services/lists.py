"""Lists of people from a partner's own systems: bringing one, taking it over, and what becomes of who is on it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone

from allocations import lines, points
from allocations.models import BroughtList, Candidate
from allocations.models.lists import GONE_AFTER, LEAST_AFTER, UNFINISHED
from locality import services as foundation
from locality.access import can_see, require
from locality.history import action

AT_ONCE = 2_000
ADULT = 18
CHANGED = ["address", "postcode", "signs", "points", "listed_at", "lessened_at", "outcome", "family", "why"]
CHANGED += ["ended_by", "ended_at"]


@action
def bring_list(sheet, *, by, partner, locality, kind, name, tells_of, gateway, digest, submission, at=None):
    """Keep a list that was read (`sheet`, an `allocations.sheets.Sheet`) until it is taken over or dropped; returns the
    `BroughtList`. Nobody on it is a candidate yet. The same `submission` brings once; `at` is a moment (default now).

    Raises PermissionDenied unless `by` makes records for `partner`, ValidationError when that partner brought the same
    file already (`digest` of its bytes), whatever it was called.
    """
    require(by, "make_records", partner)
    if found := BroughtList.objects.filter(pk=submission, partner=partner).first():
        return found
    before = BroughtList.objects.filter(partner=partner, digest=digest, dropped_at=None).first()
    if before:
        day = timezone.localdate(before.brought_at)
        raise ValidationError({"file": f"This file was brought on {day.day} {day:%B %Y} already. Choose another"})
    return BroughtList.objects.create(
        pk=submission,
        partner=partner,
        locality=locality,
        kind=kind,
        name=name,
        tells_of=tells_of,
        gateway=gateway,
        digest=digest,
        columns=sheet.columns,
        lines=len(sheet.lines) + len(sheet.odd),
        content=lines.packed(sheet.lines, sheet.odd),
        brought_by=by,
        brought_at=at or timezone.now(),
    )


@action
def match_up(brought, *, by, mapping):
    """Say which column holds what (`mapping`: {field: heading}); returns the `BroughtList`. The partner's next list of
    the kind begins with it. Nothing is taken over yet."""
    _own(brought, by)
    unread = [words for name, (words, needed) in lines.fields_of(brought.kind).items() if needed and not mapping[name]]
    if unread or not set(filter(None, mapping.values())) <= set(brought.columns):
        raise ValidationError("Each of the answers that are needed has a column of its own")
    brought.mapping = {name: heading for name, heading in mapping.items() if heading}
    brought.save(update_fields=["mapping"])
    return brought


def _own(brought, by):
    require(by, "make_records", brought.partner)
    if brought.confirmed_at or brought.dropped_at or brought.content is None:
        raise ValidationError("This list was taken over or dropped already")


@action
def take_over(brought, *, by, at=None):
    """Take a list over: whoever a line names well becomes a candidate, or the one who they are already; the file's
    lines are taken out; `at` a moment (default now). Returns the `BroughtList`. Raises ValidationError when no line is
    right."""
    brought = BroughtList.objects.select_for_update(of=("self",), no_key=True).get(pk=brought.pk)
    _own(brought, by)
    checked = lines.check(brought.kind, brought.columns, brought.mapping, *lines.unpacked(brought.content))
    if not checked.people:
        raise ValidationError("No line is right: nothing can be taken over")
    now, rules = at or timezone.now(), points.rules_of(brought.locality)
    for start in range(0, len(checked.people), AT_ONCE):
        _keep(brought, checked.people[start : start + AT_ONCE], now, rules)
    brought.confirmed_at, brought.taken, brought.content = now, len(checked.people), None
    brought.save(update_fields=["confirmed_at", "taken", "content"])
    return brought


def _keep(brought, people, now, rules):
    """Add these people, and the line to those who are there already. About whom nothing was to be done comes again."""
    digests, old = {lines.same_person(each): each for each in people}, (now - LEAST_AFTER).isoformat()
    held = Candidate.objects.select_for_update(no_key=True).filter(partner=brought.partner, locality=brought.locality)
    held = {row.digest: row for row in held.filter(digest__in=digests)}
    added = []
    for digest, person in digests.items():
        row = held.get(digest)
        if row is None:
            row = Candidate(partner=brought.partner, locality=brought.locality, digest=digest, first_listed_at=now)
            row.given_name, row.family_name = person["given_name"], person["family_name"]
            row.date_of_birth = person["date_of_birth"]
            added.append(row)
        row.address = person["address"] or row.address
        row.postcode = person["postcode"] or row.postcode
        row.signs = [*(each for each in row.signs if each["at"] > old), _sign(brought, person)]
        if row.outcome == Candidate.Outcome.NOTHING:
            row.outcome, row.family, row.why, row.ended_by, row.ended_at = "", None, "", None, None
        row.points, row.listed_at, row.lessened_at = points.points(row.signs, rules), now, None
    Candidate.objects.bulk_create(added)
    Candidate.objects.bulk_create(  # one statement: an UPDATE of so many, value by value, takes a minute
        held.values(), update_conflicts=True, unique_fields=["id"], update_fields=CHANGED
    )


def _sign(brought, person):
    return {
        "kind": brought.kind,
        "value": 1 if person["value"] is None else person["value"],
        "on": brought.tells_of.isoformat(),
        "at": brought.brought_at.isoformat(),
        "list": str(brought.pk),
        "line": person["line"],
    }


@action
def drop_list(brought, *, by):
    """Drop a list before it is taken over: its lines are taken out, and the same file may be brought again."""
    _own(brought, by)
    brought.dropped_at, brought.content = timezone.now(), None
    brought.save(update_fields=["dropped_at", "content"])
    return brought


@action
def end_candidate(candidate, *, by, outcome, family=None, why=""):
    """Say what became of somebody on a list (`Candidate.Outcome`): registered as a `family`, known already as one, or
    nothing is done, and why; returns the `Candidate`. What was said first stands.

    Raises PermissionDenied unless `by` makes records for its partner and sees the family.
    """
    require(by, "make_records", candidate.partner)
    if candidate.deleted_at or (family and not can_see(by, family)):
        raise PermissionDenied("Nothing is kept of who that was, or that family is not yours to name")
    if not candidate.outcome:
        candidate.outcome, candidate.family, candidate.why = outcome, family, why
        candidate.ended_by, candidate.ended_at = by, timezone.now()
        candidate.save(update_fields=["outcome", "family", "why", "ended_by", "ended_at"])
    return candidate


@action
def register_candidate(candidate, *, by):
    """Register the family of somebody on a list, with what the list says of who and where they are; returns the
    `Family`. Registered once: a second call returns the first. Nobody has met them: the clock of the first contact
    begins (S78). Raises PermissionDenied unless `by` makes records for the candidate's partner."""
    require(by, "make_records", candidate.partner)
    candidate = Candidate.objects.select_for_update(of=("self",), no_key=True).get(pk=candidate.pk)
    if candidate.deleted_at or candidate.outcome:
        if candidate.outcome == Candidate.Outcome.REGISTERED:
            return candidate.family
        raise PermissionDenied("It was said already what becomes of it")
    acts = {"by": by, "partner": candidate.partner}
    person = {"given_name": candidate.given_name, "family_name": candidate.family_name}
    person |= {"date_of_birth": candidate.date_of_birth, "kind": "child" if _is_child(candidate) else "adult"}
    family = foundation.register_family(
        candidate.family_name,
        **acts,
        locality=candidate.locality,
        submission=candidate.pk,
        reason="Found by data",
    )
    who = foundation.add_person(family, **acts, **person)
    if candidate.address or candidate.postcode:
        home = {"address": candidate.address or "Not known", "postcode": candidate.postcode, "people": [who]}
        foundation.add_household(family, **acts, **home)
    end_candidate(candidate, by=by, outcome=Candidate.Outcome.REGISTERED, family=family)
    return family


def _is_child(candidate):
    born, today = candidate.date_of_birth, timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) < ADULT


@action
def age_lists(*, by, now=None):
    """Take out in time what was kept of people on lists (domain.md 6.4): after six months all but who it is, after
    twelve everything; and the lines of files that nobody took over for a week. Returns (lessened, deleted, dropped).
    `by` is the system. Safe to run at any time."""
    now = now or timezone.now()
    there = Candidate.objects.filter(deleted_at=None)
    gone = there.filter(listed_at__lte=now - GONE_AFTER).update(
        given_name="",
        family_name="",
        date_of_birth=None,
        address="",
        postcode="",
        digest="",
        signs=[],
        why="",
        deleted_at=now,
    )
    old = there.filter(listed_at__lte=now - LEAST_AFTER, lessened_at=None)
    less = old.update(address="", postcode="", signs=[], lessened_at=now)
    waits = Q(confirmed_at=None, dropped_at=None, brought_at__lte=now - UNFINISHED)
    dropped = BroughtList.objects.filter(waits).update(dropped_at=now, content=None)
    return less, gone, dropped
