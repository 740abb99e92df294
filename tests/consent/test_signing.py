"""Signing for an agreement and for a paper, on the screen and on paper (S80, S84, S85, S87; C1, C4, C8, C13)."""

import base64
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from consent import services, signing
from consent.cleaning import Clean
from consent.models import Consent, ConsentArtefact, Signature, StoredFile
from locality.access import Viewing
from locality.access.rule import reader_of
from locality.dues import dues_of
from locality.history import acting_as
from tests.cast import agree, give, paper
from tests.locality.reading import signed_in, what_is_read
from tests.papers import about, words_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SCAN = Clean(b"%PDF-1.7 signed", "application/pdf")


def drawn(width=1000):
    """A PNG of a line, as a browser sends it."""
    picture, out = Image.new("RGB", (width, 360), "white"), io.BytesIO()
    ImageDraw.Draw(picture).line((40, 300, 200, 60, 420, 280, 800, 90), fill="#10242b", width=6)
    picture.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def signs(story, consent, **changes):
    values = {"method": "typed", "typed_name": "Nell Fulmar", "wording": "I agree", "submission": uuid4()} | changes
    return signing.sign_agreement(consent, by=story.amira, **values)


def answers(**changes):
    today = timezone.localdate()
    day = {"signed_on-day": today.day, "signed_on-month": today.month, "signed_on-year": today.year}
    return {"submission": uuid4(), "method": "typed", "typed_name": "Nell Fulmar", "confirmed": "on", **day} | changes


@pytest.fixture
def aloud(story):
    return agree(story, story.mother, status=Consent.Status.VERBAL)


def due(story):
    with acting_as(story.amira):
        return [each.words for each in dues_of(story.amira, timezone.localdate())]


# The agreement


@pytest.mark.rule("C8", "S87")
def test_an_agreement_aloud_that_is_signed_is_one_in_writing_and_no_longer_due(story, aloud):
    assert any("signature of Nell" in words for words in due(story))
    signs(story, aloud)
    aloud.refresh_from_db()
    assert aloud.status == Consent.Status.WRITTEN and aloud.stands
    assert not any("signature of Nell" in words for words in due(story))
    assert aloud.history.count() == 2


@pytest.mark.rule("S79", "S87")
@pytest.mark.parametrize(("spoken", "signed"), [("", "en"), ("polish ", "pl"), ("Latvian", "en")])
def test_the_form_that_is_signed_is_in_the_language_of_the_answer_or_in_english(story, spoken, signed):
    given = agree(story, story.mother, status=Consent.Status.VERBAL, language=spoken)
    for language in ("ar", "en", "pl"):
        paper(story, "form", language=language, title=f"The form in {language}", body="# Your choice")
    assert signs(story, given).form.language == signed


@pytest.mark.rule("C8", "C13")
def test_without_the_receipt_it_stays_aloud_and_says_so_but_the_signature_is_kept(story):
    facts = {kind: (timezone.localdate(), "") for kind in ("booklet_given", "notice_given", "consent_sought")}
    made = services.record_consent(
        story.family, by=story.amira, partner=story.school, person=story.mother, given_by=story.mother,
        status="given_verbal", verbal_reason="Rang", submission=uuid4(), artefacts=facts,
    )  # fmt: skip
    signs(story, made)
    made.refresh_from_db()
    assert made.status == Consent.Status.VERBAL and Signature.objects.filter(consent=made).exists()
    assert not any("signature of Nell" in words for words in due(story))
    assert any("received and understood" in words for words in due(story))


@pytest.mark.rule("C4", "C1")
def test_whoever_gave_the_agreement_signs_it(story):
    made = agree(story, status=Consent.Status.VERBAL)
    assert signs(story, made).person == story.mother


@pytest.mark.rule("C10")
def test_what_was_refused_withdrawn_or_replaced_is_not_signed(story, aloud):
    agree(story, story.mother)
    aloud.refresh_from_db()
    refused = agree(story, status=Consent.Status.REFUSED)
    for each in (aloud, refused):
        with pytest.raises(PermissionDenied):
            signs(story, each)


def test_it_is_signed_once_and_a_form_sent_twice_is_one_signature(story, aloud):
    key = uuid4()
    assert signs(story, aloud, submission=key) == signs(story, aloud, submission=key)
    with pytest.raises(ValidationError):
        signs(story, aloud)


def test_a_day_before_the_answer_or_in_the_future_is_refused(story, aloud):
    today = timezone.localdate()
    for day in (today - DAY, today + DAY):
        with pytest.raises(ValidationError) as error:
            signs(story, aloud, signed_on=day)
        assert "signed_on" in error.value.message_dict


@pytest.mark.rule("S94")
def test_nobody_signs_or_reads_for_another_partner(story, aloud, client):
    with pytest.raises(PermissionDenied):
        signing.sign_agreement(aloud, by=story.ben, method="typed", typed_name="x", wording="x", submission=uuid4())
    made = signs(story, aloud, method="scanned", typed_name="", file=SCAN)
    absent = reverse("consent:file", args=[uuid4()])
    for who in (story.ben, story.chidi, story.ewan, story.dana):
        browser = signed_in(client, who)
        there = browser.get(reverse("consent:file", args=[made.file_id]))
        assert there.status_code == 404 and what_is_read(there) == what_is_read(browser.get(absent))


# The receipt


@pytest.mark.rule("S84", "S85")
def test_the_receipt_is_a_signature_of_its_own_and_the_fact_of_the_answers(story):
    made = services.record_consent(
        story.family, by=story.amira, partner=story.school, person=story.mother, status="sought_pending",
        submission=uuid4(),
    )  # fmt: skip
    given = give(story)
    signing.sign_receipt(
        given, by=story.amira, method="typed", typed_name="Nell", wording="I understood", submission=uuid4(),
        understood="She said it in her words",
    )  # fmt: skip
    assert set(ConsentArtefact.objects.filter(consent=made).values_list("kind", flat=True)) == {
        "booklet_given",
        "receipt_signed",
    }


@pytest.mark.rule("S84", "S86")
def test_signing_for_a_notice_is_not_the_receipt_of_the_booklet(story):
    given = give(story, paper(story, "notice"))
    signing.sign_receipt(
        given, by=story.amira, method="typed", typed_name="Nell", wording="x", submission=uuid4(), understood="x"
    )
    assert not ConsentArtefact.objects.filter(kind="receipt_signed").exists()


# Pages


def test_drawing_on_the_screen_and_the_copy_with_the_signature_in_it(client, story, aloud):
    paper(story, "form", title="What you agree to", body="# Your choice\n\nYou say who is told.")
    amira = signed_in(client, story.amira)
    page = amira.get(reverse("consent:sign", args=[aloud.pk]))
    assert "Nell Fulmar signs" in what_is_read(page) and "I agree that Fulmar Lane Primary tells" in what_is_read(page)
    unsigned = words_of(amira.get(reverse("consent:copy", args=[aloud.pk])).content)
    assert "signature and date" in unsigned
    sent = amira.post(page.request["PATH_INFO"], answers(method="drawn", drawing=drawn(), witness="Her sister"))
    assert sent.url == reverse("consent:consent", args=[aloud.pk])
    assert "Drawn on the screen" in what_is_read(amira.get(sent.url))
    copy = amira.get(reverse("consent:copy", args=[aloud.pk])).content
    assert "Witness: Her sister" in words_of(copy) and "You say who is told" in words_of(copy)
    told = about(copy)
    assert "/Figure" in told["tags"] and told["marked"]
    seen = Viewing.objects.filter(route="consent:copy", record=aloud.pk)
    assert seen.count() == 2


def test_a_scan_is_kept_outside_and_comes_back_as_something_to_save(client, story, aloud):
    picture, out = Image.new("RGB", (900, 1200), "white"), io.BytesIO()
    picture.save(out, "JPEG", exif=b"Exif\x00\x00MM\x00*qzsecretzq")
    scan = SimpleUploadedFile("../../etc/<b>Nell</b>.svg", out.getvalue(), "image/svg+xml")
    amira = signed_in(client, story.amira)
    url = reverse("consent:sign", args=[aloud.pk])
    assert amira.post(url, answers(method="scanned", scan=scan)).status_code == 302
    kept = StoredFile.objects.get()
    answer = amira.get(reverse("consent:file", args=[kept.pk]))
    assert answer["Content-Type"] == "image/jpeg" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith('attachment; filename="signed-') and "Nell" not in str(
        answer.headers
    )
    assert "sandbox" in answer["Content-Security-Policy"] and answer["Cache-Control"] == "no-store"
    assert b"qzsecretzq" not in answer.content
    assert Viewing.objects.filter(kind="consent.StoredFile", record=kept.pk, practitioner=story.amira).exists()


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("x.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not a JPEG"),
        ("x.jpg", b"<html><script>alert(1)</script>", "not a JPEG"),
        ("x.pdf", b"PK\x03\x04 a zip", "not a JPEG"),
        ("x.jpg", b"\xff\xd8\xff\xe0 broken", "cannot be read"),
        ("x.pdf", b"%PDF-1.7 broken", "cannot be read"),
    ],
)
def test_what_is_no_picture_is_refused_and_what_was_typed_is_kept(client, story, aloud, name, body, words):
    sent = answers(method="scanned", scan=SimpleUploadedFile(name, body), witness="Her sister")
    page = signed_in(client, story.amira).post(reverse("consent:sign", args=[aloud.pk]), sent)
    assert page.status_code == 422 and words in what_is_read(page) and "Her sister" in what_is_read(page)
    assert not Signature.objects.exists() and not StoredFile.objects.exists()


def test_a_drawing_that_is_a_script_is_refused_and_an_empty_box_too(client, story, aloud):
    url, amira = reverse("consent:sign", args=[aloud.pk]), signed_in(client, story.amira)
    script = base64.b64encode(b"<svg onload='alert(1)'/>").decode()
    for value in ("", "data:image/svg+xml;base64," + script, "data:image/png;base64," + script, "javascript:alert(1)"):
        page = amira.post(url, answers(method="drawn", drawing=value))
        assert page.status_code == 422 and "There is a problem" in page.content.decode()
    assert not Signature.objects.exists()


def test_a_file_has_to_be_chosen_again_when_something_else_is_wrong(client, story, aloud):
    out = io.BytesIO()
    Image.new("RGB", (90, 120), "white").save(out, "JPEG")
    sent = answers(method="scanned", scan=SimpleUploadedFile("a.jpg", out.getvalue())) | {"signed_on-day": "40"}
    page = signed_in(client, story.amira).post(reverse("consent:sign", args=[aloud.pk]), sent)
    assert page.status_code == 422 and "Choose the file again" in what_is_read(page)


def test_a_file_that_is_not_there_any_more_says_so(client, story, aloud):
    from consent import files

    made = signs(story, aloud, method="scanned", typed_name="", file=Clean(b"%PDF-1.7 lost", "application/pdf"))
    files._place(made.file.digest).write_bytes(b"another")
    page = signed_in(client, story.amira).get(reverse("consent:file", args=[made.file_id]))
    assert page.status_code == 503 and "cannot be read now" in what_is_read(page)


@pytest.mark.rule("A8")
def test_an_auditor_reads_that_it_is_signed_and_not_by_whom(client, story, aloud):
    signs(story, aloud)
    with acting_as(story.dana):
        assert Signature.objects.visible_by(reader_of(story.dana)).count() == 1
    text = what_is_read(signed_in(client, story.dana).get(reverse("consent:consent", args=[aloud.pk])))
    assert "Name typed by them" in text and "Nell" not in text
    assert client.get(reverse("consent:copy", args=[aloud.pk])).status_code == 403
