"""The one line that writes down what a meeting agrees: `a school nurse visit by fri` (interface.md 6.4c).

A line begins with the key of what it is about; the rest are words as people say them. It is read here and nowhere
else: the preview and what is written down are the same `Command`. What is not understood raises NotUnderstood, whose
words say what would be; the line stays where it was typed.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allocations.models import ItemMinute, Outcome
from allocations.words import day_of

BECAUSE = re.compile(r"(?:^|\s+)because\s+", re.IGNORECASE)
BY = re.compile(r"(.*\S)\s+by\s+(\S.*)", re.IGNORECASE)
SPAN = re.compile(r"(.*\S)\s+(in\s+\w+\s+(?:day|week|month)s?)", re.IGNORECASE)
UNSAID = timedelta(weeks=2)  # by when, where nobody said it
HELP = (
    ("a school nurse visit by fri", "An action: who does what, by when"),
    ("d eha", "What was agreed. Also: single, plan, advice, service, front, step, nostep, contact, nothing, disagree"),
    ("d defer because the worker is ill", "Put off, with the reason"),
    ("l ben yes", "Who leads; yes when they accept here in the room"),
    ("l none because the plan has one", "Nobody has to lead, with the reason"),
    ("w the mornings are hard", "What was said: it is put below what stands there"),
    ("s no", "No referral is needed; s call: the Front Door is called now"),
    ("x health wants a nurse first", "Not agreed: what one side holds"),
)
OUTCOMES = {
    **dict.fromkeys(("eha", "assessment"), Outcome.LEAD_AND_EHA),
    **dict.fromkeys(("single", "one"), Outcome.SINGLE_AGENCY),
    **dict.fromkeys(("plan", "stronger"), Outcome.STRENGTHENED),
    **dict.fromkeys(("advice", "consultation"), Outcome.CONSULTATION),
    **dict.fromkeys(("service", "broker"), Outcome.BROKER),
    **dict.fromkeys(("front", "referral"), Outcome.FRONT_DOOR),
    **dict.fromkeys(("step", "stepdown"), Outcome.STEP_DOWN),
    "nostep": Outcome.NO_STEP_DOWN,
    "contact": Outcome.CONTACT,
    **dict.fromkeys(("defer", "later"), Outcome.DEFER),
    **dict.fromkeys(("nothing", "nfa"), Outcome.NOTHING),
    "disagree": Outcome.DISAGREEMENT,
}
LONGER = {"no step down": "nostep", "step down": "step", "front door": "front"}


class NotUnderstood(ValueError):
    """A line that says nothing to us; the message says what would."""


@dataclass(frozen=True)
class Command:
    """What a line means: `words` for the preview; `changes`, columns of the minute that it sets; `adds`, columns to
    whose text it adds a line; `action`, what `agree_action` takes."""

    words: str
    changes: dict[str, Any] = field(default_factory=dict)
    adds: dict[str, str] = field(default_factory=dict)
    action: dict[str, Any] | None = None

    def over(self, answers):
        """The answers of the form with this line on top: what was typed there stays."""
        added = {name: "\n".join(filter(None, (answers.get(name), text))) for name, text in self.adds.items()}
        return answers | self.changes | added


def understand(line, *, members, leaders, today):
    """The `Command` that a line means, for these members of the meeting and these who may lead ([(key, name)]).

    Raises NotUnderstood.
    """
    verb, _, rest = line.strip().partition(" ")
    rest = " ".join(rest.split())
    reads = {"a": _action, "d": _outcome, "l": _lead, "w": _said, "s": _check, "x": _not_agreed}.get(verb.casefold())
    if reads is None:
        raise NotUnderstood("Begin with a for an action, d for what was agreed, l for the lead, w for what was said")
    if not rest:
        example = next(example for example, _ in HELP if example[0] == verb.casefold())
        raise NotUnderstood(f"Say more after {verb}, such as: {example}")
    return reads(rest, members=members, leaders=leaders, today=today)


def _action(rest, *, members, today, **_):
    what, due = _by_when(rest, today)
    owner, what = _owner(what, [member for member in members if member.partner_id])
    if not what:
        raise NotUnderstood(f"Say what {owner.name} does")
    what = what[0].upper() + what[1:]
    words = f"Action: {what}. {owner.name}, {owner.partner}, by {due:%A} {due:%-d %B}"
    action = {"what": what, "owner": owner.practitioner, "owner_name": owner.name, "owner_partner": owner.partner}
    return Command(words, action=action | {"due_on": due})


def _by_when(text, today):
    if found := BY.fullmatch(text):
        day = day_of(found[2], today)
        if day is None:
            raise NotUnderstood(f"“{found[2]}” is no day to come. Say: by fri, by tomorrow, by 3 dec, in 2 weeks")
        return found[1], day
    if found := SPAN.fullmatch(text):
        return (found[1], day) if (day := day_of(found[2], today)) else (text, today + UNSAID)
    return text, today + UNSAID


def _owner(text, members):
    """(the member whose name, or whose partner's, the text begins with, the rest of it). Names go before partners."""
    words = text.split()
    for handles in (_names, _partners):
        for count in range(min(4, len(words)), 0, -1):
            said = " ".join(words[:count]).casefold().strip(",:@")
            found = [member for member in members if said in handles(member)]
            if len(found) > 1:
                raise NotUnderstood(f"Say who: {' or '.join(member.name for member in found)}")
            if found:
                return found[0], " ".join(words[count:])
    firsts = [_names_first(member) for member in members]
    here = ", ".join(sorted(m.name if firsts.count(_names_first(m)) > 1 else _names_first(m) for m in members))
    raise NotUnderstood(f"Say first who does it: {here}. Such as: a {_first(members)} ring the family by fri")


def _names_first(member):
    return member.name.split()[0]


def _first(members):
    return min((member.name.split()[0].casefold() for member in members), default="ben")


def _names(member):
    name = member.name.casefold()
    return {name, *name.split()}


def _partners(member):
    name, kind = str(member.partner).casefold(), member.partner.kind
    return {name, name.split()[0], kind.code.casefold(), str(kind).casefold(), *(w for w in name.split() if len(w) > 3)}


def _outcome(rest, **_):
    said, why = _because(rest)
    said = said.casefold()
    for long, short in LONGER.items():
        said = said.replace(long, short)
    codes = list(dict.fromkeys(_one_outcome(word) for word in re.split(r"[\s,+]+", said) if word not in ("", "and")))
    if not codes:
        raise NotUnderstood("Say what was agreed first, then because")
    if len(codes) > 2:
        raise NotUnderstood("Two outcomes at most: the first, and one more")
    changes = {"outcomes": codes} | ({"defer_why": why} if why and Outcome.DEFER in codes else {})
    if why and Outcome.DEFER not in codes:
        raise NotUnderstood("A reason goes with defer: d defer because … What was said goes after w")
    words = "Agreed: " + ", ".join(str(code.label) for code in codes)
    return Command(words + (f". Reason: {why}" if why else ""), changes)


def _one_outcome(word):
    found = {code for alias, code in OUTCOMES.items() if alias == word} or {
        code for alias, code in OUTCOMES.items() if len(word) > 2 and alias.startswith(word)
    }
    if len(found) != 1:
        known = ", ".join(dict.fromkeys(_alias(code) for code in OUTCOMES.values()))
        raise NotUnderstood(f"“{word}” is nothing that can be agreed. Say one of: {known}")
    return found.pop()


def _alias(code):
    return next(alias for alias, each in OUTCOMES.items() if each == code)


def _because(text):
    said, *why = BECAUSE.split(text, maxsplit=1)
    return said.strip(), (why[0].strip() if why else "")


def _lead(rest, *, leaders, **_):
    said, why = _because(rest)
    words = said.casefold().split()
    if words in (["none"], ["nobody"]):
        if not why:
            raise NotUnderstood("Say why nobody has to lead: l none because …")
        return Command(f"Nobody has to lead: {why}", {"lead": None, "no_lead_why": why})
    accepts = len(words) > 1 and words[-1] in ("yes", "accepts")
    name = " ".join(words[:-1] if accepts else words)
    found = [(key, who) for key, who in leaders if name and _is_called(who, name)]
    if len(found) != 1:
        known = " or ".join(who for _, who in found) or ", ".join(who.split(",")[0] for _, who in leaders)
        raise NotUnderstood(f"Say who leads: {known}")
    key, who = found[0]
    told = f"Lead professional: {who}" + (", who accepts here in the room" if accepts else ", who is asked")
    return Command(told, {"lead": key} | ({"lead_accepts": True} if accepts else {}))


def _is_called(who, name):
    full = who.split(",")[0].casefold()
    return full == name or name in full.split()


def _said(rest, **_):
    return Command(f"What was said: {rest}", adds={"notes": rest})


def _check(rest, **_):
    answers = {"no": ItemMinute.Check.NOTHING, "call": ItemMinute.Check.CALLED, "called": ItemMinute.Check.CALLED}
    check = answers.get(rest.casefold())
    if check is None:
        raise NotUnderstood("Say s no when no referral is needed, s call when the Front Door is called now")
    return Command(str(check.label), {"safeguarding": check})


def _not_agreed(rest, **_):
    return Command(f"Not agreed: {rest}", {"outcomes": [Outcome.DISAGREEMENT]}, {"positions": rest})
