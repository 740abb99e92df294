"""What a picture within a PDF says of itself: where, when and by what it was taken. Taken out without drawing the
picture again, so that a scan loses nothing that can be seen (consent/cleaner.py)."""

import pikepdf

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
COMMENT, KEPT_APPS = 0xFE, {0xE0, 0xEE}  # JFIF, and how Adobe turned the colours: without these it is drawn wrongly
COLOURS = b"ICC_PROFILE\0"
TELLING_BOXES = {b"uuid", b"xml ", b"uinf", b"jp2i"}
JP2 = b"\0\0\0\x0cjP  \r\n\x87\n"
JPEG, JPEG_2000 = pikepdf.Name.DCTDecode, pikepdf.Name.JPXDecode


def silence(paper, stream):
    """Take out what a stream of an open PDF says of itself, if it is a JPEG or a JPEG 2000. Raises ValueError for one
    that is not what its filter says."""
    filters = _list(stream.get("/Filter"))
    if JPEG not in filters and JPEG_2000 not in filters:
        return
    if filters[-1] not in (JPEG, JPEG_2000):
        raise ValueError("A picture that is packed after it was made")
    parameters = _list(stream.get("/DecodeParms"))
    body = stream.read_raw_bytes()
    if len(filters) > 1:
        packed = pikepdf.Stream(paper, body)
        packed.Filter = pikepdf.Array(filters[:-1])
        if parameters:
            packed.DecodeParms = pikepdf.Array(parameters[:-1])
        body = packed.read_bytes()
    silent = plain_jpeg(body) if filters[-1] == JPEG else plain_jpeg_2000(body)
    if silent != body:
        last = parameters[-1] if len(parameters) == len(filters) else None
        stream.write(silent, filter=filters[-1], decode_parms=last)


def _list(value):
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def plain_jpeg(body):
    """A JPEG with nothing but what it is drawn from. What follows its end is dropped: a second picture, or a file."""
    if body[:2] != b"\xff\xd8":
        raise ValueError("No JPEG")
    kept, at = [body[:2]], 2
    while at + 1 < len(body):
        if body[at] != 0xFF:
            raise ValueError("A JPEG that breaks off")
        marker = body[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == EOI:
            break
        end = at + 2 if marker in ALONE else at + 2 + _number(body, at + 2, 2)
        if marker == SOS:
            end = _end_of_scan(body, end)
        if not _tells(marker, body[at + 4 : at + 4 + len(COLOURS)]):
            kept.append(body[at:end])
        at = end
    return b"".join([*kept, b"\xff\xd9"])


def _tells(marker, begins):
    if marker == COMMENT:
        return True
    return 0xE0 <= marker <= 0xEF and marker not in KEPT_APPS and begins != COLOURS


def _end_of_scan(body, at):
    """Where the drawn data that begin at a place end: at the next marker that is no part of them."""
    while (at := body.find(b"\xff", at)) >= 0 and at + 1 < len(body):
        if body[at + 1] != 0 and body[at + 1] not in ALONE:
            return at
        at += 2
    return len(body)


def plain_jpeg_2000(body):
    """A JPEG 2000 file without the boxes that tell of it; bare data, which have none, as they are."""
    if not body.startswith(JP2):
        return body
    kept, at = [], 0
    while at + 8 <= len(body):
        size, kind = _number(body, at, 4), body[at + 4 : at + 8]
        size = _number(body, at + 8, 8) if size == 1 else size or len(body) - at
        if size < 8 or at + size > len(body):
            raise ValueError("A JPEG 2000 that breaks off")
        if kind not in TELLING_BOXES:
            kept.append(body[at : at + size])
        at += size
    return b"".join(kept)


def _number(body, at, size):
    found = int.from_bytes(body[at : at + size])
    if at + size > len(body) or found < 2 and size == 2:
        raise ValueError("A picture that breaks off")
    return found
