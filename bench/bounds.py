"""What each number must be (performance.md, "What to hold"), and whether it is."""

AT_MOST = {
    "list_families_100k_over_1k": 1.25,
    "list_families_rare_old_100k_over_1k": 1.25,
    "list_conversations_1m_over_10k": 1.25,
    "list_conversations_rare_old_1m_over_10k": 1.25,
    "list_conversations_rare_old_worst_of_analyzes": 1.25,
    "list_page_sql_over_hand_written_sql": 1.5,
    "open_family_over_plain_get": 4,
    "walls_and_log_page_overhead": 1.15,
    "verify_audit_seconds_per_million": 15,
    "record_conversation_over_plain_insert": 12,
    "queries_to_share_51_records_with_5_partners": 3,
    "rows_of_page_with_two_partners_over_one": 1.5,
    "audited_save_over_plain_save": 1.3,
    "writes_without_history": 0,
    "pack_over_chromium_time": 1.2,
    "pack_over_chromium_memory": 0.35,
    # As long as a question about one family may take.
    "seconds_of_the_chronology_of_a_family": 1,
    "seconds_of_the_matrix_of_a_family": 1,
    "seconds_of_the_statement_of_a_family": 1,
    # An auditor's question to everything there is (domain.md section 5), and the alerts.
    **{f"seconds_of_question_{number:02}": 10 for number in range(1, 21)},
    "seconds_of_the_slowest_question": 10,
    "seconds_of_the_alerts": 10,
    "seconds_of_the_ledger_of_a_family": 1,
}
IF_INSTALLED = {"import_5k_over_splink": 0.3}  # nothing of ours needs splink
AT_LEAST = {
    "import_f1": 0.93,
    "import_precision_on_twins_and_siblings": 0.99,
    "peer_guardian_over_ours_families_100k": 5,
    "peer_guardian_over_ours_conversations_1m": 20,
    "pages_per_second_family": 60,
}


def line(name, value):
    """One line of the report: the number, its bound, and whether it is held."""
    most = AT_MOST | IF_INSTALLED
    if name in most:
        held, bound = value <= most[name], f"at most {most[name]}"
    elif name in AT_LEAST:
        held, bound = value >= AT_LEAST[name], f"at least {AT_LEAST[name]}"
    else:
        held, bound = True, ""
    return f"{'  ' if held else '! '}{name:<55}{value:>10.2f}  {bound}".rstrip()
