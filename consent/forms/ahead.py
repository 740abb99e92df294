"""What the rules hold against a decision, told while something else on its page is wrong too: so nobody is sent back
twice."""

from consent.rules import problems

DECIDES = {"outcome", "what", "whom", "basis", "ground", "until", "to_1", "to_2", "to_3"}  # all else hangs on these
OF_PEOPLE = ("basis", "told", "wishes")  # what hangs on whom it is about


def look_ahead(form, propose, record, *, sure_of_people=True):
    """Add to a `SharingForm` that was checked what the rules say of the rest. `propose` makes the proposal from a
    record that need not be saved; what is wrong in the form already is left out, and what hangs on it."""
    wrong, known = set(form.errors), form.cleaned_data
    if wrong & DECIDES:
        return
    form.cleaned_data = dict.fromkeys(form.fields, "") | known
    try:
        found = problems(propose(record))
    finally:
        form.cleaned_data = known
    for problem in found:
        place = form.place_of(problem.field)
        if place and place not in wrong and (sure_of_people or problem.field not in OF_PEOPLE):
            form.add_error(place, problem.words)
