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
