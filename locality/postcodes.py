"""Postcodes: real ones, and the ones that cannot exist, which demonstrations and tests use (domain.md 8.2)."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError

AREAS = set(
    """AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY
    G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW
    OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD
    WF WN WR WS WV YO ZE""".split()
)
SHAPE = re.compile(r"([A-Z]{1,2})([0-9][0-9A-Z]?) ?([0-9])([A-Z]{2})")
NEVER_INWARD = set("CIKMOV")  # letters that no real postcode has at its end
MADE_UP_AREA = "NT"
NO_FIXED_ADDRESS = "ZZ99"  # what the health service writes for no fixed abode


def postcode(text):
    """`text` as a postcode, in capitals with one space ("nt47cv" gives "NT4 7CV"); "" stays "".

    Raises ValidationError when it is none. One that cannot exist is taken where settings.ALLOW_FICTIONAL_POSTCODES.
    """
    if not text:
        return ""
    found = SHAPE.fullmatch(re.sub(r"\s+", "", text.upper()))
    if not found or not _may_be(*found.groups()):
        raise ValidationError("Enter a full UK postcode, or leave it empty if you do not know it", code="postcode")
    area, district, sector, unit = found.groups()
    return f"{area}{district} {sector}{unit}"


def _may_be(area, district, sector, unit):
    if area + district == NO_FIXED_ADDRESS:
        return sector == "3"
    made_up = area == MADE_UP_AREA or bool(NEVER_INWARD & set(unit))
    if made_up:
        return settings.ALLOW_FICTIONAL_POSTCODES and area in AREAS | {MADE_UP_AREA}
    return area in AREAS
