"""Papers that families are given and sign: booklet, privacy notices, consent form (S80-S87; domain.md 3a, C13, C14)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consent.models.consents import Consent
from locality.access import VisibleQuerySet
from locality.families import OfFamily
from locality.history import Recorded, maybe_one, to_one
from locality.models import Partner, Person, Practitioner
from locality.wall import rules
from locality.wall.rules import Wall

LANGUAGES = {  # those that the letters of our papers have; a paper in another comes as a finished PDF
    "en": "English",
    "pl": "Polish",
    "cy": "Welsh",
    "lt": "Lithuanian",
    "pt": "Portuguese",
    "ro": "Romanian",
    "sk": "Slovak",
    "es": "Spanish",
    "fr": "French",
    "tr": "Turkish",
    "sq": "Albanian",
    "so": "Somali",
    "ar": "Arabic",
    "bn": "Bengali",
    "ku": "Kurdish",
    "fa": "Persian",
    "ps": "Pashto",
    "ti": "Tigrinya",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


class PaperLayout(models.TextChoices):
    """How a paper is laid out. Standard and large print are one text; easy to read is a text of its own."""

    STANDARD = "standard", "Standard"
    LARGE = "large", "Large print"
    EASY = "easy", "Easy to read"


class KeptFile(models.Model):
    """What a row says of a file whose bytes are outside the database (consent/files.py): the SHA-256 under which it is
    kept, its kind and size. Only who may see the row learns the name of the file."""

    digest = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


class PaperQuerySet(models.QuerySet):
    def in_force(self, on=None):
        """The version in force on a day of each partner's paper of a kind in a language: of those approved for it, the
        newest. The one before is replaced by that alone; nothing has to run."""
        which = ("paper__partner_id", "paper__kind", "paper__language")
        approved = PaperApproval.objects.filter(in_force_from__lte=on or timezone.localdate())
        newest = approved.order_by(*which, "-in_force_from", "-paper__number").distinct(*which)
        return self.filter(pk__in=newest.values("paper"))


class Paper(KeptFile, Recorded):
    """One version of a paper, as written: never edited. Who changes a word writes the next version (C14).

    `body` and `easy_body`: a line that begins with `# ` is a heading, `- ` a point of a list, an empty line ends a
    paragraph. Or a finished PDF (`digest`) in one layout (`file_layout`).
    """

    class Kind(models.TextChoices):
        BOOKLET = "booklet", "Informed consent booklet"
        NOTICE = "notice", "Privacy notice"
        CHILD_NOTICE = "child_notice", "Privacy notice for children"
        FORM = "form", "Consent form"

    partner = to_one(Partner)
    kind = models.CharField(max_length=20, choices=Kind)
    language = models.CharField(max_length=8, choices=list(LANGUAGES.items()), default="en")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    easy_body = models.TextField(blank=True)
    file_layout = models.CharField(max_length=10, choices=PaperLayout, blank=True)
    web_address = models.URLField(max_length=300, blank=True, db_default="", help_text="Where it is published (S83)")
    written_by = to_one(Practitioner)
    written_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(null=True, unique=True)

    objects = PaperQuerySet.as_manager()
    wall = Wall(see=rules.ENTERED, add=f"{rules.mine('{row}.partner_id')} AND {{row}}.written_by_id = {rules.ME}")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["partner", "kind", "language", "number"], name="paper_version_once"),
            models.CheckConstraint(
                condition=Q(digest="", file_layout="") & ~Q(body="")
                | Q(body="", easy_body="") & ~Q(digest="") & ~Q(file_layout=""),
                name="paper_is_written_or_a_file",
            ),
        ]

    def __str__(self):
        return f"{self.title}, version {self.number} ({self.get_language_display()})"

    @property
    def layouts(self):
        """The layouts that there are of it, as `PaperLayout`s."""
        if self.digest:
            return [PaperLayout(self.file_layout)]
        both = [PaperLayout.STANDARD, PaperLayout.LARGE]
        return [*both, PaperLayout.EASY] if self.easy_body else both


class PaperApproval(Recorded):
    """That somebody other than the writer approved a version, and from which day it is in force. Once for each."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="+")
    approved_by = to_one(Practitioner)
    approved_at = models.DateTimeField(default=timezone.now)
    in_force_from = models.DateField()

    wall = Wall(
        see=rules.ENTERED,
        add=f"{{row}}.approved_by_id = {rules.ME} AND EXISTS (SELECT FROM consent_paper p WHERE p.id = {{row}}.paper_id"
        f"\n        AND {rules.mine('p.partner_id')} AND p.written_by_id <> {rules.ME})",
    )

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.paper}, in force from {self.in_force_from}"


class AuditedQuerySet(VisibleQuerySet):
    auditable = True


class PaperGiven(OfFamily):
    """That one person was given one version of a paper: in which layout, when, how and by whom (S82, S86)."""

    class How(models.TextChoices):
        BY_HAND = "by_hand", "By hand"
        READ_ALOUD = "read_aloud", "By hand, and read aloud"
        POST = "post", "By post"
        EMAIL = "email", "By e-mail"

    person = to_one(Person)
    paper = to_one(Paper)
    layout = models.CharField(max_length=10, choices=PaperLayout)
    how = models.CharField(max_length=12, choices=How)
    note = models.CharField(max_length=200, blank=True, help_text="Such as: with an interpreter")
    given_on = models.DateField()
    given_by = to_one(Practitioner)
    recorded_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(null=True, unique=True)

    objects = AuditedQuerySet.as_manager()

    def __str__(self):
        return f"{self.paper}, {self.get_layout_display().lower()}, {self.get_how_display().lower()}"


class StoredFile(KeptFile, OfFamily):
    """A file about a family: who keeps it and when it came. Its bytes are outside the database (consent/files.py)."""

    stored_by = to_one(Practitioner)
    stored_at = models.DateTimeField(default=timezone.now)

    objects = VisibleQuerySet.as_manager()

    def __str__(self):
        return f"File of {timezone.localdate(self.stored_at):%-d %B %Y}"


class Signature(OfFamily):
    """That somebody signed: an agreement, or that they received and understood a paper (S80, S84, S85, S87).

    `wording` is what they signed, as it stood there: never changed (C14).
    """

    class Method(models.TextChoices):
        DRAWN = "drawn", "Drawn on the screen"
        TYPED = "typed", "Name typed by them"
        SCANNED = "scanned", "Signed on paper"

    person = to_one(Person)
    consent = maybe_one(Consent)
    given = maybe_one(PaperGiven)
    form = maybe_one(Paper)
    method = models.CharField(max_length=10, choices=Method)
    wording = models.TextField()
    typed_name = models.CharField(max_length=200, blank=True)
    file = maybe_one(StoredFile)
    understood = models.CharField(max_length=300, blank=True, help_text="How you made sure that they understood (S85)")
    witness = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField()
    recorded_by = to_one(Practitioner)
    recorded_at = models.DateTimeField(default=timezone.now)
    submission = models.UUIDField(null=True, unique=True)

    objects = AuditedQuerySet.as_manager()

    class Meta(OfFamily.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(consent__isnull=True, given__isnull=False) | Q(consent__isnull=False, given__isnull=True),
                name="signature_is_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(method="typed", file__isnull=True) & ~Q(typed_name="")
                | Q(method__in=["drawn", "scanned"], file__isnull=False),
                name="signature_is_there",
            ),
            models.UniqueConstraint(fields=["consent"], name="consent_signed_once"),
            models.UniqueConstraint(fields=["given"], name="receipt_signed_once"),
        ]

    def __str__(self):
        return f"Signature of {self.person}"
