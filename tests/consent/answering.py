"""The form of an answer as a browser would post it: the questions that every agreement is asked."""

from consent.forms.consents import TOLD

USUAL = {
    "kind": "info_sharing",
    "left_out": "no",
    "explained": list(TOLD),
    "company": "alone",
    "facts_days": "apart",
}
