"""On what ground something is shared without agreement, is not shared, or is kept from somebody (V11, F30, 4.5)."""

from consent.models import NonInforming

GROUNDS = [
    ("harm_to_child", "Risk of significant harm to a child"),
    ("harm_to_adult", "Serious harm to an adult"),
    ("crime", "Preventing, detecting or prosecuting a serious crime"),
    ("delay", "Asking would delay enquiries without good cause"),
    ("court_order", "A court order"),
    ("duty_to_share", "The duty to share information about a child’s welfare"),
    ("other", "Another strong public interest"),
]
HARM = ("harm_to_child", "harm_to_adult")
NOT_SHARE_REASONS = [
    ("not_relevant", "It is not relevant to the child’s welfare"),
    ("not_their_function", "It would not help them do their work"),
    ("recipient_unknown", "I cannot be sure who would receive it"),
    ("detriment", "Sharing would harm the child more than not sharing"),
    ("prohibited", "The law forbids it"),
    ("too_doubtful", "I am not sure that it is right"),
    ("already_held", "They have it already"),
    ("wish_respected", "The family does not wish it, and nothing outweighs that"),
]


def ground_of(proposal):
    """The ground on which a proposal keeps it from somebody: as it says, or the one for sharing without agreement where
    that is one for not telling too; else nothing."""
    return proposal.not_told_ground or (proposal.ground if proposal.ground in NonInforming.Ground.values else "")
