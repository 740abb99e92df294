"""On what ground a decision is kept from somebody whom it is about (domain.md 4.5)."""

from consent.models import NonInforming


def ground_of(proposal):
    """The ground on which a proposal keeps it from somebody: as it says, or the one for sharing without agreement where
    that is one for not telling too; else nothing."""
    return proposal.not_told_ground or (proposal.ground if proposal.ground in NonInforming.Ground.values else "")
