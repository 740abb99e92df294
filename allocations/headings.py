"""What the four categories of the allocation meeting mean (S132-S135), in the words that people see."""

from allocations.models import AgendaItem

Heading = AgendaItem.Heading
EXPLANATIONS = {
    Heading.COMPLEX: "Several services help already, or the needs are tangled, and it is not getting better. The "
    "meeting looks for what has not been tried.",
    Heading.SUPPORT: "The family needs more help than one service gives. Nobody is thought to be at risk of "
    "significant harm, so it is not one for a statutory intervention.",
    Heading.DATA_ONLY: "Records suggest that help may be needed, and nobody has met the family yet. Say only what the "
    "meeting needs to decide whether somebody makes contact, and who.",
    Heading.TRANSITION: "A statutory or specialist service is ending, or targeted help is. The meeting settles who "
    "carries on, so that the family does not fall between two services.",
}
STANDING_AGENDA = (  # domain.md 3c
    "Welcome, who is here, apologies, quorum",
    "The confidentiality declaration is read, and everybody confirms it",
    "Who knows a family on the agenda",
    "Actions of the last meeting",
    "Is anything here that should be a referral already?",
    "Families moving to lower-level services",
    "New complex cases",
    "New families that need support",
    "Families identified by data only",
    "Reviews, and help that is stuck",
    "Families that nobody has taken on yet",
    "Disagreements",
    "Patterns and gaps, without names",
    "The date of the next meeting",
)
DECLARATION = (
    "What is said here is for this meeting’s purpose only. I pass nothing on outside the work of the locality team "
    "without the consent of whoever gave it. I keep no copies and make no recordings. If something goes to the wrong "
    "place I say so at once. The one exception is a referral to keep a child safe."
)
