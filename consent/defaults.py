"""Purposes and legal gateways that a deployment starts with (S69-S76; domain.md 0.1, 1.5)."""

from datetime import date

from consent.models import LawfulBasis, LegalGateway, Purpose
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
DUAA = date(2026, 2, 5)  # when the Data (Use and Access) Act 2025 changed the list
BASES = [  # code, name, from, whether a public authority may rest its tasks on it
    ("public_task", "A public task", DPA_2018, True),
    ("legal_obligation", "A duty that the law puts on us", DPA_2018, True),
    ("vital_interests", "To protect somebody’s life", DPA_2018, True),
    ("consent", "Consent in the sense of data protection law", DPA_2018, True),
    ("legitimate_interests", "A legitimate interest", DPA_2018, False),
    ("recognised_legitimate_interest", "A recognised legitimate interest: safeguarding", DUAA, False),
]
CONDITIONS = [  # code, name, whether it asks for a policy document, source
    ("cannot_consent", "Safeguarding: they are not able to consent", True, "DPA 2018 Sch 1 para 18"),
    ("cannot_be_asked", "Safeguarding: nobody could be expected to get their consent", True, "DPA 2018 Sch 1 para 18"),
    ("asking_would_harm", "Safeguarding: asking would put the protection at risk", True, "DPA 2018 Sch 1 para 18"),
    ("health_or_social_care", "Health or social care, under a duty of confidence", False, "DPA 2018 Sch 1 para 2"),
    ("public_function", "A function that the law gives us, of public interest", True, "DPA 2018 Sch 1 para 6"),
    ("unlawful_acts", "Preventing or finding out about an unlawful act", True, "DPA 2018 Sch 1 para 10"),
    ("life", "To protect the life of somebody who is not able to consent", False, "UK GDPR art 9(2)(c)"),
    ("court", "A court, or a claim in law", False, "UK GDPR art 9(2)(f)"),
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
        nine, six = LawfulBasis.Article.NINE, LawfulBasis.Article.SIX
        rows = [(code, name, six, start, public, False, "V14") for code, name, start, public in BASES]
        rows += [(code, name, nine, DPA_2018, True, policy, source) for code, name, policy, source in CONDITIONS]
        for position, (code, name, article, start, public, policy, source) in enumerate(rows):
            values = {"name": name, "article": article, "valid_from": start, "public_authorities": public}
            values |= {"needs_policy": policy, "source": source, "position": position}
            LawfulBasis.objects.get_or_create(code=code, defaults=values)
