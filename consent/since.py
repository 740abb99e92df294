"""What has happened since somebody agreed that calls for asking again (C12). Worked out from the records whenever
somebody looks: a birthday needs no clock to run.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from consent.answers import OWN_MIND
from consent.models import SHARES, CareOrder, ConsentPartner, DecisionRecipient, HolderAnswer, SharingDecision
from locality.access import Among, kept
from locality.families import FamilyMember, NeedLevel, Relationship, Residence
from locality.models import Person
from locality.partners import live_on


@dataclass(frozen=True)
class Since:
    """Something that happened since an agreement: on which day, if it is known, and in words."""

    words: str
    day: date | None = None


TEENS = 13  # the age from which a child may run accounts of their own: asked again (C12)


def since_agreed(consents, reader, today):
    """{consent's key: [`Since`]} of what has happened since each of these agreements was given, as far as this `Reader`
    may see it. As many questions for a hundred families as for one."""
    rows = [consent for consent in consents if consent.given_at]
    if not rows:
        return {}
    known = _Known(rows, reader, today)
    return {row.pk: found for row in rows if (found := list(dict.fromkeys(known.about(row))))}


class _Known:
    """What the reader may see of the families that the agreements are about, read once."""

    def __init__(self, rows, reader, today):
        families, keys = {row.family_id for row in rows}, [row.pk for row in rows]
        self.today = today
        self.places = _by_family(_places(reader, families, today))
        self.homes = _by_family(_homes(reader, families))
        self.levels = _by_family(_levels(reader, families))
        self.ties = _by_family(_ties(reader, families))
        self.orders = _by_family(CareOrder.objects.visible_by(reader).filter(live_on(today), family__in=families))
        self.shares = _by_family(_shares(reader, families))
        self.whom, self.agreed, self.asked = {}, {}, {}
        for decision, partner, name in _recipients([each.pk for made in self.shares.values() for each in made]):
            self.whom.setdefault(decision, []).append((partner, name))
        for consent, partner in _partners(reader, keys):
            self.agreed.setdefault(consent, set()).add(partner)
        for consent, person in _holders(reader, keys):
            self.asked.setdefault(consent, set()).add(person)
        self.people = self._people(rows, reader)

    def _people(self, rows, reader):
        keys = {row.person_id for row in rows} | {row.person_id for places in self.places.values() for row in places}
        keys |= {tie.from_person_id for ties in self.ties.values() for tie in ties}
        return {person.pk: person for person in _seen(reader, keys)}

    def about(self, consent):
        """A `Since` for each thing that calls for asking again about one agreement."""
        day = timezone.localdate(consent.given_at)
        person = self.people.get(consent.person_id)
        if person:
            yield from self._birthdays(person, day)
            yield from self._responsibility(consent, person)
        yield from self._household(consent, day)
        yield from self._help(consent, person, day)
        yield from self._sharing(consent)

    def _birthdays(self, person, day):
        born = person.date_of_birth
        if not born:
            return
        if born > day:
            yield Since(f"{person} has been born", born)
        for age, words in ((TEENS, "is 13"), (OWN_MIND, "is 16 and answers for themselves now")):
            if day < _birthday(born, age) <= self.today:
                yield Since(f"{person} {words}", _birthday(born, age))

    def _responsibility(self, consent, person):
        """Who holds parental responsibility is not whom was asked (C3); a court has ordered something (C5)."""
        if (person.age_on(self.today) or 0) >= OWN_MIND or person.kind == Person.Kind.ADULT:
            return
        ties = [tie for tie in self.ties.get(consent.family_id, ()) if tie.to_person_id == person.pk]
        now = {tie.from_person_id for tie in ties if _holds(tie, self.today)}
        if consent.given_by_id and consent.given_by_id not in now | {person.pk}:
            yield Since(f"{self._name(consent.given_by_id)} is not recorded any more as having parental responsibility")
        if consent.given_by_id != person.pk:
            for key in sorted(now - {consent.given_by_id} - self.asked.get(consent.pk, set()), key=str):
                yield Since(f"{self._name(key)} has parental responsibility too, and was not asked")
        orders = [order for order in self.orders.get(consent.family_id, ()) if order.person_id == person.pk]
        if consent.given_for_id and consent.given_for_id not in {order.council_id for order in orders}:
            yield Since("the order by which the council agreed is over")
        for order in orders:
            if order.starts_on > timezone.localdate(consent.given_at):
                yield Since(f"there is a new order of a court ({order.get_kind_display().lower()})", order.starts_on)

    def _name(self, key):
        return str(self.people.get(key) or "Somebody")

    def _household(self, consent, day):
        for place in self.places.get(consent.family_id, ()):
            who = self.people.get(place.person_id)
            if who and place.starts_on > day and who.pk != consent.person_id:
                yield Since(f"{who} has joined the family", place.starts_on)
        for tie in self.ties.get(consent.family_id, ()):
            if tie.kind == Relationship.Kind.PARTNER and tie.starts_on and tie.starts_on > day:
                yield Since(f"{self._name(tie.from_person_id)} has a new partner", tie.starts_on)
        stays = self.homes.get(consent.family_id, ())
        moved = [stay for stay in stays if stay.person_id == consent.person_id and stay.starts_on > day]
        if moved and any(stay.person_id == consent.person_id and stay.starts_on <= day for stay in stays):
            yield Since("the family has moved", min(stay.starts_on for stay in moved))

    def _help(self, consent, person, day):
        """The level of need went up or down."""
        levels: dict = {}
        for level in self.levels.get(consent.family_id, ()):
            before = levels.get(level.person_id)
            if before and before.level != level.level and level.judged_on > day:
                way = "up" if level.level > before.level else "down"
                yield Since(f"the level of need of {self._name(level.person_id)} went {way}", level.judged_on)
            levels[level.person_id] = level

    def _sharing(self, consent):
        """A partner that the agreement does not name is told now, or the purpose is not what it was at first."""
        if consent.kind != consent.Kind.INFO_SHARING:
            return
        made = [each for each in self.shares.get(consent.family_id, ()) if each.provider_id == consent.provider_id]
        since = [each for each in made if each.decided_at > consent.given_at and not each.ended_at]
        for each in since:
            for partner, name in self.whom.get(each.pk, ()):
                if partner not in self.agreed.get(consent.pk, set()):
                    yield Since(f"{name} is told now", timezone.localdate(each.decided_at))
        first = min(made, key=lambda each: each.decided_at, default=None)
        if first and any(each.purpose_id != first.purpose_id for each in since):
            yield Since("something is shared for a new purpose")


def _by_family(rows):
    found: dict = {}
    for row in rows:
        found.setdefault(row.family_id, []).append(row)
    return found


# Lines of values and not records: somebody with hundreds of answers has thousands of them.


def _places(reader, families, today):
    found = FamilyMember.objects.visible_by(reader).filter(Among("family", families), starts_on__lte=today)
    return found.values_list("family_id", "person_id", "starts_on", named=True)


def _homes(reader, families):
    found = Residence.objects.visible_by(reader).filter(Among("household__family", families))
    found = found.annotate(family_id=F("household__family"))
    return found.values_list("family_id", "person_id", "starts_on", named=True)


def _levels(reader, families):
    found = NeedLevel.objects.visible_by(reader).filter(Among("family", families)).order_by("judged_on", "pk")
    return found.values_list("family_id", "person_id", "level", "judged_on", named=True)


def _ties(reader, families):
    found = Relationship.objects.visible_by(reader).filter(Among("family", families))
    columns = ("from_person_id", "to_person_id", "kind", "parental_responsibility", "starts_on", "ends_on")
    return found.values_list("family_id", *columns, named=True)


def _shares(reader, families):
    found = SharingDecision.objects.visible_by(reader).filter(Among("family", families), outcome__in=SHARES)
    columns = ("pk", "family_id", "provider_id", "purpose_id", "decided_at", "ended_at")
    return found.values_list(*columns, named=True)


@kept
def _recipients(decisions):
    return DecisionRecipient.objects.shown_with(decisions).values_list("decision", "partner", "partner__name")


@kept
def _partners(reader, consents):
    found = ConsentPartner.objects.visible_by(reader).filter(Among("consent", consents))
    return found.values_list("consent", "partner")


@kept
def _holders(reader, consents):
    found = HolderAnswer.objects.visible_by(reader).filter(Among("consent", consents))
    return found.values_list("consent", "person")


@kept
def _seen(reader, wanted):
    return Person.objects.visible_by(reader).filter(Among("pk", wanted))


def _holds(tie, today):
    return tie.parental_responsibility == Relationship.Responsibility.YES and (not tie.ends_on or tie.ends_on > today)


def _birthday(born, age):
    """The day on which somebody reaches an age; whoever was born on 29 February, on 1 March in other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
