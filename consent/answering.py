"""Who may be asked about whom, and what is known before the form is drawn (C2-C5, C11)."""

from django.utils import timezone

from consent.answers import GIVEN, NO, Answer, giver_problems, holders, holders_of, is_under_sixteen
from consent.models import CareOrder, Consent
from locality.families import Relationship
from locality.partners import live_on
from locality.people import with_people


def orders_of(family, reader):
    """The care orders of the family's children in force today that this `Reader` may see, with child and council."""
    rows = CareOrder.objects.visible_by(reader).filter(live_on(timezone.localdate()), family=family)
    return with_people(rows.select_related("council").order_by("starts_on"), reader, "person")


def first_problems(start, family, partner):
    """Why who answered may not (C1, C4, C5), told before anything else is asked: words, each once."""
    if start["status"] not in (*GIVEN, Consent.Status.REFUSED):
        return []
    words = {}
    for person in start["people"]:
        own = start["giver"] is not None and start["giver"].pk == person.pk
        # What is asked on the next page is taken as answered: only what cannot be helped there stands against it.
        more = {"competence": "competent" if own else "not_competent", "competence_reasons": "asked next"}
        more |= {"given_for": start["council"], "given_for_name": "asked next"}
        answer = Answer(
            family, partner, person, start["status"], timezone.localdate(), given_by=start["giver"], more=more
        )
        words |= dict.fromkeys(text for _, text in giver_problems(answer))
    return list(words)


def others_who_answer(family, start, people):
    """{person: keys of the children} of everybody else who holds parental responsibility for those of the children who
    are under 16, and is living (C3)."""
    found: dict = {}
    adults = {person.pk: person for person in people if person.is_living}
    giver = start["giver"].pk if start["giver"] else None
    for child in start["people"]:
        if is_under_sixteen(child):
            for key in holders(family, child) - {giver}:
                if key in adults:
                    found.setdefault(adults[key], set()).add(child.pk)
    return found


def may_answer_unknown(consent):
    """Whether it is not known if who is asked for a child has parental responsibility for them (C4)."""
    if consent.given_by_id == consent.person_id or not is_under_sixteen(consent.person):
        return False
    return Relationship.Responsibility.UNKNOWN in set(
        holders_of(consent.family_id, consent.person_id, consent.given_by_id)
    )


def said_no_before(family, partner, start):
    """Whether one of the people said no to this before, or took a yes back, and nothing newer is recorded (C11)."""
    rows = Consent.objects.current().filter(family=family, provider=partner, kind=start["kind"], status__in=NO)
    return rows.filter(person__in=start["people"]).exists()


def who_answers(family, reader, people):
    """For each person: who answers for them, as dicts of `person`, `themselves`, `holders` (with evidence), `unknown`
    and `orders`; the relationships are those that this `Reader` may see."""
    rows = Relationship.objects.visible_by(reader).filter(family=family).exclude(parental_responsibility="no")
    today = timezone.localdate()
    told = [row for row in with_people(rows, reader, "from_person") if not row.ends_on or row.ends_on > today]
    orders = orders_of(family, reader)
    found = []
    for person in people:
        mine = [row for row in told if row.to_person_id == person.pk] if is_under_sixteen(person) else []
        found.append(
            {
                "person": person,
                "themselves": not is_under_sixteen(person),
                "holders": [row for row in mine if row.parental_responsibility == "yes"],
                "unknown": [row for row in mine if row.parental_responsibility == "unknown"],
                "orders": [order for order in orders if order.person_id == person.pk],
            }
        )
    return found
