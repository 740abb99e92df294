"""Pages, forms, documents, reports, tasks and whatever has no better name reach protected records through the rule."""

import ast
from pathlib import PurePath

from config.checks.house import APPS, Finding
from config.checks.recorded_paths import INSIDE, protected_models
from config.checks.syntax import assigned, descendants, dotted, imports, last, names_in, parents, text_of

REASON = "who sees what is decided in locality/access: start from .visible_to(...), open_or_404 or a visible page"

GUARDED = {"views", "forms", "documents", "reports", "tasks", "templatetags", "context_processors"}
# Where the rule, the tables, the changes and the ready-made content live; so do the files that define a table.
FREE = {"access", "models", "services", "demo", "defaults", "management"}
TABLES = ("Model", "QuerySet", "VisibleQuerySet", "Kept", "Recorded")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
# The last two take records that the reader was shown already.
ANSWERS = {"visible_to", "visible_to_all", "visible_by", "none", "shown_with", "live_among"}
DOORS = {"open_or_404", "visible_page", "newest", "note_list"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}
EXEMPT = {
    "consent/giving.py": "writes the access rows of a decision; shows nothing",
    "conversations/ordering.py": "writes rows that order lists; shows nothing",
    "conversations/closing.py": "what stands against closing an episode: asked by the service for its own partner",
    "conversations/after_referring.py::outcome_is_awaited": "stands against closing: for the partner that closes",
    "conversations/after_moving.py::a_move_is_under_way": "stands against closing: for the partner that closes",
    "conversations/assessing.py": "which domains an assessment that was opened has needs in; shows nothing else",
    "conversations/running.py": "asked by services before a change, and of an episode that was opened; shows nothing",
    "conversations/drafts.py": "asks whether a form's key was saved; shows nothing but one's own draft",
    "consent/papers.py": "changes: each asks may_add_to or require first; reads the partner's own rows",
    "consent/files.py::store": "keeps a file for the services, which ask first; reads no row",
    "consent/cleaner.py": "objects of a PDF, in a process without a database",
    "consent/recording.py": "changes: each asks may_add_to, or require and can_see, first (C1, C10)",
    "consent/signing.py": "changes: each asks can_see and may_add_to first",
    "consent/countersigning.py::_say": "writes what was said about a decision that its caller has asked for",
    "consent/telling.py::still_to_tell": "whom decisions are about that visible_to shows: as conditions on those",
    "consent/telling.py::_done": "a condition on lines that visible_to shows",
    "consent/telling.py::_kept": "a condition on lines that visible_to shows",
    "consent/disclosing.py::disclose": "writes how something was passed on, of a decision that can_see shows",
    "consent/telling.py::tell": "writes that somebody was told of a decision that can_see shows",
    "consent/rules.py": "a decider's own partner's answers only: _recorded_by filters by provider (S94)",
    "consent/again.py": "the answering partner's own decisions and lines: which go on with a new answer (C14)",
    "consent/anonymous.py::families_of": "a practitioner's own involvements; the families come from visible_to",
    "consent/emergency.py": "that somebody took emergency access, by number and never what; else visible_to (A7)",
    "consent/not_telling.py": "rows that visible_by shows, and conditions on those; writes with the decision (4.5)",
    "consent/ended.py": "whom a decision had given something: told of its end by number, never of its content (C10)",
    "locality/unusual.py": "when readers said why they had to do with a family; the wall shows them to an audit alone",
    "consent/whatif.py": "counts by kind, for who may open the decision: records of visible_by, or an audit’s trail",
    "consent/answers.py": "whether an answer may be recorded, asked before it is saved: it says yes or no (C2-C5, C11)",
    "consent/answering.py::said_no_before": "one bit about the partner's own answers, as consent/answers.py asks it",
    "consent/renewing.py": "the lines of an answer that its caller has opened, to be written once more (C14)",
    "consent/lines.py": "writes the lines of an answer; shows nothing",
    "consent/limits.py": "what stands against a decider's own partner's agreements, which the rules give it (S94)",
    "consent/settling.py": "a manager's word on a disagreement, and care orders: changes; shows nothing",
    "locality/wall/declare.py": "asks which models have the rule, and by which paths; reads no row",
    "locality/wall/policies.py": "asks which models have the rule, and by which paths; reads no row",
    "locality/registrations.py::first_contacts": "a practitioner's own involvements; the families come from visible_by",
    "locality/registries.py::protected_models": "asks which models have the rule; reads no row",
    "locality/registries.py::records_of": "asks for the path to the family; rows come from visible_by",
}
EXEMPT |= {
    "allocations/left_out.py::_answers": "asked as the partner that recorded them; its caller learns yes or no (C9)",
    "allocations/sitting.py": "who stands out for an item that its caller has opened; says nothing of the item",
}
EAGER = {"get", "first", "last", "earliest", "latest", "count", "exists", "aggregate", "in_bulk", "iterator", "create"}


def check(house):
    protected = protected_models(house) | set(INSIDE)
    tables = {house.classes[name][0] for name in descendants(house.classes, *TABLES)}
    for path in house.python():
        if _is_guarded(path, tables):
            tree = house.tree(path)
            called = {here: name or module for _, module, name, here in imports(tree)}
            above = parents(tree)
            for node in ast.walk(tree):
                if fault := _fault(node, above, Names(protected, called, house.classes)):
                    yield Finding(path, node.lineno, fault, _inside(node, above))


def _is_guarded(path, tables):
    parts = PurePath(path).with_suffix("").parts
    if parts[0] not in (*APPS, "config"):
        return False
    return bool(GUARDED & set(parts)) or not (FREE & set(parts) or path in tables)


def _inside(node, above):
    """Name of the function that holds a node, or ""."""
    while node in above and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        node = above[node]
    return getattr(node, "name", "")


class Names:
    """What the names of one file stand for."""

    def __init__(self, protected, called, classes):
        self.protected, self.called, self.classes = protected, called, classes

    def guards(self, name):
        """Whether a name, as this file imports it, is a protected model or its history."""
        return self.called.get(name, name).removeprefix("Historical") in self.protected

    def knows(self, name):
        """Whether a name is a class of the house or was imported from elsewhere."""
        return name in self.called or name in self.classes


def _fault(node, above, names):
    if isinstance(node, ast.Attribute) and node.attr in MANAGERS | {"history"}:
        if _suspect(node, names) and not _asks_the_rule(node, above):
            return f"{ast.unparse(node)} without .visible_to(...)"
    elif isinstance(node, ast.Call) and last(node) in SHORTCUTS and node.args:
        if any(names.guards(name) for name in names_in(node.args[0])):
            return f"{last(node)} opens a record without the door (open_or_404)"
    elif isinstance(node, ast.Call) and last(node) == "getattr" and len(node.args) > 1:
        if text_of(node.args[1]) in MANAGERS:
            return f"getattr reaches {text_of(node.args[1])} around the rule"
    elif isinstance(node, ast.ClassDef) and node.name != "Meta":
        model = assigned(node).get("model")
        if model is not None and names.guards(last(model)):
            return f"generic view {node.name} reads a protected model by itself"
    return None


def _suspect(node, names):
    """Whether the manager belongs to a protected model, or to something that cannot be told from the source."""
    owner = last(node.value) if dotted(node.value) else ""
    if names.guards(owner):
        return True
    if node.attr == "history":  # of one record in hand, which the door has opened
        return isinstance(node.value, ast.Call)
    return not names.knows(owner)


def _asks_the_rule(node, above, kept=()):
    """Whether the chain that starts here asks the rule, or goes to a door, before it is evaluated.

    A chain kept in a function's variable counts when every use of it does; `kept` are those followed so far.
    """
    while True:
        up = above[node]
        if isinstance(up, ast.Attribute):
            if up.attr in EAGER:
                return False
            if up.attr in ANSWERS and isinstance(above[up], ast.Call) and above[up].func is up:
                return True
        elif isinstance(up, ast.Call) and up.func is not node:
            return last(up) in DOORS
        elif isinstance(up, ast.Assign) and isinstance(up.targets[0], ast.Name):
            name, uses = up.targets[0].id, _uses(up, above)
            return name in kept or (bool(uses) and all(_asks_the_rule(use, above, (*kept, name)) for use in uses))
        elif not isinstance(up, ast.Call | ast.keyword):
            return False
        node = up


def _uses(statement, above):
    """Where the function around an assignment reads its variable; nowhere when no function is around it."""
    around, name = statement, statement.targets[0].id
    while around in above and not isinstance(around, ast.FunctionDef):
        around = above[around]
    if not isinstance(around, ast.FunctionDef):
        return []
    named = [node for node in ast.walk(around) if isinstance(node, ast.Name) and node.id == name]
    return [node for node in named if isinstance(node.ctx, ast.Load)]
