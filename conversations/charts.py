"""The distance travelled: for each need, where each voice put it first and last, on a line from 0 to 10 (S43, S44)."""

from dataclasses import dataclass, field

from conversations.models import Score

LEFT, STEP, LINE, HEAD, FOOT = 110, 31, 30, 30, 12


@dataclass
class Way:
    """One voice's way with one need: the first and the last of its scores, when they were given, and how many
    there are: two of one day, at a meeting and before it, are two."""

    voice: str
    first: int
    last: int
    first_on: object
    last_on: object
    times: int = 0

    @property
    def words(self):
        """In words: where it was, where it is."""
        if self.times < 2:
            return f"{self.last}"
        return f"{self.first} → {self.last}"

    @property
    def change(self):
        """How far it came: "+3", "−1", "the same"; empty while there is one score only."""
        if self.times < 2:
            return ""
        moved = self.last - self.first
        return "the same" if not moved else f"+{moved}" if moved > 0 else f"−{-moved}"


@dataclass
class Distance:
    """One need with the ways of those who were asked."""

    need: object
    ways: list = field(default_factory=list)


def distances(needs, reader):
    """A `Distance` for each of these needs, which the reader was shown; one question."""
    found = {need.pk: Distance(need) for need in needs}
    ways: dict = {}
    for score in Score.objects.visible_by(reader).filter(need__in=list(found)).order_by("scored_on", "scored_at"):
        way = ways.setdefault(
            (score.need_id, score.voice),
            Way(score.get_voice_display(), score.value, score.value, score.scored_on, score.scored_on),
        )
        way.last, way.last_on, way.times = score.value, score.scored_on, way.times + 1
    for voice in Score.Voice:
        for key, each in found.items():
            if (key, voice) in ways:
                each.ways.append(ways[key, voice])
    return list(found.values())


def chart_of(distance):
    """What the picture of one need is drawn from: sizes and places, or None while nobody was asked."""
    if not distance.ways:
        return None
    height = HEAD + LINE * len(distance.ways) + FOOT
    lines = []
    for place, way in enumerate(distance.ways):
        y = HEAD + LINE * place + LINE // 2
        first, last = LEFT + STEP * way.first, LEFT + STEP * way.last
        lines.append({"way": way, "y": y, "text_y": y + 5, "first": first, "last": last, "moved": first != last})
    target = distance.need.target
    return {
        "width": LEFT + STEP * 10 + 20,
        "height": height,
        "lines": lines,
        "ticks": [{"x": LEFT + STEP * n, "n": n} for n in range(11)],
        "bottom": height - FOOT,
        "target": None if target is None else LEFT + STEP * target,
        "label": _label(distance),
    }


def _label(distance):
    parts = [f"{way.voice} {way.words.replace('→', 'to')}" for way in distance.ways]
    target = "" if distance.need.target is None else f"; the aim is {distance.need.target}"
    return f"From 0 to 10: {', '.join(parts)}{target}. The table says the same."
