"""Faults to plant in the second wall, each with the test that must then fail. tests/faults.py has the first wall's.

A plant changes a view or a function of the gate, a policy or a table as PostgreSQL has it, and returns the SQL that
puts it back. They are committed, in a copy of the database that is for this alone, so that the tests find them as
they would find a mistake in gate.sql.
"""

import contextlib
from dataclasses import dataclass
from typing import Any

from locality.wall import standing
from tests.walls import test_attacks as attacks
from tests.walls import test_attacks_by_writing as writing
from tests.walls import test_belongs as belongs
from tests.walls import test_contexts as contexts
from tests.walls.entering import connected

FAULTS: list["Fault"] = []
ALL = " || ".join(("'CREATE OR REPLACE VIEW {name} WITH (security_barrier) AS '", "pg_get_viewdef('{name}'::regclass)"))
WORDS = {"view": f"SELECT {ALL}", "function": "SELECT pg_get_functiondef('{name}'::regproc)"}


@dataclass(frozen=True)
class Fault:
    """What is planted (a function of a superuser's connection that returns how to put it back), and what must fail: a
    test with its arguments, or a fact of the policy's cases."""

    name: str
    plant: Any
    check: Any
    with_: tuple = ()

    @property
    def found_by(self):
        if isinstance(self.check, str):
            return f"the policy’s cases of “{self.check}”"
        return self.check.__name__


def turned(kind, name, old, new=""):
    """Plant: `old` replaced by `new` in the text of a view or function, wherever it stands."""

    def plant(link):
        text = link.execute(WORDS[kind].format(name=name)).fetchone()[0]
        assert old in text, f"{name} does not say {old}: {text}"
        link.execute("SET LOCAL check_function_bodies = off")
        link.execute(text.replace(old, new))
        return text

    return plant


def policy(table, name, old, new="true"):
    """Plant: `old` replaced by `new` in the condition of a policy."""

    def plant(link):
        asked = "SELECT qual, with_check FROM pg_policies WHERE tablename = %s AND policyname = %s"
        using, checking = link.execute(asked, [table, name]).fetchone()
        text, clause = (checking, "WITH CHECK") if name == "add" else (using, "USING")
        plain = " ".join(text.split())
        assert old in plain, f"{name} of {table} does not say {old}: {plain}"
        link.execute(f"ALTER POLICY {name} ON {table} {clause} ({plain.replace(old, new)})")
        return f"ALTER POLICY {name} ON {table} {clause} ({text})"

    return plant


def said(statement, back):
    """Plant: a statement, and the one that takes it back."""

    def plant(link):
        link.execute(statement)
        return back

    return plant


OURS = "(provider_id = ANY (( SELECT me.partners FROM wall.me)::uuid[]))"
MINE = "( SELECT me.person FROM wall.me)"


def fault(name, plant, check, *with_):
    FAULTS.append(Fault(name, plant, check, with_))


@contextlib.contextmanager
def planted(found, database):
    """A block in which the wall of the database called `database` has the fault."""
    with connected(database, "postgres") as link:
        back = found.plant(link)
        link.commit()
    try:
        yield
    finally:
        with connected(database, "postgres") as link:
            link.execute(back)
            link.commit()


def the_wall_stands(shared):
    """What the service asks at its start finds nothing wrong (tests/config/test_standing.py)."""
    with connected(shared) as link:
        assert standing.problems(link) == []


# When a decision is live

LIVE = "wall.live"
fault("ignore when a decision starts", turned("view", LIVE, "(d.starts_at <= me.at) AND "), "starts")
fault(
    "let a decision start a moment late", turned("view", LIVE, "d.starts_at <= me.at", "d.starts_at < me.at"), "starts"
)
fault("ignore when a decision ends by itself", turned("view", LIVE, "(d.ends_at > me.at) AND "), "ends")
fault("let a decision last a moment too long", turned("view", LIVE, "d.ends_at > me.at", "d.ends_at >= me.at"), "ends")
fault("ignore that it was ended", turned("view", LIVE, "d.ended_at IS NULL", "true"), "ended")
fault("ignore that it was superseded", turned("view", LIVE, "d.superseded_at IS NULL", "true"), "superseded")
fault("count a decision that waits", turned("view", LIVE, "NOT d.waits_for_authoriser", "true"), "authorised")
fault(
    "ignore when it was signed",
    turned("view", LIVE, "d.authorised_at <= me.at", "d.authorised_at IS NOT NULL"),
    "authorised",
)
fault("let what was shared at once go on unsigned", turned("view", LIVE, "d.sign_by IS NULL", "true"), "sign by")
fault(
    "let a late signature count",
    turned("view", LIVE, "d.authorised_at <= d.sign_by", "d.authorised_at <= me.at"),
    "sign by",
)
fault(
    "count a decision not to share",
    turned("view", LIVE, "'share_part'::", "'wait'::"),
    "outcome",
)
fault("ignore that an agreement was not given", turned("view", LIVE, "(c.given_at IS NULL) OR "), "given")
fault("ignore when an agreement was given", turned("view", LIVE, "(c.given_at > me.at) OR "), "given")
fault("ignore that an agreement was withdrawn", turned("view", LIVE, "(c.withdrawn_at <= me.at) OR "), "withdrawn")
fault("ignore that an agreement was replaced", turned("view", LIVE, "(c.superseded_at <= me.at) OR "), "replaced")
fault("ignore that an agreement expired", turned("view", LIVE, "c.expires_on <= ", "c.expires_on < "), "expires")

fault(
    "let anybody’s agreement stand in for one that stopped",
    turned("view", LIVE, "(n.person_id = c.person_id) AND "),
    "again",
)
fault(
    "let one that was replaced too stand in",
    turned("view", LIVE, "n.superseded_at IS NULL", "true"),
    "again",
)
fault(
    "ignore that somebody agreed anew", turned("view", LIVE, "(n.given_at <= me.at)", "(n.given_at IS NULL)"), "again"
)

# What it gives, to whom

fault("ignore what is left out of a decision", turned("view", LIVE, "i.include AND "), "include")
fault(
    "ignore to whom it is addressed", turned("view", LIVE, "(r.partner_id = ", "(true OR r.partner_id = "), "recipient"
)
HOME, TALK = "locality_household", "conversations_conversation"
fault("forget the category", policy(HOME, "see", f"(g.category = {HOME}.category_id)"), "what")
fault("forget whose decision it is", policy(HOME, "see", f"(g.provider = {HOME}.provider_id)"), "of provider")
fault("forget the family", policy(HOME, "see", f"(g.family = {HOME}.family_id)"), "of family")
fault("give a category by one record’s item", policy(HOME, "see", "(g.record IS NULL)"), "record")
fault("give every record by an item", policy(TALK, "see", f"(g.record = {TALK}.id)"), "record")
fault(
    "forget of which kind an item is",
    policy(TALK, "see", "((g.kind)::text = 'conversations.Conversation'::text)"),
    "record",
)
fault("give an item whosever record it is", policy(TALK, "see", f"(g.provider = {TALK}.provider_id)"), "supplier")
fault(
    "show past versions to all",
    policy("locality_historicalhousehold", "see", "(r.id = locality_historicalhousehold.id)"),
    "supplier",
)
fault(
    "show the parts of a decision to who knows of it",
    turned("function", "wall.gives", " AND g.category = its_category"),
    "what",
)

# Who asks

ENTER = "wall.enter"
fault(
    "ignore the agreements",
    turned("function", ENTER, "x.practitioner_id = who AND x.accepted_at", "x.accepted_at"),
    "accepted",
)
fault("ignore when they were accepted", turned("function", ENTER, " AND x.accepted_at <= moment"), "accepted")
fault(
    "ignore that an account is closed",
    turned("function", ENTER, "p.is_active AND NOT EXISTS", "NOT EXISTS"),
    "account",
)
fault("ignore that a membership ended", turned("function", ENTER, "m.ends_on > today", "true"), "membership")
fault("ignore that a membership has not begun", turned("function", ENTER, "m.starts_on <= today", "true"), "membership")
fault("count any permission", turned("function", ENTER, " AND x.codename = 'see_records'"), "membership")
fault("ignore that a partner is suspended", turned("function", ENTER, "NOT p.suspended", "true"), "partner")
fault(
    "ignore that a partner has not signed", turned("function", ENTER, "AND p.framework_signed_on <= today"), "partner"
)
fault("ignore that a partner left", turned("function", ENTER, "p.valid_to > today", "true"), "partner")
fault("ignore when an audit is over", turned("function", ENTER, " AND b.ends_at > moment"), "audits")
fault(
    "show content to the auditor",
    policy(HOME, "see", "(family_id <> ALL", "((SELECT audits FROM wall.me) OR family_id <> ALL"),
    "audits",
)
fault(
    "let the auditor read everything",
    policy(TALK, "see", "(((provider_id", "((SELECT audits FROM wall.me) OR ((provider_id"),
    "audits",
)

# Who is shut out

SHUT, NAMED = "wall.shut_to", "n.practitioner_id = who"
fault("forget that a family is restricted", turned("function", SHUT, "r.starts_at <= moment", "false"), "restricted")
fault("shut out the named too", turned("function", SHUT, NAMED, f"false AND {NAMED}"), "restricted")
fault("let anybody’s name open it", turned("function", SHUT, NAMED, "true"), "restricted")
fault("restrict for ever", turned("function", SHUT, "r.ends_at > moment", "true"), "restricted")
fault("forget a conflict of interest", turned("function", SHUT, "c.starts_at <= moment", "false"), "conflict")
fault("take everybody’s conflict for mine", turned("function", SHUT, "c.practitioner_id = who", "true"), "conflict")

fault(
    "leave a family open to who has just shut it",
    turned("function", "wall.shut_anew", "PERFORM wall.remember_shut();"),
    writing.test_nobody_clears_their_own_conflict_of_interest,
    "prey",
    "amira",
)

# The context

ME, XID = "wall.me", "(xid = pg_current_xact_id_if_assigned())"
fault(
    "believe a context of the transaction before",
    turned("view", ME, XID, "true"),
    contexts.test_a_context_ends_with_its_transaction_on_a_pooled_connection,
    "link",
    "told_once",
)
fault(
    "believe another connection’s context",
    turned("view", ME, f"((pid = pg_backend_pid()) AND {XID})", "true LIMIT 1"),
    contexts.test_a_context_ends_with_its_transaction_on_a_pooled_connection,
    *("link", "told_once"),
)
fault(
    "do not check the signature",
    turned("function", ENTER, "IS DISTINCT FROM part[7]", "IS NULL"),
    contexts.test_a_token_signed_with_another_key_opens_nothing,
    "link",
    "told_once",
)
fault(
    "do not check the connection",
    turned("function", ENTER, "part[6]::int <> pg_backend_pid()", "false"),
    contexts.test_a_token_for_another_connection_opens_nothing,
    "link",
    "shared",
    "told_once",
)
fault(
    "do not check the age of a token",
    turned("function", ENTER, "> extract(epoch FROM key.lifetime)", "IS NULL"),
    contexts.test_an_old_token_opens_nothing,
    "shared",
    "link",
    "told_once",
)
fault(
    "sign less than the whole token",
    turned("function", ENTER, "part[1:6]", "part[1:5]"),
    contexts.test_a_good_token_opens_what_its_person_may_see,
    "link",
    "told_once",
)
fault(
    "stay at work after a bad token",
    turned("function", ENTER, "RETURN wall.leave()", "RETURN false"),
    contexts.test_no_token_puts_out_who_was_in,
    "link",
    "told_once",
)

# What stands around it

fault(
    "take the owner out of row security",
    said(f"ALTER TABLE {HOME} NO FORCE ROW LEVEL SECURITY", f"ALTER TABLE {HOME} FORCE ROW LEVEL SECURITY"),
    the_wall_stands,
    "shared",
)
fault(
    "switch row security off",
    said(f"ALTER TABLE {HOME} DISABLE ROW LEVEL SECURITY", f"ALTER TABLE {HOME} ENABLE ROW LEVEL SECURITY"),
    contexts.test_a_good_token_opens_what_its_person_may_see,
    "link",
    "told_once",
)
fault(
    "remove the floor",
    said(
        "ALTER POLICY floor ON locality_notice USING (true)",
        "ALTER POLICY floor ON locality_notice USING ((SELECT true FROM wall.me))",
    ),
    the_wall_stands,
    "shared",
)
fault(
    "make a view of a stranger’s",
    said("ALTER VIEW wall.given OWNER TO locality_owner", "ALTER VIEW wall.given OWNER TO locality_policy"),
    the_wall_stands,
    "shared",
)
fault(
    "ask a view’s condition before its own",
    said("ALTER VIEW wall.name RESET (security_barrier)", "ALTER VIEW wall.name SET (security_barrier)"),
    the_wall_stands,
    "shared",
)

# What may be written

fault(
    "let anybody decide",
    policy("consent_sharingdecision", "add", OURS),
    writing.test_nobody_decides_about_another_partners_information,
    "prey",
    "chidi",
)
fault(
    "decide in another’s name",
    policy("consent_sharingdecision", "add", f"(decided_by_id = {MINE})"),
    writing.test_nobody_decides_about_another_partners_information,
    "prey",
    "chidi",
)
fault(
    "place a person whom one does not see",
    policy("locality_familymember", "add", "(k.person = locality_familymember.person_id)"),
    writing.test_nobody_gives_themselves_a_place_from_which_they_see,
    "prey",
    "chidi",
)
fault(
    "name oneself on a restriction",
    policy("locality_restrictionname", "add", "(n.restriction = locality_restrictionname.restriction_id)"),
    writing.test_nobody_opens_a_restricted_family_to_themselves,
    "prey",
    "amira",
    "chidi",
)
fault(
    "clear one’s own conflict",
    policy("locality_conflict", "change", "false", "true"),
    writing.test_nobody_clears_their_own_conflict_of_interest,
    "prey",
    "amira",
)
fault(
    "change what another supplied",
    policy(HOME, "change", OURS),
    writing.test_nobody_changes_what_another_partner_supplied,
    "prey",
    "ben",
    "chidi",
)
fault(
    "read another’s draft",
    policy("conversations_draft", "see", f"(author_id = {MINE})"),
    attacks.test_every_table_view_and_history_shows_a_stranger_nothing_but_their_own,
    "prey",
    "chidi",
)
fault(
    "let the application read the keys",
    said("GRANT SELECT ON wall.key TO locality_app", "REVOKE SELECT ON wall.key FROM locality_app"),
    the_wall_stands,
    "shared",
)

BELONGS = "wall.belongs"
fault(
    "add to a decision of one’s own later",
    turned("function", BELONGS, "d.made_in = pg_current_xact_id()", "true"),
    belongs.test_its_own_partner_adds_nothing_to_a_decision_that_was_made,
    "prey",
    "amira",
)
fault(
    "let a touched decision be new",
    turned("function", "wall.made", "IF TG_OP = 'INSERT'", "IF true"),
    belongs.test_touching_a_decision_does_not_make_it_new,
    "prey",
    "amira",
)
fault(
    "let a decision rest on an answer that came before",
    turned("function", BELONGS, "n.made_in = pg_current_xact_id()", "true"),
    belongs.test_in_a_later_transaction_an_answer_comes_too_late,
    "prey",
)
fault(
    "let a decision come back after a withdrawal",
    turned("function", BELONGS, " AND c.withdrawn_at IS NULL", ""),
    belongs.test_a_decision_that_ended_with_an_agreement_does_not_come_back,
    "prey",
    "amira",
)
fault(
    "change what somebody answered",
    turned("function", "wall.made", "was -> said <> 'null'", "false"),
    belongs.test_a_decision_that_ended_with_an_agreement_does_not_come_back,
    "prey",
    "amira",
)
