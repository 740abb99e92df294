"""The demonstration's papers: who wrote and approved them, and who was given which (S82, S86)."""

from datetime import date, timedelta

from django.conf import settings

from consent import papers
from consent.demo import texts
from consent.models import PaperGiven
from locality.history import acting_as

SINCE = date(2024, 5, 1)
HOW = (PaperGiven.How.BY_HAND, PaperGiven.How.READ_ALOUD, PaperGiven.How.POST)
EASY = ("fulmar", "own_mind")


def write_papers(demo):
    """The council's and the school's papers, in force since before the first family; fills `demo.papers`."""
    council, school = demo.made["council"], demo.made["school"]
    demo.papers = {}
    for key, partner, kind, language, title, words in _written(council, school):
        writer = next(who for who in demo.staff[partner.pk] if who != demo.signers[partner.pk])
        at = demo.moment(SINCE)
        with acting_as(writer, partner=partner, reason="Demonstration data"):
            made = papers.write_paper(
                by=writer,
                partner=partner,
                kind=kind,
                language=language,
                title=title,
                submission=demo.named_key(key, language),
                at=at,
                **words,
            )
        papers.approve_paper(made, by=demo.signers[partner.pk], in_force_from=SINCE, at=at)
        demo.papers[key] = made


def _written(council, school):
    told = {"regulator": settings.REGULATOR["name"]}

    def notice(text, partner):
        return {"body": text.format(partner=partner, **told)}

    booklet = {"body": texts.BOOKLET, "easy_body": texts.BOOKLET_EASY, "web_address": "https://council.example/booklet"}
    polish = {"body": texts.BOOKLET_POLISH, "easy_body": texts.BOOKLET_POLISH_EASY}
    yield "booklet", council, "booklet", "en", "Before you answer: sharing information about your family", booklet
    yield "booklet_pl", council, "booklet", "pl", "Zanim Państwo odpowiedzą: informacje o rodzinie", polish
    yield "notice", council, "notice", "en", "What we write about you, and why", notice(texts.NOTICE, council)
    yield (
        "notice_pl",
        council,
        "notice",
        "pl",
        "Co o Państwu zapisujemy i dlaczego",
        notice(texts.NOTICE_POLISH, council),
    )
    yield "notice_school", school, "notice", "en", "What our school writes about you", notice(texts.NOTICE, school)
    yield "child", council, "child_notice", "en", "What grown-ups write about you", {"body": texts.CHILD_NOTICE}
    yield "form", council, "form", "en", "What you agree to", {"body": texts.FORM}
    yield "form_school", school, "form", "en", "What you agree to", {"body": texts.FORM}


def how_given(plan, day):
    """How the family was given its papers, or "" before there were these: there was another booklet then."""
    return HOW[plan.family.number % len(HOW)] if day >= SINCE else ""


def give_papers(demo, plan, at):
    """The booklet and the notice, to each adult who answers, two days before they answer."""
    day = at.date() - timedelta(days=2)
    if not (how := how_given(plan, day)):
        return
    easy = "easy" if plan.story in EASY else "standard"
    turn = plan.family.number  # not the dice: what comes after stays as it was
    polish = "_pl" if not plan.story and turn % 10 == 0 else ""
    for key, layout in (("booklet", easy), ("notice", "standard")):
        papers.give_paper(
            plan.family,
            by=plan.worker,
            partner=plan.partner,
            person=plan.adults[0],
            paper=demo.papers[key + polish],
            layout=layout,
            how=how,
            given_on=day,
            at=at,
            submission=demo.named_key(key, turn),
        )
