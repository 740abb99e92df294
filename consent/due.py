"""What is due about answers and ended decisions: worked out whenever somebody looks (locality/dues.py)."""

from django.urls import reverse
from django.utils import timezone

from consent.anonymous import advice_waiting_for
from consent.answering import may_answer_unknown
from consent.answers import GIVEN, is_under_sixteen
from consent.breaches import running
from consent.corrected import still_to_tell as corrections_to_tell
from consent.emergency import review_by, to_review
from consent.ended import over_for
from consent.ending import left_behind
from consent.models import SHARES, Consent, ConsentArtefact, HolderAnswer, SharingDecision, Signature
from consent.models.live import live_q
from consent.not_telling import standing
from consent.onward_tray import waiting_for
from consent.requests_tray import waiting_for as requests_waiting_for
from consent.since import since_agreed
from consent.spans import spans_of
from consent.tray import tray_of
from locality.access import holds, leads_safeguarding_for
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.dues import Due, dues_from
from locality.minding import on_whom
from locality.models import Person
from locality.people import with_people

# Working days (domain.md 3.0).
SIGNATURE, GIVE_PAPERS, SAY_SO, ANSWER, ASK_AGAIN, SETTLE, SENT_BACK, TELL = 10, 5, 5, 10, 10, 5, 1, 5
ANSWER_ADVICE = 1
LATEST = 50  # of the decisions that one made and that are over
MATTER = {
    Consent.Kind.ENGAGEMENT: "about working with early help",
    Consent.Kind.INFO_SHARING: "about sharing",
    Consent.Kind.RECORDING_LIMIT: "about limits on recording",
    Consent.Kind.EVALUATION: "about use in evaluation",
}
WAITING = (Consent.Status.ASKED, Consent.Status.NO_RESPONSE, Consent.Status.REFUSED, Consent.Status.NOT_ASKED)


@dues_from
def answers_to_follow_up(practitioner, today):
    """Of the answers that the practitioner wrote down or took over: the signature after an agreement aloud (C8), the
    booklet and notice (S82, S86), the next look at an agreement and what calls for it sooner (C12), an answer that has
    not come, and when to ask again (C11)."""
    reader = reader_of(practitioner)
    mine = Consent.objects.visible_to(practitioner).filter(on_whom(practitioner, "recorded_by")).current()
    mine = mine.filter(status__in=[*GIVEN, *WAITING], withdrawn_at__isnull=True).order_by("recorded_at")
    rows = with_people(mine[:200], reader, "person", "given_by")
    if not rows:
        return
    facts: dict = {}
    for key, kind in (
        ConsentArtefact.objects.visible_to(practitioner).filter(consent__in=mine).values_list("consent", "kind")
    ):
        facts.setdefault(key, set()).add(kind)
    signed = set(Signature.objects.visible_to(practitioner).filter(consent__in=mine).values_list("consent", flat=True))
    again = since_agreed([row for row in rows if row.status in GIVEN], reader, today)
    kept = set(standing(reader, decision__family__in={row.family_id for row in rows}).values_list("person", flat=True))
    for answer in rows:
        url = reverse("consent:consent", args=[answer.pk])
        since = timezone.localdate(answer.recorded_at)
        if kept & {answer.person_id, answer.given_by_id}:
            continue  # nobody is reminded to hand anything about sharing to whom something is kept from (4.5)
        if answer.status in (*GIVEN, Consent.Status.ASKED):
            yield from _papers(answer, facts.get(answer.pk, set()), since)
        if answer.status == Consent.Status.VERBAL:
            yield from _signature(answer, facts.get(answer.pk, set()), answer.pk in signed, url, since)
        if answer.status in GIVEN:
            yield from _agreement(answer, url, since, again.get(answer.pk), today)
        else:
            yield from _no_answer(answer, url, since)


def _who(answer):
    """Who answers: whoever gave the answer, or whom it is about."""
    return answer.given_by or _named(answer.person)


def _about(answer):
    """Whom it is about, where somebody else answers for them."""
    return f" about {_named(answer.person)}" if answer.given_by_id not in (None, answer.person_id) else ""


def _again(answer, today=None):
    """Whom to ask again, and about what: whoever gave it, and from sixteen on everybody for themselves (C2)."""
    if not is_under_sixteen(answer.person, today):
        return f"Ask {answer.person} again {MATTER[answer.kind]}"
    if not answer.given_by and answer.person.kind == Person.Kind.UNBORN:
        return f"Ask again {MATTER[answer.kind]}, for {_named(answer.person)}"
    return f"Ask {_who(answer)} again {MATTER[answer.kind]}{_about(answer).replace(' about', ', for', 1)}"


def _reads(answer):
    return _who(answer) if answer.person.kind == Person.Kind.UNBORN else answer.person


def _named(person):
    """A person within a sentence: nobody who is not born yet has a name to begin with."""
    words = str(person)
    return f"the u{words[1:]}" if words.startswith("Unborn baby") else words


def _signature(answer, facts, signed, url, since):
    if signed and ConsentArtefact.Kind.RECEIPT not in facts:
        words = f"Have {_who(answer)} sign that the booklet was received and understood"
        yield Due(after_working_days(since, SIGNATURE), words, reverse("consent:given", args=[answer.family_id]))
    elif not signed:
        by = answer.signature_due_on or after_working_days(since, SIGNATURE)
        yield Due(by, f"Get the signature of {_who(answer)} for what was agreed aloud{_about(answer)}", url)


def _papers(answer, facts, since):
    url = reverse("consent:given", args=[answer.family_id])
    if ConsentArtefact.Kind.BOOKLET not in facts:
        yield Due(after_working_days(since, GIVE_PAPERS), f"Give {_reads(answer)} the booklet", url)
    if ConsentArtefact.Kind.NOTICE not in facts:
        yield Due(after_working_days(since, GIVE_PAPERS), f"Give {_reads(answer)} the privacy notice in writing", url)


def _agreement(answer, url, since, again, today):
    if answer.expires_on:
        yield Due(answer.expires_on, f"Look again at what {_who(answer)} agreed to{_about(answer)}", url)
    if answer.pressure:
        words = f"{_again(answer, today)}, when nobody else is there"
        yield Due(after_working_days(since, GIVE_PAPERS), words, url)
    if again:
        day = min((each.day for each in again if each.day), default=today)
        why = "; ".join(each.words for each in again)
        yield Due(after_working_days(day, ASK_AGAIN), f"{_again(answer, today)}: {why}", url, why)


def _no_answer(answer, url, since):
    if answer.status == Consent.Status.ASKED:
        by = answer.ask_again_on or after_working_days(since, ANSWER)
        yield Due(by, f"Get an answer from {_who(answer)}{_about(answer)}, or write down that there is none", url)
        if answer.given_by and may_answer_unknown(answer):
            words = f"Find out whether {answer.given_by} has parental responsibility for {answer.person}"
            yield Due(after_working_days(since, GIVE_PAPERS), words, url)
    elif answer.ask_again_on and answer.status == Consent.Status.NOT_ASKED:
        yield Due(answer.ask_again_on, f"Look again at why {_named(answer.person)} was not asked", url)
    elif answer.ask_again_on:
        yield Due(answer.ask_again_on, _again(answer), url)


@dues_from
def parents_who_differ(practitioner, today):
    """Agreements that a colleague recorded, with which another holder of parental responsibility disagrees: whoever may
    authorise says whether to go on (C3)."""
    partners = holds(practitioner, "authorise")
    if not partners:
        return
    rows = Consent.objects.visible_to(practitioner).standing().filter(provider__in=partners, settled="")
    rows = rows.exclude(recorded_by=practitioner).exclude(competence=Consent.Competence.COMPETENT)
    lines = HolderAnswer.objects.visible_to(practitioner).filter(said=HolderAnswer.Said.DISAGREED)
    rows = rows.filter(pk__in=lines.values("consent")).order_by("recorded_at")[:50]
    for answer in with_people(rows, reader_of(practitioner), "person"):
        by = after_working_days(timezone.localdate(answer.recorded_at), SETTLE)
        words = f"Parents differ about {answer.person}: decide whether to go on with the agreement"
        yield Due(by, words, reverse("consent:settle", args=[answer.pk]))


@dues_from
def ended_for_us(practitioner, today):
    """Decisions that gave the practitioner's partner something and are over: its safeguarding lead says what was done
    with it (C10)."""
    partners = leads_safeguarding_for(practitioner)
    if not partners:
        return
    for decision, partner in over_for(practitioner):
        if partner.pk in partners:
            since = decision.ended_at or timezone.now()
            words = f"Say what {partner} did with what {str(decision).lower()} had given it"
            yield Due(
                after_working_days(timezone.localdate(since), SAY_SO),
                words,
                reverse("consent:ended", args=[decision.pk]),
            )


@dues_from
def nobody_sees_it(practitioner, today):
    """What recipients of the practitioner's own decisions, cut short, were still to do and no longer see: somebody else
    does it now, or nobody has to (C10)."""
    now, reader = timezone.now(), reader_of(practitioner)
    made = SharingDecision.objects.visible_by(reader).filter(decided_by=practitioner, outcome__in=SHARES)
    made = made.filter(starts_at__lte=now, ends_at__gt=now).exclude(live_q("", now))
    over = list(made.order_by("-number")[:LATEST])
    spans = spans_of(over) if over else {}
    for decision, work in left_behind([each for each in over if spans[each.pk]], reader):
        why = f"{work.who} was to do it, and no longer sees it since {str(decision).lower()} ended"
        words, day = f"Agree who does this now: {work.words}: {why}", timezone.localdate(spans[decision.pk][1])
        yield Due(after_working_days(day, SAY_SO), words, work.url, why)


@dues_from
def sent_back(practitioner, today):
    """Decisions that were sent back to the practitioner instead of signed: to answer, or to decide anew (V12)."""
    for waiting in tray_of(practitioner).to_answer:
        step = waiting.sent_back
        by = after_working_days(timezone.localdate(step.said_at), SENT_BACK)
        if waiting.by:
            by = min(by, timezone.localdate(waiting.by))
        of = waiting.decision.decided_by
        why = "who left" if waiting.decision.gone else "for whom you stand in"
        made = "" if of.pk == practitioner.pk else f" of {of}, {why}"
        words = f"{step.said_by} sent back {str(waiting.decision).lower()}{made}: answer, or decide anew"
        yield Due(by, words, reverse("consent:answer", args=[waiting.decision.pk]))


@dues_from
def emergencies(practitioner, today):
    """Emergency access to what the practitioner's partner supplied, that nobody has looked at yet (access.md)."""
    for decision in to_review(practitioner):
        words = f"{decision.decided_by} used emergency access ({str(decision).lower()}): say whether it was right"
        yield Due(review_by(decision), words, reverse("consent:review", args=[decision.pk]))


@dues_from
def breaches_to_settle(practitioner, today):
    """Breaches that the practitioner handles: within 72 hours it is settled whether the regulator is told."""
    for breach in running(practitioner):
        day, time = timezone.localdate(breach.decide_by), timezone.localtime(breach.decide_by)
        words = f"Settle whether the regulator is told of {str(breach).lower()}: by {time:%H:%M} that day"
        yield Due(day, words, reverse("consent:breach", args=[breach.pk]), f"by {time:%H:%M} that day")


@dues_from
def advice_to_give(practitioner, today):
    """Questions without names that wait for the practitioner's answer (S102)."""
    for each in advice_waiting_for(practitioner):
        by = after_working_days(timezone.localdate(each.asked_at), ANSWER_ADVICE)
        yield Due(
            by, f"Answer {each.asker} of {each.partner}, who asks for advice", reverse("consent:advice", args=[each.pk])
        )


@dues_from
def asked_to_pass_on(practitioner, today):
    """What others ask whether they may pass on, for the supplier's safeguarding lead to answer; and the practitioner's
    own requests that nobody answered in time (V23)."""
    to_answer, unanswered = waiting_for(practitioner)
    for each in to_answer:
        words = f"{each.provider} asks whether it may pass on what you supplied to {each.recipient}: answer"
        yield Due(each.answer_by, words, reverse("consent:onward-request", args=[each.pk]))
    for each in unanswered:
        words = f"{each.asked} has not answered whether you may pass something on to {each.recipient}: ring them"
        yield Due(each.answer_by, words, reverse("consent:onward-request", args=[each.pk]))


@dues_from
def asked_for_information(practitioner, today):
    """What other partners asked for and wait to be told, and the practitioner's own requests that nobody answered in
    time (3.0, V27)."""
    to_answer, unanswered = requests_waiting_for(practitioner)
    for each in to_answer:
        words = f"{each.request.provider} asks for information: decide whether you share it"
        if each.needs_reply:
            words = f"Tell {each.request.provider} that you do not share what it asked for"
        if not each.waits_for_others:
            yield Due(each.request.answer_by, words, reverse("consent:request", args=[each.request.pk]))
    for each in unanswered:
        words = f"{each.request.asked} has not answered what you asked: ring them"
        yield Due(each.request.answer_by, words, reverse("consent:request", args=[each.request.pk]))


@dues_from
def corrections(practitioner, today):
    """Partners to tell that something which they had received was corrected (F37)."""
    for each in corrections_to_tell(practitioner):
        by = after_working_days(timezone.localdate(each.correction.corrected_at), TELL)
        words = f"Tell {each.partner} that something it had received was corrected"
        yield Due(by, words, reverse("consent:correction-told", args=[each.pk]))


@dues_from
def nobody_signs(practitioner, today):
    """Decisions that wait for a signature although nobody may give it: whoever manages the partner's members lets
    somebody sign (V12)."""
    for waiting in tray_of(practitioner).unsignable:
        by = after_working_days(timezone.localdate(waiting.decision.decided_at), SENT_BACK)
        words = f"Nobody may sign {str(waiting.decision).lower()}: let somebody sign for {waiting.decision.provider}"
        yield Due(by, words, reverse("locality:partner", args=[waiting.decision.provider_id]))
