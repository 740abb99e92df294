"""Guessing a password is slow, tells nothing about who has an account, and locks nobody else out."""

import re

from django.test import Client
from django.urls import reverse

from locality.demo import PASSWORD, email_of

AMIRA = email_of("amira", "school")


def attempt(email, password="wrong-" * 3, address="192.0.2.1"):
    """One sign-in from this address; returns the response."""
    return Client(REMOTE_ADDR=address).post(reverse("sign-in"), {"username": email, "password": password})


def plain(response):
    """What is said, without what must differ: tokens, and the e-mail typed."""
    text = re.sub(r'value="[^"]*"', "", response.content.decode())
    return response.status_code, text


def test_the_right_password_opens(story):
    assert attempt(AMIRA, PASSWORD).status_code == 302


def test_the_fifth_wrong_password_locks_that_account_from_that_address(story):
    assert [attempt(AMIRA).status_code for _ in range(5)][-1] == 429
    assert attempt(AMIRA, PASSWORD).status_code == 429
    assert attempt(AMIRA, PASSWORD, address="192.0.2.2").status_code == 302


def test_writing_the_account_another_way_is_no_new_chance(story):
    assert [attempt(f" {AMIRA.upper()} " if n % 2 else AMIRA).status_code for n in range(5)][-1] == 429


def test_an_account_that_is_not_there_is_answered_alike(story):
    for _ in range(6):
        assert plain(attempt(AMIRA)) == plain(attempt("nobody@school.example"))


def test_a_closed_account_is_answered_like_a_wrong_password(story):
    wrong = plain(attempt("nobody@school.example"))
    assert plain(attempt(email_of("closed", "school"), PASSWORD)) == wrong
