"""What the application's own database role may do. It owns nothing; migrations run as the owner.

History and viewing tables are for adding to: history only through its triggers (which run with the owner's rights),
viewings by INSERT. The parts of a decision and the access it gave stay as they were written (V25). Nothing may be
truncated. Only scratch tables may be deleted from: a case record never is (S41).
"""

import functools

from django.apps import apps
from django.conf import settings

from locality.history import recorded_models

READ_ONLY = ("django_migrations", "django_content_type", "auth_permission")
NOT_USED = ("auth_group_permissions", "guardian_userobjectpermission", "guardian_groupobjectpermission")
APPEND_ONLY = (
    "locality_viewing",
    "locality_denial",
    "locality_lookup",
    "locality_acceptance",
    "locality_attestation",
    "locality_auditopening",
    "locality_digest",
    "consent_endacknowledgement",
    "consent_signingstep",
    "consent_toldlater",
    "consent_disclosure",
    "consent_emergencyreview",
    "consent_breach",
    "consent_onwardrequest",
    "consent_onwardanswer",
    "consent_onwardshare",
    "consent_onwardact",
    "consent_informationrequest",
    "consent_requestreply",
    "consent_correction",
    "consent_breachstep",
    "consent_advicerecord",
    "consent_adviceanswer",
    "consent_advicelink",
    "consent_alertnote",
    "consent_auditsample",
    "consent_auditfile",
    "consent_auditfinding",
    "consent_auditstep",
    "consent_noninforming",
    "consent_noninforminglook",
    "conversations_score",
    "conversations_copymade",
    "conversations_completion",
    "conversations_differingview",
    "conversations_needtold",
    "conversations_leveltold",
    "conversations_qualitycheck",
    "consent_decisionitem",
    "consent_decisionrecipient",
    "consent_decisionsubject",
    "consent_decisionconsent",
    "consent_decisiongateway",
    "consent_consentartefact",
    "consent_paper",
    "consent_paperapproval",
    "consent_papergiven",
    "consent_signature",
    "consent_storedfile",
    "consent_consentpartner",
    "consent_consentcategory",
    "allocations_pack",
    "consent_consentpurpose",
    "consent_consentexclusion",
    "consent_holderanswer",
    "allocations_leadanswer",
    "allocations_minuteaddendum",
    "allocations_minutesconfirmation",
    "allocations_interest",
    "allocations_carriedover",
)
ONLY_ORDERED = (
    "consent_familyaccess",
    "conversations_conversationaccess",
    "conversations_referralaccess",
    "conversations_disagreementaccess",
    "conversations_positionaccess",
    "allocations_agendaitemaccess",
    "allocations_agendainputaccess",
)
MAY_DELETE = (
    "django_session",
    "conversations_draft",
    "consent_auditdraft",
    "locality_partnerpermission",
    "axes_accessattempt",
    "axes_accessfailurelog",
    "axes_accesslog",
    "axes_accessattemptexpiration",
)


@functools.cache
def history_tables():
    """Names of the tables that only the history triggers write."""
    return tuple(sorted(model.history.model._meta.db_table for model in recorded_models()))


def rights_of(table):
    """The rights, as SQL, that the application's role has on `table`."""
    if table in READ_ONLY or table in NOT_USED or table in history_tables():
        return "SELECT"
    if table in APPEND_ONLY:
        return "SELECT, INSERT"
    if table in ONLY_ORDERED:
        return "SELECT, INSERT, UPDATE (sort_key)"
    return "SELECT, INSERT, UPDATE, DELETE" if table in MAY_DELETE else "SELECT, INSERT, UPDATE"


def grant_rights(connection, role=None):
    """Give the application's role exactly the rights listed here, on every table that exists now."""
    role = connection.ops.quote_name(role or settings.APPLICATION_ROLE)
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}; REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in tables:
            name = connection.ops.quote_name(table)
            cursor.execute(f"REVOKE ALL ON {name} FROM {role}; GRANT {rights_of(table)} ON {name} TO {role}")
        for table in history_tables():
            if table in tables:
                name = connection.ops.quote_name(f"{table}_history_id_seq")
                cursor.execute(f"REVOKE ALL ON SEQUENCE {name} FROM {role}")


def grant_rights_after_migrate(using, app_config, **kwargs):
    """post_migrate: once, after the last app, and only on the owner's connection."""
    from django.db import connections

    if using == "owner" and app_config is list(apps.get_app_configs())[-1]:
        grant_rights(connections[using])
