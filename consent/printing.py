"""Papers as documents: a version of a paper in a layout, and a person's copy of what they signed (S80, S82, S86)."""

from dataclasses import dataclass

from django.utils import timezone

from consent import files
from consent.models import (
    ConsentArtefact,
    ConsentCategory,
    ConsentPartner,
    PaperApproval,
    PaperLayout,
    Signature,
)
from locality import paper as printer
from locality.people import with_people

STYLES = {PaperLayout.STANDARD: [], PaperLayout.LARGE: ["large"], PaperLayout.EASY: ["easy"]}


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or a list of a written paper."""

    kind: str
    words: str = ""
    points: tuple[str, ...] = ()


def blocks(text):
    """What a written paper says, as `Block`s: `# ` begins a heading, `- ` a point, an empty line ends a paragraph."""
    found: list[Block] = []
    kind, lines = "", []
    for line in [*text.splitlines(), ""]:
        line = line.strip()
        new = "heading" if line.startswith("# ") else "points" if line.startswith("- ") else "words" if line else ""
        if lines and (new != kind or new == "heading"):
            found.append(_block(kind, lines))
            lines = []
        if new:
            kind, words = new, line.removeprefix("# ").removeprefix("- ").strip()
            lines.append(words)
    return found


def _block(kind, lines):
    return Block(kind, points=tuple(lines)) if kind == "points" else Block(kind, " ".join(lines))


def paper_answer(paper, layout):
    """The answer with a version of a paper in one of its layouts. Raises FileLost."""
    name = f"{paper.kind.replace('_', '-')}-{paper.language}-version-{paper.number}-{layout}.pdf"
    if paper.digest:
        return printer.file_answer(name, paper.media_type, files.read(paper))
    approval = PaperApproval.objects.filter(paper=paper).first()
    context = {
        "paper": paper,
        "language": "en-GB" if paper.language == "en" else paper.language,
        "blocks": blocks(paper.easy_body if layout == PaperLayout.EASY else paper.body),
        "styles": STYLES[layout],
        "in_force_from": approval and approval.in_force_from,
    }
    return printer.pdf_answer(name, "consent/paper_pdf.html", context)


def agreement_wording(consent, reader):
    """What is signed for an agreement, in plain words: whom it lets tell whom about what, and until when."""
    told = _told(consent, reader)
    about = "about me" if consent.given_by_id in (None, consent.person_id) else f"about {consent.person}"
    until = f" This is looked at again by {_day(consent.expires_on)}." if consent.expires_on else ""
    whom, what = _and(told["whom"]) or "nobody else", _and(told["what"]) or "nothing"
    return (
        f"I agree that {consent.provider} tells {whom}, {about}: {what}.{until} "
        "I know that I can change my mind at any time, without saying why."
    )


def receipt_wording(given):
    """What is signed for a paper: that it was received and understood."""
    return f"I was given “{given.paper}” on {_day(given.given_on)}. Somebody went through it with me. I understood it."


def _told(consent, reader):
    partners = ConsentPartner.objects.visible_by(reader).filter(consent=consent).select_related("partner")
    kinds = ConsentCategory.objects.visible_by(reader).filter(consent=consent).select_related("category")
    kinds = sorted(kinds, key=lambda row: row.category.position)
    return {
        "whom": sorted(str(row.partner) for row in partners),
        "what": [row.category.name[:1].lower() + row.category.name[1:] for row in kinds],
    }


def copy_answer(consent, reader):
    """The answer with the copy of an agreement for whoever gave it: what they were told and given, what they agreed,
    their signature, or the place for it. Raises FileLost."""
    signature = Signature.objects.visible_by(reader).filter(consent=consent).select_related("file", "form")
    signature = next(iter(with_people(signature, reader, "person")), None)
    facts = ConsentArtefact.objects.visible_by(reader).filter(consent=consent).order_by("happened_on", "pk")
    pictures = {}
    if signature and signature.method == Signature.Method.DRAWN:
        pictures["signature"] = (signature.file.media_type, files.read(signature.file))
    context = {
        "consent": consent,
        "signer": consent.given_by or consent.person,
        "facts": [(fact.get_kind_display(), fact.happened_on, fact.how) for fact in facts],
        "signature": signature,
        "wording": signature.wording if signature else agreement_wording(consent, reader),
        "form": blocks(signature.form.body) if signature and signature.form else [],
        "drawn": bool(pictures),
        "made_on": timezone.localdate(),
        **_told(consent, reader),
    }
    return printer.pdf_answer(f"agreement-{timezone.localdate()}.pdf", "consent/copy_pdf.html", context, pictures)


def _day(day):
    return f"{day.day} {day:%B %Y}"


def _and(words):
    return " and ".join(", ".join(words).rsplit(", ", 1)) if words else ""
