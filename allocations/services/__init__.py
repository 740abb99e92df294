"""Changes to meetings, agendas and minutes: the index."""

from allocations.services.afterwards import (
    add_to_minute,
    agree_minutes,
    answer_lead,
    begin_help,
    confirm_minutes,
    finish_meeting_action,
)
from allocations.services.agenda import (
    ask_for_input,
    carry_over,
    choose_for_partner,
    declare_interest,
    give_input,
    propose_family,
    withdraw_item,
)
from allocations.services.meetings import (
    ask_to_meeting,
    cancel_meeting,
    circulate,
    close_agenda,
    open_agenda,
    plan_series,
    take_chair,
)
from allocations.services.room import (
    begin_meeting,
    come_back,
    end_meeting,
    note_attendance,
    open_minute,
    stand_out,
)
from allocations.services.writing import (
    agree_action,
    finish_item,
    reopen_item,
    take_back_action,
    undo_minute,
    write_minute,
)

__all__ = [
    "add_to_minute",
    "agree_action",
    "agree_minutes",
    "answer_lead",
    "ask_for_input",
    "ask_to_meeting",
    "begin_help",
    "begin_meeting",
    "cancel_meeting",
    "carry_over",
    "choose_for_partner",
    "circulate",
    "close_agenda",
    "come_back",
    "confirm_minutes",
    "declare_interest",
    "end_meeting",
    "finish_item",
    "finish_meeting_action",
    "give_input",
    "note_attendance",
    "open_agenda",
    "open_minute",
    "plan_series",
    "propose_family",
    "reopen_item",
    "stand_out",
    "take_back_action",
    "take_chair",
    "undo_minute",
    "withdraw_item",
    "write_minute",
]
