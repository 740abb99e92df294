"""One conversation of the demonstration: when, with whom, what was said and agreed, what was shared of it."""

from datetime import UTC, datetime, timedelta

from consent.demo.agreements import TOLD
from consent.demo.decisions import proposal, reasons
from consent.models import Outcome
from consent.rules import Item
from conversations import services
from conversations.demo.words import fill
from conversations.models import Conversation
from locality.demo.world import last_clock_change

MODES = [Conversation.Mode.PHONE] * 5 + [Conversation.Mode.MEETING] * 3 + [Conversation.Mode.VIDEO]
SEEN = ("fact", "opinion", "third_party", "fact")  # what the worries are, call by call
SAID_TO = ("allegation", "fact", "third_party", "opinion")
SAYS_HOW = {"phone": Conversation.Mode.PHONE, "meet": Conversation.Mode.MEETING}
KINDS = {"first": Conversation.Kind.PRE_CASE, "later": Conversation.Kind.CASE}
NEAR = {  # the kinds of partner that do what is agreed about such a need
    "school": "school",
    "early_years": "children_0_19 health_trust provider",
    "health": "camhs gp children_0_19 health_trust",
    "substance": "provider gp",
    "relationships": "provider council",
    "exploitation": "police council",
    "crime": "police council probation",
    "abuse": "provider police",
    "housing": "council",
    "money": "council work_and_pensions",
}
KEPT_CLOSE = ("restricted", "conflict", "fulmar")  # always the same person records
# Where nothing rests on an agreement, or not any longer: no single conversation is shared there.
SHARED_OF_FULMAR = (0, 3, 6)
NOTHING_SHARED = ("data_only", "withdrawn", "own_mind", "parents_differ", "unsigned", "referral", "old_record")


def record_talk(demo, plan, words, talk):
    """Record the family's conversation number `talk`, with its actions and what was decided about sharing it."""
    started = _started(demo, plan, talk)
    recorded = min(started + timedelta(minutes=demo.dice.randrange(20, 300, 5)), demo.now)
    if plan.story == "late_record" and talk == 3:
        recorded = min(started + timedelta(days=4, hours=2), demo.now)
    worker = _recorder(demo, plan)
    other = _other(demo, plan, talk)
    answers = _answers(demo, plan, words, talk, other, started)
    key = demo.key()
    actions = _actions(demo, plan, words, talk, worker, other, started, answers.pop("action"))
    sharing = _sharing(demo, plan, talk, worker, other, recorded, answers)
    conversation = services.record_conversation(
        plan.family,
        by=worker,
        partner=plan.partner,
        submission=key,
        people=_people(plan, talk),
        participants=[_participant(plan.partner, worker, worker.name), _participant(*other)],
        actions=actions,
        sharing=sharing,
        # What it says of the mother's drinking or the father's tablets is for nobody else (A5).
        apart=plan.theme == "substance" and talk == 1 and sharing is None,
        started_at=started,
        recorded_at=plan.happened(recorded),
        **answers,
    )
    if demo.dice.random() < 0.06 and (later := recorded + timedelta(days=2)) < demo.now:
        text = fill(plan, words.any(plan, "addenda"), other[2])
        services.add_to_conversation(conversation, by=worker, text=text, submission=demo.key(), at=later)


def _started(demo, plan, talk):
    """From the week before the family was registered until now, evenly, on working days."""
    if plan.story == "old_record" and talk < 3:
        return datetime(2020, 11, 5, 9, 50, tzinfo=UTC) + timedelta(days=48 * talk)
    if plan.story == "referral" and talk == 3:
        return demo.moment(demo.working_day(16), 10, 45)
    if plan.story == "odd_hours" and talk == 4:
        return demo.moment(demo.today - timedelta(days=demo.today.weekday() + 2), 21, 15)
    if plan.story == "odd_hours" and talk == 5:
        return demo.moment(last_clock_change(demo.today), 1, 30)
    begun = (demo.today - plan.registered_at.date()).days if plan.story != "old_record" else 40
    if plan.story == "fulmar":
        begun -= 8  # she asked first
    step = (begun + 2) / max(1, plan.talks - 1)
    ago = max(1, round(begun + 2 - step * talk) + demo.dice.choice([0, 0, 1]))
    return demo.moment(demo.working_day(ago))


def _recorder(demo, plan):
    if plan.story in KEPT_CLOSE or demo.dice.random() < 0.75:
        return plan.worker
    return demo.dice.choice(demo.staff[plan.partner.pk])


def _other(demo, plan, talk):
    """The partner, the practitioner (or None) and the name of the other who took part."""
    if plan.story == "old_record" and talk < 3:
        return demo.partners["old_probation"], None, "Morwenna Pike"
    if plan.story == "fulmar" and talk not in (2, 4):
        return demo.partners["health"], demo.made["ben"], demo.made["ben"].name
    if plan.story == "duplicate" and talk == 2:
        partner = demo.partners["ropewalk"]
    else:
        known = plan.told or [demo.partners[key] for key in TOLD[plan.theme].split()]
        partner = demo.dice.choice([each for each in known if each.pk != plan.partner.pk and each.valid_to is None])
    person = demo.dice.choice(demo.staff[partner.pk])
    return partner, person, person.name


def _people(plan, talk):
    """The child, and now and then a brother or sister."""
    return plan.children[:2] if talk % 3 == 2 and len(plan.children) > 1 else plan.children[:1]


def _participant(partner, person, name):
    return {"partner": partner, "practitioner": person, "name": name, "tier": partner.tier}


def _answers(demo, plan, words, talk, other, started):
    """The conversation's columns, and under `action` what follows from it."""
    stage = "first" if talk == 0 else "later"
    agreed, action = words.about(plan, "agreed")
    mode, opening = _opening(demo, words.any(plan, stage))
    said = [opening, words.about(plan, "seen"), words.about(plan, "heard")]
    if demo.dice.random() < 0.35:
        said.insert(2, words.about(plan, "seen"))
    answers = {
        "kind": KINDS[stage],
        "mode": mode,
        "said": _only_once(words, " ".join(fill(plan, each, other[2]) for each in said), other),
        "concerns": words.about(plan, "worry"),
        "concerns_are": SAID_TO[talk % 4] if plan.theme in ("exploitation", "abuse", "crime") else SEEN[talk % 4],
        "strengths": words.about(plan, "strong"),
        "child_voice": words.about(plan, "voice") if demo.dice.random() < 0.8 else "",
        "agreed": f"{agreed}. {words.any(plan, 'standing')}",
        "action": action,
    }
    answers |= _harm(demo, plan, words, started) | _declined(plan, words, talk, other) | words.once(plan, talk)
    if answers["harm"] == "harm":
        answers |= _call(started + timedelta(minutes=47))
    return {name: fill(plan, text, other[2]) if _is_text(name) else text for name, text in answers.items()}


def _only_once(words, text, other):
    """The text, with a word more where the dice have said the same before."""
    while words.used["said", text]:
        text += f" {other[2]} and I had spoken of it before."
    words.used["said", text] += 1
    return text


def _opening(demo, line):
    """How they spoke, and the opening itself: some openings say whether it was a call or a meeting."""
    how, mark, rest = line.partition(": ")
    if mark and how in SAYS_HOW:
        return SAYS_HOW[how], rest
    return demo.dice.choice(MODES), line


def _is_text(name):
    return name not in ("kind", "mode", "concerns_are", "harm", "took_place", "front_door_called_at")


def _harm(demo, plan, words, started):
    """The safeguarding question: mostly no, with its reason; else the call to the Front Door, or why there was none."""
    lot = demo.dice.random()
    if lot < 0.90:
        return {"harm": "no", "harm_reasoning": words.any(plan, "no_harm") if lot < 0.5 else ""}
    if lot < 0.985:
        text = "{adult} is asked first, at Thursday’s meeting; nothing gets worse until then."
        called = _call(started + timedelta(minutes=35)) if lot < 0.95 else {"front_door_not_called_reason": text}
        return {"harm": "child_in_need", "harm_reasoning": words.any(plan, "in_need")} | called
    return {"harm": "likely_harm", "harm_reasoning": words.any(plan, "likely")} | _call(started + timedelta(minutes=20))


def _call(at):
    return {"front_door_called_at": at, "front_door_spoke_to": "Duty worker at the Front Door"}


def _declined(plan, words, talk, other):
    """The conversation that somebody declined to have is recorded too (S41)."""
    if plan.story != "declined" or talk != 2:
        return {}
    said = "I asked for a conversation and told {with} what I am worried about. There was none."
    agreed = "Ask {adult} whether the practice may speak with us, and try again."
    return {"took_place": False, "declined_reason": words.any(plan, "declined"), "said": said, "agreed": agreed}


def _actions(demo, plan, words, talk, worker, other, started, what):
    """Who does what by when; most of what fell due is done, not all of it."""
    if plan.story == "declined" and talk == 2:
        return []
    partner, person, name = other if _theirs(demo, plan, talk, other) else (plan.partner, worker, worker.name)
    due = started.date() + timedelta(days=demo.dice.choice([4, 7, 7, 10, 14, 21]))
    made = {"what": what, "owner_partner": partner, "owner": person, "owner_name": name, "due_on": due}
    long_ago = due < demo.today - timedelta(days=35)
    if long_ago or (due < demo.today and demo.dice.random() < 0.6):
        made["done_on"] = due - timedelta(days=demo.dice.randint(0, 3))
        made["outcome"] = fill(plan, words.any(plan, "outcome"), name)
    return [made]


def _theirs(demo, plan, talk, other):
    """Whether the other service does what was agreed: who is nearer to it by trade, or either of the two."""
    lot, near = demo.dice.random(), NEAR[plan.theme]
    if other[1] is None or (plan.story == "fulmar" and talk == 0):
        return False
    if plan.story == "fulmar" and talk == 6:
        return True
    theirs, ours = other[0].kind.code in near, plan.partner.kind.code in near
    return theirs and not ours if theirs != ours else lot < 0.4


def _sharing(demo, plan, talk, worker, other, recorded, answers):
    """A function from the conversation to the proposal to share it, or None when nothing of it is shared."""
    agreed_at = max((consent.given_at for consent in plan.consents if consent.given_at), default=None)
    partner, lot = other[0], demo.dice.random()
    if plan.story in NOTHING_SHARED or partner not in plan.told or worker != plan.worker:
        return None
    if not agreed_at or recorded <= agreed_at or not answers.get("took_place", True):
        return None
    if talk not in SHARED_OF_FULMAR if plan.story == "fulmar" else lot > 0.3:
        return None
    ends = max(recorded + timedelta(days=180), demo.now + timedelta(days=20))

    def share(conversation):
        item = Item(conversation.category, str(conversation), conversation, recorded.date())
        why = reasons(demo, plan, [partner], one_record=True)
        until = _within_a_year(recorded, ends)
        return proposal(demo, plan, recorded, [partner], [item], outcome=Outcome.SHARE, reasons=why, ends_at=until)

    return share


def _within_a_year(start, end):
    return min(end, start + timedelta(days=364))
