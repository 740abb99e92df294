"""Whether enough are there for what is agreed to stand (domain.md 3c): of the meeting, and of one item."""

COUNCIL = ("council",)
HEALTH_OR_EDUCATION = ("school", "children_0_19", "health_trust", "gp", "camhs")
LEAST_PARTNERS = 3


def meeting_problems(meeting, members):
    """What is missing for a quorum, in words; [] when there is one. `members`: those in the room, with partners."""
    kinds = {member.partner.kind.code for member in members if member.partner}
    partners = {member.partner_id for member in members if member.partner_id}
    wrong = []
    if not any(member.practitioner_id and member.practitioner_id == meeting.chair_id for member in members):
        wrong.append("The chair is not here")
    if len(partners) < LEAST_PARTNERS:
        wrong.append(f"Fewer than {LEAST_PARTNERS} partners are here")
    if not kinds.intersection(COUNCIL):
        wrong.append("Nobody of the council’s early help is here")
    if not kinds.intersection(HEALTH_OR_EDUCATION):
        wrong.append("Nobody of health or education is here")
    return wrong


def item_problems(item, members):
    """What is missing for this item: whoever put it forward, or somebody of the same partner; and another partner."""
    partners = {member.partner_id for member in members if member.partner_id}
    wrong = []
    if item.provider_id not in partners:
        wrong.append("Nobody of the partner that put this family forward is in the room")
    if not partners - {item.provider_id}:
        wrong.append("No other partner is in the room")
    return wrong
