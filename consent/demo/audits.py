"""Three audits: of every decision without agreement, with findings at each stage; of what was not shared, by two; and
one just drawn, whose cases open. Small ones are drawn whole: chance then chooses nothing but their order, and the
demonstration stays the same."""

from datetime import timedelta

from consent.audits import drawing, grading
from consent.models import AuditFile
from locality.access import AuditBox
from locality.history import acting_as
from locality.models import Practitioner

WELL = "The facts are of this family, the risk of waiting is named, and somebody else signed in time"
LESS = "It says that the child may be at risk, and not what was seen or heard that day, nor why nobody was asked"
OWED = "Write down what was seen and heard that day, and tell the family what was shared, if that is safe now"
RIGHT = "I have written an addition with what the child said and when, and told the mother on the telephone"
DONE = "The addition says what was seen, and when the family was told"
NOT_SHARED = "The wish of the family was weighed, and there is a day on which it is thought about again"
DIFFERS = "The wish was weighed, but nothing says what the partner that asked was told, or why"


def audit(demo):
    """Draw the samples and record what was found."""
    dana = demo.made["dana"]
    second = _second_auditor(demo)
    what = {"since": demo.day(365), "until": demo.today, "size": 200}
    with acting_as(dana, reason="Demonstration data"):
        key = demo.named_key("audit", "override")
        sample = drawing.draw(by=dana, stratum="override", submission=key, **what)
        rows = AuditFile.objects.filter(sample=sample).select_related("decision__provider", "decision__decided_by")
        files = list(rows.order_by("decision__number"))
    for place, file in enumerate(files[:4]):
        _one(demo, file, dana, place)
    with acting_as(dana, reason="Demonstration data"):
        key = demo.named_key("audit", "not shared")
        sample = drawing.draw(by=dana, stratum="not_shared", twice=1, submission=key, **what)
        what |= {"size": 10, "twice": 5, "submission": demo.named_key("audit", "agreement")}
        drawing.draw(by=dana, stratum="agreement", **what)
        rows = AuditFile.objects.filter(sample=sample).select_related("decision__provider", "decision__decided_by")
        first = rows.order_by("decision__number")[0]
    rules = dict.fromkeys("1234567", "yes")
    grading.find(first, by=dana, rules=rules, grade="good", words=NOT_SHARED, submission=demo.named_key("twice", 1))
    rules |= {"2": "no"}
    said = {"grade": "improve", "words": DIFFERS, "themes": ["told"], "owed": OWED, "owed_by": demo.day(-14)}
    grading.find(first, by=second, rules=rules, submission=demo.named_key("twice", 2), **said)


def _one(demo, file, dana, place):
    """The first was done well and is closed, the second was put right and is closed, the third waits for an answer, the
    fourth is to be sent back."""
    key = lambda what: demo.named_key("audit", file.decision.number, what)  # noqa: E731
    rules = dict.fromkeys("1234567", "yes")
    if not place:
        grading.find(file, by=dana, rules=rules, grade="good", words=WELL, themes=["well"], submission=key("found"))
        grading.close(file, by=dana, words="", submission=key("closed"))
        return
    owed = {"owed": OWED, "owed_by": demo.today + timedelta(days=7 * place), "themes": ["facts", "told"]}
    less = {"rules": rules | {"2": "partly", "7": "no"}, "grade": "improve", "words": LESS, **owed}
    grading.find(file, by=dana, submission=key("found"), **less)
    if place == 3:
        return
    to = grading.answerers(file.decision)[0]
    grading.send(file, by=dana, to=to, words="", submission=key("sent"))
    if place == 1:
        grading.answer(file, by=to, kind="corrected", words=RIGHT, submission=key("answered"))
        grading.close(file, by=dana, words=DONE, submission=key("closed"))


def _second_auditor(demo):
    """A second auditor, lent by the fire service for the rest of the month."""
    lent = demo.staff[demo.partners["fire"].pk][-1]
    with acting_as(Practitioner.objects.system(), reason="Demonstration data"):
        times = {"starts_at": demo.now - timedelta(days=3), "ends_at": demo.now + timedelta(days=27)}
        purpose = "Second reader of the yearly audit"
        AuditBox.objects.create(auditor=lent, granted_by=demo.made["ewan"], purpose=purpose, **times)
    return lent
