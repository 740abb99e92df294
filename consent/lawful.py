"""On what data protection law lets a decision share: its basis (V14), and the condition for what is special (V13).

The family's agreement is another thing (3a): that they agreed makes it fair, and seldom is the basis in law.
"""

from django.utils import timezone

from consent.models import Basis, LawfulBasis

SIX, NINE = LawfulBasis.Article.SIX, LawfulBasis.Article.NINE
PUBLIC_TASK, LEGITIMATE, OBLIGATION, CONSENT = "public_task", "legitimate_interests", "legal_obligation", "consent"


def usual_basis(partner):
    """The code of the basis on which a partner shares unless it says otherwise."""
    return PUBLIC_TASK if partner is None or partner.public_authority else LEGITIMATE


def choices(on=None):
    """{article: [(code, name)]} of what may be chosen on a day, in their order (V32)."""
    found = {SIX: [], NINE: []}
    for row in LawfulBasis.objects.selectable(on):
        found[row.article].append((row.code, row.name))
    return found


def law_reaches(proposal):
    """Whether data protection law has a word in it: something is shared, about somebody who lives (V2)."""
    return proposal.shares and any(person.is_living for person in proposal.subjects)


def asks_condition(proposal):
    """Whether a proposal shares what may tell of health and the like about somebody who did not agree (V13)."""
    special = any(item.category.special for item in proposal.included)
    return special and law_reaches(proposal) and proposal.basis not in ("", Basis.AGREEMENT)


def recorded_of(proposal):
    """The columns of the decision that say it, as codes; empty where the law asks for none."""
    basis = (proposal.lawful or usual_basis(proposal.partner)) if law_reaches(proposal) else ""
    return {"art6_basis": basis, "condition": proposal.condition if asks_condition(proposal) else ""}


def basis_problems(proposal, at, no_duty):
    """(rule, words) of each thing that is wrong with the basis. `no_duty`: why the duty to share is none here (V15)."""
    code = proposal.lawful
    if not code or not law_reaches(proposal):
        return
    found = LawfulBasis.objects.selectable(timezone.localdate(at)).filter(article=SIX, code=code).first()
    if found is None:
        yield "V32", "Choose one of the bases that the law has today"
    elif proposal.partner.public_authority and not found.public_authorities:
        words = f"{proposal.partner} is a public authority: its tasks do not rest on an interest. Choose another basis"
        yield "V14", words
    elif code == CONSENT and proposal.basis != Basis.AGREEMENT:
        yield "V8", "It cannot rest on consent when nobody agreed. Choose another basis"
    elif code == OBLIGATION and proposal.ground != "court_order" and (words := no_duty(proposal, at)):
        yield "V15", words.replace("another ground", "another basis")


def condition_problem(proposal, at):
    """What is wrong with the condition, in words; empty when it is one that may be chosen, or none is asked for."""
    if not asks_condition(proposal):
        return ""
    rows = LawfulBasis.objects.selectable(timezone.localdate(at)).filter(article=NINE, code=proposal.condition)
    if proposal.condition and rows.exists():
        return ""
    return "What you share may tell of health, beliefs or origin. Say what lets you share that without agreement"


def in_words(decisions):
    """{code: `LawfulBasis`} of what these decisions name, whenever it could be chosen."""
    codes = {code for each in decisions for code in (each.art6_basis, each.condition) if code}
    return {row.code: row for row in LawfulBasis.objects.filter(code__in=codes)} if codes else {}


def lacks_policy(condition, partner, decided_at):
    """Whether a condition (a `LawfulBasis`, or None) asks for a policy document that the partner did not have yet."""
    has = partner.policy_document_on
    return bool(condition and condition.needs_policy and not (has and has <= timezone.localdate(decided_at)))
