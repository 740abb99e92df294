"""Changes that this app makes: each a function with a named actor."""

from conversations.running import lead_of, leads, may_run, next_of, open_episode_of, require_run, to_pause, works_for
from conversations.services.actions import finish_action, hand_on_action
from conversations.services.assessments import (
    abandon_assessment,
    add_need,
    change_need,
    complete_assessment,
    give_assessment,
    start_assessment,
    write_assessment,
)
from conversations.services.closing import close_help, sign_closing
from conversations.services.completions import check_quality, complete_conversation
from conversations.services.conversations import (
    ChangedMeanwhile,
    add_to_conversation,
    change_conversation,
    record_conversation,
)
from conversations.services.copies import issue_copy
from conversations.services.disagreements import disagree, give_position, settle, take_step
from conversations.services.episodes import move_episode, need_no_lead, open_episode
from conversations.services.leads import (
    accept_lead,
    ask_to_hand_over,
    decline_lead,
    propose_lead,
    tell_family_who_leads,
    withdraw_proposal,
)
from conversations.services.moves import (
    answer_move,
    family_answers,
    finish_move,
    hand_over,
    propose_move,
    sign_move,
    take_back_move,
)
from conversations.services.plans import add_plan_actions, make_plan, review_plan
from conversations.services.referrals import add_to_referral, record_call, record_outcome, refer

__all__ = [
    "ChangedMeanwhile",
    "close_help",
    "sign_closing",
    "add_plan_actions",
    "make_plan",
    "review_plan",
    "abandon_assessment",
    "add_need",
    "change_need",
    "complete_assessment",
    "give_assessment",
    "start_assessment",
    "write_assessment",
    "answer_move",
    "check_quality",
    "complete_conversation",
    "family_answers",
    "finish_move",
    "hand_over",
    "propose_move",
    "sign_move",
    "take_back_move",
    "accept_lead",
    "add_to_conversation",
    "add_to_referral",
    "ask_to_hand_over",
    "change_conversation",
    "decline_lead",
    "disagree",
    "finish_action",
    "give_position",
    "hand_on_action",
    "issue_copy",
    "lead_of",
    "leads",
    "may_run",
    "move_episode",
    "need_no_lead",
    "next_of",
    "open_episode",
    "open_episode_of",
    "propose_lead",
    "record_call",
    "record_conversation",
    "record_outcome",
    "refer",
    "require_run",
    "settle",
    "take_step",
    "tell_family_who_leads",
    "to_pause",
    "withdraw_proposal",
    "works_for",
]
