"""What a family's chronology is narrowed to."""

from locality.fields import CheckboxesField, DateField, Form, SelectField


class ChronologyFilter(Form):
    """About whom, kinds of entries, whose they are, between which days, and whether only what stands out. It offers
    what is there for its reader, and nothing else."""

    mark_optional = False

    show = CheckboxesField(
        label="How much", choices=[("significant", "Only what stands out")], required=False, style="small"
    )
    person = SelectField(
        label="About",
        help_text="What is about all of the family stays.",
        choices=(),
        empty="Everybody",
        required=False,
    )
    source = CheckboxesField(label="What", choices=(), required=False, style="small")
    partner = SelectField(label="Told by", choices=(), empty="Anybody", required=False)
    since = DateField(label="From", required=False)
    until = DateField(label="Until", required=False)

    def __init__(self, *args, entries, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Everybody"), *((str(each.pk), str(each)) for each in people)]
        sources = sorted({entry.source for entry in entries})
        tellers = sorted({entry.by.rsplit(", ", 1)[-1] for entry in entries if entry.by})
        self.fields["source"].choices = [(each, each) for each in sources]
        self.fields["partner"].choices = [("", "Anybody"), *((each, each) for each in tellers)]
