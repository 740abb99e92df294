"""What was so at a moment is told the same later: `explain` and `visible_to` at a past moment, compared with what the
oracle said then, which the product and the database agreed with then (tests/looking.py)."""

from django.utils import timezone

from locality.access import explain
from tests.looking import Looking

KINDS = ("Family", "Conversation")  # whose supplier, family and kind of information never change
EVERY = 6  # steps


class LookingBack(Looking):
    """Keeps the answers of a few moments of a life, and asks again at its end."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.kept = []

    def after_a_step(self):
        """Look, and remember, every few steps, what one reader saw, and all that there was to see."""
        super().after_a_step()
        if self.steps % EVERY == 2:
            readers = sorted(self.oracle.people) + sorted(self.oracle.partners)
            who = readers[self.steps * 5 % len(readers)]
            seen = {name: set(self.before[who, name]) for name in KINDS}
            known = {name: sorted(self.oracle.sees_all(name)) for name in KINDS}
            self.kept.append((timezone.now(), who, seen, known, self._undated(who)))

    def _undated(self, who):
        """What the rule asks and no day is kept of: open accounts, suspended partners."""
        return self.oracle.people.get(who), dict(self.oracle.partners)

    def _told_by_day(self, who, at):
        """Whether a membership began or ended on that very day: it is known by the day alone."""
        day = timezone.localdate(at)
        return any(day in (job.start, job.end) for job in self.oracle.jobs if job.who == who)

    def at_everything(self):
        """Look at everything, and ask again about every moment."""
        super().at_everything()
        for place, (at, who, seen, known, undated) in enumerate(self.kept):
            if undated != self._undated(who) or self._told_by_day(who, at):
                continue
            reader = self.reader(who)
            for name in KINDS:
                if known[name]:
                    self._same(reader, name, known[name][place % len(known[name])], at, seen[name])
            if who in self.oracle.people:
                rows = self.models["Family"].objects.visible_to(reader, at).filter(pk__in=known["Family"])
                found = set(rows.values_list("pk", flat=True))
                assert found == seen["Family"], f"{reader} saw {seen['Family']} at {at}, and now it says {found}"

    def _same(self, reader, name, key, at, seen):
        proof = explain(reader, self.models[name](pk=key), at)
        told = f"explain({reader}, {name}, {at}) says later: {proof.sentence}"
        assert proof.allowed == (key in seen), f"{told} Then it was {key in seen}"
