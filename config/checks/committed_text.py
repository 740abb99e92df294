"""What is committed says nothing about the machine that it was written on, holds no secret, and is no package."""

import re

from config.checks.house import Finding

REASON = "no registry host, machine path, secret or large file is committed (the patterns do not spell themselves)"

PATTERNS = {
    "a path of one machine": re.compile(r"(?<![\w.}-])/(wor[k]|roo[t])/"),
    "a package registry's address": re.compile(r"pyp[i]\.org|pythonhoste[d]\.org|registry\.(npmj[s]|yarnpk[g])"),
    "a package index option": re.compile(r"(--(extra-)?index-ur[l]|^registr[y]\s*=|\bindex[-_]ur[l]\s*=)", re.M),
    "an address with a password": re.compile(r"https?://[^\s/@:'\"<>{}$]+:[^\s/@'\"<>{}$]+@"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KE[Y]-----"),
    "an access token": re.compile(
        r"\b(AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|xox[baprs]-[\w-]{10,}|eyJ[\w-]{20,}\.eyJ[\w-]+)"
    ),
    "a secret in clear": re.compile(
        r"""(?i)(secret|passw(or)?d|token|api_?key)\w*["']?\s*[:=]\s*["'](?=[^"']*\d)(?=[^"']*[a-z])[\w+/=-]{16,}["']"""
    ),
}
EXEMPT = {"locality/demo/cast.py": "the password of the fictional cast, which production refuses to load"}
LARGEST = 1_000_000  # bytes


def check(house):
    for path in house.paths:
        if (size := (house.root / path).stat().st_size) > LARGEST:
            yield Finding(path, 1, f"{size:,} bytes: a package or a build, not a source")
            continue
        text = house.text(path)
        for what, pattern in PATTERNS.items():
            for found in pattern.finditer(text):
                yield Finding(path, text.count("\n", 0, found.start()) + 1, what)
