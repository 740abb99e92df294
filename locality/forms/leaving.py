"""Handing on what somebody leaves open: everything to one colleague, or each thing to its own."""

from uuid import UUID

from locality.fields import Form, SelectField

NOBODY = "Stays for now"


class HandOverForm(Form):
    """`left`: the `Left` things that can be handed on; `colleagues`: `Membership`s of those who may take them;
    `takers`: {family: keys} of who is not shut out of it, where that is known."""

    mark_optional = False
    everything = SelectField(
        label="Everything below to",
        help_text="Or leave this, and choose for each. Whoever takes a thing must be able to see the family.",
        empty="Choose for each below",
        required=False,
    )

    def __init__(self, *args, left, colleagues, takers, **kwargs):
        super().__init__(*args, **kwargs)
        self.left = [each for each in left if each.kind]
        self.people = {str(job.practitioner_id): job.practitioner for job in colleagues}
        choices = [(str(job.practitioner_id), f"{job.practitioner}, {job.job_title}") for job in colleagues]
        self.fields["everything"].choices = [("", "Choose for each below"), *choices]
        for each in self.left:
            field = SelectField(label=each.words, help_text=each.hint, empty=NOBODY, required=False)
            self.fields[self.name_of(each)] = field
            self.fields[self.name_of(each)].choices = [("", NOBODY), *self._who(each, choices, takers)]

    @staticmethod
    def _who(left, choices, takers):
        fit = takers.get(left.family_id)
        return choices if fit is None else [(key, words) for key, words in choices if UUID(key) in fit]

    @staticmethod
    def name_of(left):
        """The name of the field of one thing."""
        return f"to_{left.kind}_{left.key}"

    @property
    def chosen(self):
        """[(`Left`, `Practitioner`)] of what is handed on."""
        whole = self.cleaned_data.get("everything")
        found = [(each, self.cleaned_data.get(self.name_of(each)) or whole) for each in self.left]
        return [(each, self.people[to]) for each, to in found if to]
