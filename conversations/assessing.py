"""What an assessment has to say before it is complete: asked by the service, and of one that was opened."""

from conversations.models import Domain, Need

MUST_SAY = {  # what an assessment that is complete says (S18, S28, S34; domain.md 3d)
    "seen": "Say which of the children were seen and spoken to, and when",
    "strengths": "Write the strengths",
    "child_voice": "Write what the child says, or why nobody asked",
    "parents_views": "Write what the parents say, fathers too, or why nobody asked",
    "analysis": "Write what you make of it",
    "to_change": "Write what needs to change",
}


def missing_from(assessment):
    """{field: words} of what an assessment has to say yet before it is complete; a domain under `clear`."""
    found = {name: words for name, words in MUST_SAY.items() if not getattr(assessment, name).strip()}
    needed = set(Need.objects.filter(assessment=assessment).values_list("domain", flat=True))
    if open_domains := [each.label for each in Domain if each not in assessment.clear and each not in needed]:
        found["clear"] = f"Add a need, or say that there is none, for: {', '.join(open_domains)}"
    if both := [each.label for each in Domain if each in assessment.clear and each in needed]:
        found["clear"] = f"There is a need in {', '.join(both)}: take it out of those without"
    return found
