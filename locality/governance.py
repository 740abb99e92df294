"""Who works under what: each partner's agreement with the framework, and its people with their last sign-in and the
agreements that they accepted (domain.md section 5, "always asked"; A9, S47, S91)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from locality.attesting import is_late, newest_of
from locality.days import months_after
from locality.law import PAPERS
from locality.models import Acceptance, Agreement, Membership, Partner
from locality.partners import live_on

LONG = timedelta(days=90)  # without signing in, after which somebody asks whether the account is needed
TRAINED_FOR, LEADS_TRAINED_FOR = 3, 2  # years for which training counts; a safeguarding lead is trained more often


@dataclass(frozen=True)
class User:
    """One membership that lasts: `missing` are the agreements in force that its practitioner has not accepted."""

    membership: Membership
    accepted: tuple[str, ...]
    missing: tuple[str, ...]
    signed_in: datetime | None
    is_open: bool
    is_idle: bool
    training: str

    @property
    def flags(self):
        """What somebody should look at, in words."""
        found = [f"has not accepted: {', '.join(self.missing)}"] if self.missing else []
        if not self.is_open:
            found.append("the account is closed, the membership is not")
        elif self.is_idle:
            found.append("has not signed in for 90 days")
        return found + [self.training] * bool(self.training)


@dataclass
class Standing:
    """One partner with its people, and what somebody should look at. `looked`: the newest `Attestation`, or None."""

    partner: Partner
    users: list[User] = field(default_factory=list)
    leads: int = 0
    review_late: bool = False
    looked: Any = None
    look_late: bool = False
    unsigned: bool = False
    papers: tuple[str, ...] = ()

    @property
    def flagged(self):
        """How many of its people somebody should look at."""
        return sum(bool(user.flags) for user in self.users)

    @property
    def last_signed_in(self):
        return max((user.signed_in for user in self.users if user.signed_in), default=None)

    @property
    def flags(self):
        found = ["its agreement was due to be looked at"] if self.review_late else []
        if self.unsigned:
            found.append("people work for it, and it has not signed")
        if self.users and not self.leads:
            found.append("no safeguarding lead")
        return found + (list(self.papers) if self.users else [])


def standings(now=None, partner=None):
    """A `Standing` for each partner within its dates, or with people; of one partner (a key) when given. By name, with
    its people by name; five questions, however many."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = (
        Partner.objects.select_related("kind").filter(live_on(today, "valid_from", "valid_to")).order_by("name", "pk")
    )
    jobs = Membership.objects.live(today).select_related("practitioner").order_by("practitioner__name", "pk")
    if partner:
        rows, jobs = rows.filter(pk=partner), jobs.filter(partner=partner)
    found = {row.pk: _standing(row, today) for row in rows}
    agreements = list(Agreement.objects.current(now))
    accepted = _accepted(agreements)
    for job in jobs.filter(Q(partner__in=found)):
        standing = found[job.partner_id]
        standing.users.append(_user(job, agreements, accepted.get(job.practitioner_id, {}), now))
        standing.leads += job.is_safeguarding_lead
    looked = newest_of(list(found))
    for key, standing in found.items():
        standing.looked, standing.look_late = looked.get(key), is_late(looked.get(key), today)
        standing.unsigned = bool(standing.users) and not standing.partner.framework_signed_on
    return list(found.values())


def _standing(partner, today):
    late = partner.framework_review_on is not None and partner.framework_review_on < today
    return Standing(partner, review_late=late, papers=tuple(_papers(partner, today)))


def _papers(partner, today):
    """What is missing or over of a partner's papers, in words."""
    for name, words in PAPERS.items():
        until = getattr(partner, f"{name}_until")
        if not until:
            yield f"no {words} on record"
        elif until < today:
            yield f"its {words} ran out"


def _training(job, today):
    """What to look at about somebody's training, in words; "" when nothing is."""
    if not job.trained_on:
        return "no training on record"
    years = LEADS_TRAINED_FOR if job.is_safeguarding_lead else TRAINED_FOR
    return "training is due again" if months_after(job.trained_on, 12 * years) < today else ""


def _accepted(agreements):
    """{practitioner: {agreement: when}} of the agreements in force."""
    found: dict[Any, dict] = {}
    rows = Acceptance.objects.filter(agreement__in=agreements).values_list("practitioner", "agreement", "accepted_at")
    for who, agreement, at in rows:
        found.setdefault(who, {})[agreement] = at
    return found


def _user(job, agreements, accepted, now):
    person = job.practitioner
    since = person.last_login or timezone.make_aware(datetime.combine(job.starts_on, datetime.min.time()))
    return User(
        job,
        tuple(f"{each}, {_day(timezone.localdate(accepted[each.pk]))}" for each in agreements if each.pk in accepted),
        tuple(str(each) for each in agreements if each.pk not in accepted),
        person.last_login,
        person.is_active,
        now - since > LONG,
        _training(job, timezone.localdate(now)),
    )


def _day(day: date):
    return f"{day.day} {day:%B %Y}"


HEADS = (
    "Partner,State,Framework signed,Signed by,Look at it again,Data sharing agreement,Until,Impact assessment,"
    "Look at that again,People looked at,Practitioner,Email,Job,Safeguarding lead,Since,Trained,Last sign-in,Accepted,"
    "Not accepted,To look at"
).split(",")


def cells(found):
    """The cells of the file, in the order of HEADS: a line for each of the people, and for a partner without any."""
    for each in found:
        partner = each.partner
        head = [partner, partner.status, partner.framework_signed_on, partner.framework_signed_by]
        head += [partner.framework_review_on, partner.sharing_agreement_on, partner.sharing_agreement_until]
        head += [partner.impact_assessment_on, partner.impact_assessment_until]
        head += [each.looked and timezone.localdate(each.looked.said_at)]
        for user in each.users:
            job, told = user.membership, "; ".join([*each.flags, *user.flags])
            last = f"{timezone.localtime(user.signed_in):%Y-%m-%d %H:%M}" if user.signed_in else "never"
            lead = "yes" if job.is_safeguarding_lead else "no"
            yield [
                *(*head, job.practitioner, job.practitioner.email, job.job_title, lead, job.starts_on, job.trained_on),
                *(last, "; ".join(user.accepted), "; ".join(user.missing), told),
            ]
        if not each.users:
            yield [*head, *[""] * 9, "; ".join(each.flags)]
