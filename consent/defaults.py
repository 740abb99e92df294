"""Purposes and legal gateways that a deployment starts with (S69-S76; domain.md 0.1, 1.5)."""

from datetime import date

from consent.models import LegalGateway, Purpose
from locality.history import acting_as
from locality.models import Practitioner

PURPOSES = [  # code, name, within the team's work
    ("plan_early_help", "planning early help", True),
    ("understand_needs", "understanding what the children need", True),
    ("allocation_meeting", "the locality allocation meeting", True),
    ("step_down", "a safe move between services", True),
    ("protect_child", "protecting a child", True),
    ("other", "something outside the locality team’s work", False),
]
OLD, DPA_2018, DUTY = date(1989, 11, 16), date(2018, 5, 25), date(2026, 9, 30)
GATEWAYS = [  # code, name, from, to, source
    ("dpa_1998", "Data Protection Act 1998", OLD, DPA_2018, "S70, replaced 2018"),
    ("hra_1998", "Human Rights Act 1998, article 8", date(2000, 10, 2), None, "S71"),
    ("sensitive_data_2000", "Sensitive Personal Data Order 2000", date(2000, 3, 1), DPA_2018, "S72, replaced 2018"),
    ("lga_1972", "Local Government Act 1972, section 111", OLD, None, "S73"),
    ("localism_2011", "Localism Act 2011, section 1", date(2012, 2, 18), None, "S74"),
    ("ca_2004_s10", "Children Act 2004, section 10", date(2005, 3, 1), None, "S75"),
    ("ca_2004_s11", "Children Act 2004, section 11", date(2005, 10, 1), None, "S76"),
    ("ca_2004_s16la", "Children Act 2004, section 16LA: duty to share", DUTY, None, "domain.md 0.2"),
    ("ca_1989_s17", "Children Act 1989, section 17", OLD, None, "domain.md 1.5"),
    ("ca_1989_s47", "Children Act 1989, section 47", OLD, None, "domain.md 1.5"),
]


def load():
    """Add what is missing, in the system's name."""
    with acting_as(Practitioner.objects.system(), reason="Reference data"):
        for position, (code, name, scope) in enumerate(PURPOSES):
            values = {"name": name, "in_team_scope": scope, "valid_from": OLD, "position": position}
            Purpose.objects.get_or_create(code=code, defaults=values)
        for position, (code, name, start, end, source) in enumerate(GATEWAYS):
            values = {"name": name, "valid_from": start, "valid_to": end, "position": position, "source": source}
            LegalGateway.objects.get_or_create(code=code, defaults=values)
