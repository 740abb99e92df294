"""A request that brings too much is answered by a page that says so and keeps nothing (ASVS 5.2.1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client


@pytest.fixture
def small(settings):
    settings.REQUEST_BODY_MAX = 2 * 1024 * 1024
    return settings


@pytest.mark.django_db
def test_a_file_that_is_too_large_for_a_request_is_refused_clearly(small):
    sent = Client().post("/sign-in", {"scan": SimpleUploadedFile("a.pdf", b"0" * 3 * 1024 * 1024)})
    text = sent.content.decode()
    assert sent.status_code == 413 and "larger than 2 MB" in text and "back button" in text
    assert sent["Cache-Control"] == "no-store" and "default-src 'none'" in sent["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_form_without_a_file_has_a_limit_of_its_own(settings):
    sent = Client().post("/sign-in", "a=" + "0" * 2_700_000, content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 413 and "larger than 2 MB" in sent.content.decode()


@pytest.mark.django_db
def test_within_the_limit_nothing_is_in_the_way():
    assert Client().post("/sign-in", {"username": "x", "password": "y"}).status_code == 422


def test_no_upload_waits_on_a_disk(settings):
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= settings.REQUEST_BODY_MAX
