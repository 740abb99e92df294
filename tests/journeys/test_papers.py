"""Papers and signatures in a real browser, on a desktop and on a phone: given, signed on the screen, copied as a PDF; a
scan sent; a file that is too large; once without JavaScript."""

import io

import pytest
from django.utils import timezone
from PIL import Image

from consent.models import Consent, PaperGiven, Signature
from tests.cast import agree, paper
from tests.journeys.conftest import WIDTHS
from tests.papers import about, words_of

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def furnish(told_once):
    def made():
        paper(told_once, easy_body="We ask you first.\n\nYou may say no.")
        paper(told_once, "form", title="What you agree to", body="You say who is told.")
        agree(told_once, told_once.mother, status=Consent.Status.VERBAL)
        agree(told_once, told_once.child, status=Consent.Status.VERBAL)

    return made


@pytest.fixture(scope="module")
def site(clone_database, told_once, furnish):
    """The service on a database of this module's own, furnished by this module."""
    from django.db import connections

    from tests.conftest import serving

    with clone_database("papers") as name:
        furnish()
        connections.close_all()
        with serving(name) as running:
            yield running


def give(who, family, mother, layout):
    assert who.visit(f"/families/{family.pk}/sharing/") == 200
    who.page.get_by_role("link", name="Papers given and signed for").click()
    who.tick("person", mother.pk)
    who.page.select_option("[name=paper]", index=1)
    who.tick("layout", layout)
    who.tick("how", "by_hand")
    if who.scripts:
        who.check_page()
    who.save()
    reads(who, "Recorded: Nell Fulmar was given", "Informed consent booklet, English, version 1")


def reads(who, *texts):
    """`sees`, where axe can run; without JavaScript the words alone."""
    if who.scripts:
        return who.sees(*texts)
    shown = who.page.locator("body").inner_text().lower()
    assert all(text.lower() in shown for text in texts), shown[:3000]
    return who


def downloaded(who, name):
    with who.page.expect_download() as saved:
        who.page.get_by_role("link", name=name).or_(who.page.get_by_role("button", name=name)).first.click()
    assert "Fulmar" not in saved.value.suggested_filename
    return saved.value.path().read_bytes()


def draw(page):
    box = page.locator("canvas")
    box.scroll_into_view_if_needed()
    edge = box.bounding_box()
    page.mouse.move(edge["x"] + 20, edge["y"] + 60)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(edge["x"] + 20 + 24 * step, edge["y"] + 60 + (25 if step % 2 else -25))
    page.mouse.up()


@pytest.mark.rule("S82", "S84", "S85", "S87", "C8")
@pytest.mark.parametrize("kind", WIDTHS)
def test_given_signed_on_the_screen_and_copied(site, person, told_once, kind):
    amira = person(WIDTHS[kind]).sign_in("amira@school.example")
    assert amira.visit("/papers/") == 200
    amira.sees("Papers for families", "In force", "Large print")
    give(amira, told_once.family, told_once.mother, "easy" if kind == "phone" else "large")
    assert "We ask you first" in words_of(downloaded(amira, "PDF")) or kind == "desktop"
    amira.page.get_by_role("link", name="Sign that Nell").first.click()
    amira.page.fill("[name=understood]", "She told me in her own words")
    amira.tick("method", "drawn")
    amira.sees("Nell Fulmar signs", "Somebody went through it with me")
    draw(amira.page)
    amira.save()
    amira.sees("Nell Fulmar has signed", "drawn on the screen")
    # The agreement: an empty box is said beside it, and what was typed stays.
    whose = told_once.mother if kind == "desktop" else told_once.child
    consent = Consent.objects.current().get(person=whose)
    amira.visit(f"/consents/{consent.pk}/")
    amira.sees("Papers and signature", "None is recorded")
    amira.page.locator("main a", has_text="Sign").first.click()
    amira.tick("method", "drawn")
    amira.page.fill("[name=witness]", "Her sister")
    amira.save()
    amira.sees("There is a problem", "Sign in the box")
    assert amira.page.input_value("[name=witness]") == "Her sister"
    draw(amira.page)
    amira.page.get_by_role("button", name="Clear the box").click()
    draw(amira.page)
    amira.save("Record the signature")
    amira.sees("Drawn on the screen", "Agreed in writing")
    copy = downloaded(amira, "Print the copy for them")
    assert "Witness: Her sister" in words_of(copy) and "/Figure" in about(copy)["tags"]


def photograph():
    out = io.BytesIO()
    Image.new("RGB", (1200, 1600), "white").save(out, "JPEG")
    return {"name": "IMG 1.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@pytest.mark.rule("S80", "S87")
def test_a_scan_is_sent_without_javascript_and_what_is_no_scan_is_refused(site, person, told_once):
    amira = person(320, scripts=False).sign_in("amira@school.example")
    give(amira, told_once.family, told_once.mother, "standard")
    given = PaperGiven.objects.filter(layout="standard").get()
    amira.visit(f"/given/{given.pk}/sign")
    amira.page.fill("[name=understood]", "Her interpreter read it out")
    amira.tick("method", "scanned")
    script = {"name": "scan.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload='alert(1)'/>"}
    amira.page.set_input_files("[name=scan]", script)
    amira.save()
    reads(amira, "There is a problem", "This is not a JPEG, a PNG or a PDF")
    assert amira.page.input_value("[name=understood]") == "Her interpreter read it out"
    amira.page.set_input_files("[name=scan]", photograph())
    amira.save()
    reads(amira, "Nell Fulmar has signed", "signed on paper")
    assert downloaded(amira, "file").startswith(b"\xff\xd8\xff")
    assert Signature.objects.get(given=given).signed_at <= timezone.now()


def test_a_file_too_large_for_a_request_is_answered_and_nothing_typed_is_lost(site, person, told_once):
    amira = person().sign_in("amira@school.example")
    amira.visit("/papers/write")
    amira.page.fill("[name=title]", "A title that stays")
    amira.page.locator("[name=made][value=file]").check()
    large = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7" + b"0" * 12 * 1024 * 1024}
    amira.page.set_input_files("[name=file]", large)
    amira.save()
    assert "That is too large to send" in amira.page.locator("h1").inner_text()
    amira.page.go_back()
    assert amira.page.input_value("[name=title]") == "A title that stays"
