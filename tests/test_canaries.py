"""No answer of any kind holds a word of a record that its reader may not see.

Every text of every protected record is replaced by a marker of its own; then everybody of the cast, and nobody, asks
for every address there is, by GET and by POST, and each answer is searched: page, headers, address of a redirect,
error page, e-mail. Which marker may be where is the oracle's word alone.
"""

import contextlib
import copy
import functools
import io
import os
import re
import zipfile
from collections import defaultdict

import pytest
from django.core import mail
from django.db import connections, models, transaction
from django.test import Client

from allocations.models import BroughtList, Candidate
from consent.models import (
    AdviceAnswer,
    AdviceLink,
    AdviceRecord,
    AlertNote,
    AuditFinding,
    AuditStep,
    Breach,
    BreachStep,
    Correction,
    CorrectionTold,
    EndAcknowledgement,
    InformationRequest,
    OnwardAnswer,
    OnwardRequest,
    OnwardShare,
    ReceivedRequest,
    RequestReply,
)
from conversations.models import Draft
from locality.history import acting_as
from locality.models import Conflict, Involvement, Notice, Person, Practitioner
from locality.post import send_waiting
from locality.registries import protected_models
from tests.addresses import DRAFT, KIND_PAGES, RECIPES, addresses, names
from tests.databases import owner_behind_the_wall, second_wall_down, unseen_hand
from tests.faults import FAULTS, everything_is_ones_own, forget, planted
from tests.locality.reading import BACKEND
from tests.papers import all_of
from tests.situations import PEOPLE, SITUATIONS, make_situations, two_days_later

MARKER = re.compile(r"qz(\d{4})zq", re.IGNORECASE)
# Codes of a list, not words of a person.
CODES = {"ruleset", "trigger", "art6_basis", "condition", "ground", "not_share_reason", "record_kind", "decider_role"}
CODES |= {"digest", "media_type"}
OF_TWO = (Breach, BreachStep, OnwardRequest, OnwardAnswer, OnwardShare)
NAMES = ("given_name", "family_name", "known_as")
PROVE = bool(os.environ.get("PROVE"))
READERS = (*PEOPLE, "nobody") if PROVE else ("amira", "ben", "chidi", "dana", "nobody")


def is_words(field):
    text = isinstance(field, models.CharField | models.TextField)
    return text and not field.choices and field.name not in CODES


class Canaries:
    """Puts a marker into every text; knows whose it is."""

    def __init__(self, made):
        self.made, self.markers = made, []
        self.kinds = {model.__name__: model for model in protected_models().values()}
        with owner_behind_the_wall() as owner:
            owner.execute("SELECT set_config('locality.actor', %s, false)", [str(made.story.amira.pk)])
            owner.execute("ALTER TABLE consent_sharingdecision DISABLE TRIGGER keep_as_made")
            own = [Conflict, Involvement, EndAcknowledgement, *OF_TWO, BroughtList, Candidate]
            own += [AdviceRecord, AdviceAnswer, AdviceLink, InformationRequest, ReceivedRequest, RequestReply]
            own += [Correction, CorrectionTold]
            own += [AlertNote, AuditFinding, AuditStep]
            for model in [*self.kinds.values(), *own]:
                self._mark(owner, model)
        connections["owner"].close()
        self.named = self._people_named()

    def _mark(self, owner, model):
        for key in model._base_manager.order_by("pk").values_list("pk", flat=True):
            for field in filter(is_words, model._meta.concrete_fields):
                table, column = model._meta.db_table, field.column
                owner.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [self._new(field, key), key])

    def _new(self, field, key):
        self.markers.append((field.model.__name__, key, field.name))
        return f"qz{len(self.markers) - 1:04}zq"

    def _people_named(self):
        """For each person, the records that name them: whoever may see one of these may read the name."""
        named = defaultdict(list)
        for name, model in self.kinds.items():
            for field in model._meta.concrete_fields:
                if field.related_model is Person:
                    for key, person in model._base_manager.values_list("pk", field.attname):
                        named[person].append((name, key))
        return named

    def may_read(self, who, marker):
        name, key, field = marker
        if name in ("Conflict", "Involvement"):
            return self._own(who, name, key)
        if name.startswith("Onward"):  # health asked the school about what it had been shown
            return who in {getattr(self.made.story, each).pk for each in ("amira", "grace", "ben", "dana")}
        if name in ("InformationRequest", "RequestReply"):  # health asked the school, which replied
            return who in {getattr(self.made.story, each).pk for each in ("amira", "grace", "ben")}
        if name == "ReceivedRequest":  # what the school made of it: never for whoever asked
            return who in {getattr(self.made.story, each).pk for each in ("amira", "grace")}
        if name in ("Breach", "BreachStep"):  # reported at the school, whose lead and whose signer handle it
            return who in {getattr(self.made.story, each).pk for each in ("amira", "grace", "dana")}
        if name in ("BroughtList", "Candidate"):  # of the school's own, whatever becomes of any family
            return who in (self.made.story.amira.pk, self.made.story.grace.pk)
        if name in ("AdviceRecord", "AdviceAnswer"):
            return who in {each.pk for each in (self.made.story.ben, self.made.story.amira, self.made.story.dana)}
        if name in ("Correction", "CorrectionTold"):
            return who is not None and self._said_beside(who, name, key)
        if name in ("AlertNote", "AuditFinding", "AuditStep"):  # it was sent back to Amira
            return who in (self.made.story.amira.pk, self.made.story.dana.pk)
        if name == "EndAcknowledgement":
            return self._said_after(who, key)
        if who is None:
            return False
        if self.made.oracle.may_see(who, (name, key)):
            return True
        return name == "Person" and field in NAMES and any(map(functools.partial(self._sees, who), self.named[key]))

    def _sees(self, who, record):
        return self.made.oracle.may_see(who, record)

    def _own(self, who, name, key):
        model = {"Conflict": Conflict, "Involvement": Involvement}[name]
        return who in (model.objects.get(pk=key).practitioner_id, self.made.story.dana.pk)

    def _said_beside(self, who, name, key):
        """What is said beside a record is for whoever may read that; who is told of it, for its own partner."""
        row = Correction.objects.get(pk=key) if name == "Correction" else CorrectionTold.objects.get(pk=key).correction
        story = self.made.story
        ours = {story.school.pk: (story.amira.pk, story.grace.pk), story.health.pk: (story.ben.pk,)}[row.provider_id]
        return self._sees(who, ("Conversation", row.record)) and (name == "Correction" or who in ours)

    def _said_after(self, who, key):
        """What health said when a decision was over is for health, for the partner that decided, and for an audit."""
        said, story = EndAcknowledgement.objects.select_related("decision").get(pk=key), self.made.story
        works = {story.school.pk: (story.amira, story.grace), story.health.pk: (story.ben,)}
        sides = {*works[said.partner_id], *works.get(said.decision.provider_id, ()), story.dana}
        return who in {side.pk for side in sides} and self._sees(who, ("SharingDecision", said.decision_id))

    def leaks(self, who, text):
        """What the text holds that `who` (a key, or None) may not read: "Model.field" by marker."""
        found = {int(number) for number in MARKER.findall(text)}
        wrong = [self.markers[number] for number in sorted(found) if not self.may_read(who, self.markers[number])]
        return [f"{name}.{field}" for name, _, field in wrong], len(found)


def everything(response):
    """All that an answer says: its page, its headers, its cookies; of a PDF and a ZIP file what is inside."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return "\n".join([inside(content), headers, response.cookies.output()])


def inside(content):
    """The text of what was sent: of a PDF its words and what it says of itself, of a ZIP file each file with its name.
    Both are packed, so that nothing would be found in their bytes."""
    if content.startswith(b"%PDF-"):
        return all_of(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(f"{name}\n{inside(packed.read(name))}" for name in packed.namelist())
    return content.decode("utf-8", "replace")


def kept_nowhere(response):
    """No answer stays in a cache, or tells a browser that asks again whether a record changed meanwhile."""
    assert "no-store" in response.headers["Cache-Control"]
    assert not {"ETag", "Last-Modified"} & set(response.headers)


def ask(client, method, url, data=None):
    """The answer to one request, of which nothing stays."""
    with transaction.atomic():
        response = getattr(client, method)(url, data or {})
        kept_nowhere(response)
        text = everything(response)
        transaction.set_rollback(True)
    return response.status_code, text


@pytest.fixture(scope="module")
def canaries(clone_database, told_once):
    """A database full of markers, two days later."""
    with clone_database("canaries"):
        made = make_situations(copy.copy(told_once))
        Draft.objects.create(id=DRAFT, author=made.story.amira, family=made.shared.family, answers={"said": "Draft"})
        _say_what_was_done(made)
        found = Canaries(made)
        with two_days_later(made.oracle):
            yield found


def _say_what_was_done(made):
    """Health says what it did with what decisions had given it."""
    said = {"partner": made.story.health, "done": "destroyed", "acknowledged_by": made.story.ben, "note": "Shredded"}
    with transaction.atomic(), unseen_hand():
        for situation in ("shared", "ended", "restricted"):
            EndAcknowledgement.objects.create(decision=getattr(made, situation).decision, **said)


def test_every_address_has_a_recipe():
    assert set(names()) == set(RECIPES)


@pytest.mark.rule("A4", "S94", "A8")
@pytest.mark.parametrize("reader", READERS)
def test_no_answer_holds_what_its_reader_may_not_see(canaries, reader):
    made, client = canaries.made, Client(raise_request_exception=False)
    who = None if reader == "nobody" else Practitioner.objects.get(pk=getattr(made.story, reader).pk)
    if who:
        client.force_login(who, BACKEND)
    leaks, broken, read = [], [], 0
    for method, url in requests(made):
        status, text = ask(client, method, url)
        wrong, count = canaries.leaks(who and who.pk, text)
        read += count
        leaks += [f"{method} {url} ({status}): {word}" for word in wrong]
        broken += [f"{method} {url}: {status}"] if status >= 500 else []
    assert not leaks, "\n".join(leaks)
    assert not broken, "\n".join(broken)
    assert (read > 0) == (reader in ("amira", "grace", "ben", "dana")), "The crawl read what it should find"


def requests(made):
    """Addresses by GET and by POST: in the suite of four situations, and by POST of one; of all in `./dev prove`."""
    gets = SITUATIONS if PROVE else ("shared", "never", "restricted", "conflicted")
    found = [("get", url) for situation in gets for url in all_addresses(made, situation, kinds=PROVE)]
    found += [("get", url) for url in all_addresses(made, "shared")]
    posts = SITUATIONS if PROVE else ("shared",)
    found += [("post", url) for situation in posts for url in all_addresses(made, situation, kinds=PROVE)]
    return list(dict.fromkeys(found))


def all_addresses(made, situation, *, kinds=True):
    wanted = [name for name in names() if kinds or name not in KIND_PAGES]
    return [url for name in wanted for url in addresses(name, getattr(made, situation))]


@pytest.mark.rule("A8")
def test_the_auditors_questions_are_answered_without_a_word_of_content(canaries):
    made, client = canaries.made, Client(raise_request_exception=False)
    client.force_login(Practitioner.objects.get(pk=made.story.dana.pk), BACKEND)
    for situation in ("shared", "never", "restricted"):
        row = getattr(made, situation)
        for record in (row.family, row.child, row.household, row.need, row.conversation, row.action, row.decision):
            for who in ("Ben Carrow", "Northshore Police"):
                status, text = ask(client, "post", "/why/", {"who": who, "record": str(record.pk)})
                assert status == 200
                assert canaries.leaks(made.story.dana.pk, text)[0] == []
        status, text = ask(client, "get", "/looked/", {"family": str(row.family.pk)})
        assert status == 200 and canaries.leaks(made.story.dana.pk, text)[0] == []


def test_no_letter_says_anything(canaries):
    """A letter about a decision to whoever leads safeguarding at its recipient; nothing of it stays."""
    story, row = canaries.made.story, canaries.made.shared
    with transaction.atomic():
        with acting_as(story.amira):
            Notice.objects.create(practitioner=story.ben, kind=Notice.Kind.ENDED, about=row.decision.pk)
        assert send_waiting() >= 1
        transaction.set_rollback(True)
    letters = [str(letter.message()) for letter in mail.outbox]
    assert story.ben.email in "".join(letters)
    for letter in letters:
        assert not MARKER.search(letter) and row.family.reference not in letter and "ecision" not in letter


def test_a_leak_would_be_found(canaries):
    """The search itself: a page of Amira's is full of what Chidi may not read, in whatever letters."""
    made, client = canaries.made, Client()
    client.force_login(Practitioner.objects.get(pk=made.story.amira.pk), BACKEND)
    _, text = ask(client, "get", addresses("conversations:conversation", made.never)[0])
    assert canaries.leaks(made.story.amira.pk, text)[0] == []
    for told in (text, text.upper()):
        assert "Conversation.said" in canaries.leaks(made.story.chidi.pk, told)[0]
    assert "Conversation.said" in canaries.leaks(None, text)[0]
    _, text = ask(client, "get", addresses("locality:chronology-paper", made.never)[0])
    assert {"Conversation.agreed", "Family.name"} <= set(canaries.leaks(None, text)[0])


@pytest.mark.rule("C10")
def test_what_a_recipient_said_after_the_end_is_read_where_it_may_be(canaries):
    made, client = canaries.made, Client()
    where = addresses("consent:decision", made.shared)[0]
    for who in (made.story.amira, made.story.dana):
        client.force_login(Practitioner.objects.get(pk=who.pk), BACKEND)
        status, text = ask(client, "get", where)
        assert (who.name, status, "EndAcknowledgement.note" in canaries.leaks(None, text)[0]) == (who.name, 200, True)


def test_a_page_that_forgets_the_rule_is_found(canaries):
    made, client = canaries.made, Client(raise_request_exception=False)
    client.force_login(Practitioner.objects.get(pk=made.story.chidi.pk), BACKEND)
    url = addresses("conversations:conversation", made.never)[0]
    for fault in (fault for fault in FAULTS if fault.plant is everything_is_ones_own):
        with planted(fault):
            status, text = ask(client, "get", url)
    assert status == 200 and "Conversation.said" in canaries.leaks(made.story.chidi.pk, text)[0]
    assert ask(client, "get", url)[0] == 404


# Each wall with the other down (second-wall.md 3.6 F): the crawl would notice if either let something through


@contextlib.contextmanager
def only(*, first, second):
    """A block with the rule of the application, the database's policies, both or neither."""
    try:
        with contextlib.ExitStack() as stack:
            if not first:
                everything_is_ones_own(stack.enter_context(pytest.MonkeyPatch.context()))
            if not second:
                stack.enter_context(second_wall_down())
            forget()
            yield
    finally:
        forget()


def crawled(canaries, reader):
    """What leaks to somebody from the pages of a family that nobody shared with them, one that was, and the lists."""
    made, client = canaries.made, Client(raise_request_exception=False)
    client.force_login(Practitioner.objects.get(pk=getattr(made.story, reader).pk), BACKEND)
    urls = [url for situation in ("never", "shared") for url in all_addresses(made, situation, kinds=False)]
    leaks = []
    for url in dict.fromkeys(urls):
        _, text = ask(client, "get", url)
        leaks += [f"{url}: {word}" for word in canaries.leaks(getattr(made.story, reader).pk, text)[0]]
    return leaks


@pytest.mark.rule("S94", "A4")
@pytest.mark.parametrize(
    ("first", "second"), [(False, True), (True, False)], ids=["second wall alone", "first wall alone"]
)
def test_one_wall_alone_lets_no_word_out(canaries, first, second):
    with only(first=first, second=second):
        leaks = crawled(canaries, "chidi")
    assert not leaks, "\n".join(leaks)


def test_without_either_wall_the_crawl_finds_what_gets_out(canaries):
    with only(first=False, second=False):
        leaks = crawled(canaries, "chidi")
    assert len(leaks) > 50 and any("Conversation.said" in leak for leak in leaks)
