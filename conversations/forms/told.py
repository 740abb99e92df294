"""What a conversation says of each child: rows of needs, and the level of need after it (S14, S34)."""

from conversations.models import Domain, Need
from locality.families import NeedLevel
from locality.fields import SelectField, TextField
from locality.partners import Tier

NEEDS, FIRST = (1, 2, 3, 4), "Write at least one need: also one that is met"
ASKED = {
    "child": "Choose whose need it is",
    "domain": "Choose what it is about",
    "status": "Choose whether it is met",
    "tier": "Choose the tier of services",
}


def put_children(form, children, levels):
    """Give a form a level for each child, beginning with the one that stands (`levels`: {child's key: level}), and rows
    of needs, of which the first is asked for."""
    form.children = {str(child.pk): child for child in children}
    for number, child in enumerate(children, 1):
        field = SelectField(
            label=f"{child}: level of need after it",
            help_text="Choose another where it has changed: it stands from today.",
            choices=NeedLevel.Level.choices,
            missing=f"Choose the level of need of {child}",
        )
        form.fields[f"level_{number}"] = field
        form.initial.setdefault(f"level_{number}", levels.get(child.pk, ""))
    who = [(key, str(child)) for key, child in form.children.items()]
    for row in NEEDS if children else ():
        fields = {
            "need": TextField(label="What is needed", max_length=300, missing=FIRST, required=False),
            "child": SelectField(missing=ASKED["child"], label="Whose need it is", choices=who, required=False),
            "domain": SelectField(
                missing=ASKED["domain"], label="What it is about", choices=Domain.choices, required=False
            ),
            "status": SelectField(
                missing=ASKED["status"], label="Is it met?", choices=Need.Status.choices, required=False
            ),
            "how": TextField(label="How, and by whom", max_length=300, required=False),
            "tier": SelectField(
                missing=ASKED["tier"], label="By services of which tier", choices=Tier.choices, required=False
            ),
        }
        if len(who) == 1:
            form.initial.setdefault(f"child_{row}", who[0][0])
        for name, field in fields.items():
            field.required = row == 1 and name != "how"  # at least one need is asked for
            form.fields[f"{name}_{row}"] = field
        form.groups.append((f"Need {row}", [f"{name}_{row}" for name in fields]))


def check_children(form):
    """A conversation names at least one need, and each says whose it is, what it is about, and how it is met."""
    clean = form.cleaned_data
    if form.children and not any(clean.get(f"need_{row}") for row in NEEDS) and "need_1" not in form.errors:
        form.add_error("need_1", FIRST)
    for row in NEEDS:
        for name, words in ASKED.items() if clean.get(f"need_{row}") else ():
            if not clean.get(f"{name}_{row}") and f"{name}_{row}" not in form.errors:
                form.add_error(f"{name}_{row}", words)


def needs_of(form):
    """The rows as `complete_conversation` takes them."""
    clean = form.cleaned_data
    return [
        {
            "person": form.children[clean[f"child_{row}"]],
            "domain": clean[f"domain_{row}"],
            "what": clean[f"need_{row}"],
            "status": clean[f"status_{row}"],
            "how_met": clean[f"how_{row}"],
            "tier": clean[f"tier_{row}"],
        }
        for row in NEEDS
        if clean.get(f"need_{row}")
    ]


def levels_of(form):
    """{child: level of need after the conversation}."""
    return {child: form.cleaned_data[f"level_{n}"] for n, child in enumerate(form.children.values(), 1)}
