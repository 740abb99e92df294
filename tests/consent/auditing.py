"""A second auditor, decisions to draw from, and findings: for the tests of an audit."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from consent import alerts, breaches
from consent.audits import drawing, grading
from consent.audits.opening import is_narrow
from consent.models import Alert, AuditFile, SharingDecision
from locality.access import AuditBox
from locality.history import acting_as
from locality.models import Practitioner
from tests.cast import share
from tests.databases import unseen_hand

OWED = {"owed": "Say what the family was told", "grade": "improve"}


def second_auditor(story, who=None):
    """Grace audits too, for a week; or another."""
    now = timezone.now()
    times = {"starts_at": now - timedelta(days=1), "ends_at": now + timedelta(days=7)}
    with acting_as(Practitioner.objects.system()):
        AuditBox.objects.create(auditor=who or story.grace, granted_by=story.ewan, purpose="Second opinion", **times)
    return who or story.grace


def audit_ends(who):
    """The time of somebody's audit ends now."""
    with acting_as(Practitioner.objects.system()):
        AuditBox.objects.filter(auditor=who).update(ends_at=timezone.now())


def decisions(story, count=5):
    """So many decisions of Amira's, each another's successor in number."""
    return [share(story) for _ in range(count)]


def draw(story, size=3, **changes):
    """A sample that Dana draws from the last month."""
    today = timezone.localdate()
    what = {"since": today - timedelta(days=30), "until": today, "size": size, "submission": uuid4()} | changes
    return drawing.draw(by=story.dana, **what)


def crowd(made, count=9, **changes):
    """So many decisions beside one that was made: what it says but for the changes, about nothing, told to nobody."""
    names = [each.attname for each in made._meta.concrete_fields if each.name not in ("id", "number", "submission")]
    said = {name: getattr(made, name) for name in names} | changes
    with unseen_hand():
        SharingDecision.objects.bulk_create(SharingDecision(**said) for _ in range(count))


def drawn(story, made):
    """The file of one decision, of a sample whose cases open: half of what there is, again until chance draws it."""
    today = timezone.localdate()
    for _ in range(60):
        with acting_as(story.dana):
            half = SharingDecision.objects.count() // 2
        sample = draw(story, half, since=today - timedelta(days=3650))
        with acting_as(story.dana):
            rows = AuditFile.objects.select_related("sample", "decision__provider", "decision__decided_by")
            if found := rows.filter(sample=sample, decision=made).first():
                return found
    raise AssertionError("Chance did not draw it")


def only_file(sample):
    """The first file of a sample."""
    return AuditFile.objects.select_related("decision__provider", "decision__decided_by").filter(sample=sample)[0]


def said(**changes):
    """What an auditor says of a decision."""
    found = {
        "rules": dict.fromkeys("1234567", "yes"),
        "grade": "good",
        "words": "The reasons are of this family and the family was told",
        "submission": uuid4(),
    } | changes
    if found.get("owed"):
        found.setdefault("owed_by", timezone.localdate() + timedelta(days=10))
    return found


def find(file, by, **changes):
    """What one auditor found of a file."""
    return grading.find(file, by=by, **said(**changes))


def audited(made, situations):
    """Dana drew half of the decisions, found something wrong with what Amira shared, and sent it back to her."""
    story = made.story
    file = drawn(story, made.shared.decision)
    assert not is_narrow(file.sample), "Its case opens"
    grading.find(file, by=story.dana, **said(**OWED))
    grading.send(file, by=story.dana, to=story.amira, words="Look again", submission=uuid4())
    for situation in situations:
        getattr(made, situation).audit_file, getattr(made, situation).audit_sample = file, file.sample
    _alerted(made, situations)


def _alerted(made, situations):
    """Grace said for herself why she has to do with the family, and Dana wrote down what she found of it."""
    with acting_as(made.story.dana):
        alert = Alert.objects.filter(kind="self_claim", practitioner=made.story.grace, partner=made.story.school)[0]
    alerts.note(alert, by=made.story.dana, words="She stood in for Amira that day", submission=uuid4())
    for situation in situations:
        getattr(made, situation).alert = alert


def breached(story):
    """A letter of the school’s went astray, which its lead reported and contained."""
    acts = {"by": story.amira, "words": "A letter went to the old address of somebody", "submission": uuid4()}
    made = breaches.report(partner=story.school, kind="wrong_person", noticed_at=timezone.now(), **acts)
    breaches.note(made, kind="contained", done_at=timezone.now(), **acts | {"submission": uuid4()})
    return made
