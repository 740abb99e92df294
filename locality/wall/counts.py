"""Numbers across partners, which the database tells an auditor and nobody else (counting.sql; domain.md section 5)."""

from django.db import connection

from locality.days import bank_holidays

QUESTIONS = {
    "recorded": "SELECT * FROM wall.recorded(%(since)s, %(until)s, %(closed)s)",
    "helped": "SELECT * FROM wall.helped(%(since)s, %(until)s, %(closed)s)",
}


def counted(question, since, until):
    """[(mark, key of a partner, first day of a month, number)] of "recorded" or "helped" between two days, each None
    where there is none. Empty for whoever does not audit."""
    asked = {"since": since, "until": until, "closed": bank_holidays()}
    with connection.cursor() as cursor:
        cursor.execute(QUESTIONS[question], asked)
        return cursor.fetchall()
