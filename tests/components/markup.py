"""Two pieces of HTML are equal when a browser sees the same: order of attributes and spaces are nothing."""

from html.parser import HTMLParser

VOID = {"input", "br", "img", "meta", "link", "hr", "path"}


class Tree(HTMLParser):
    """Reads HTML into lines, one for each tag or text, indented by depth."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.depth, self.words = [], 0, ""

    def flush(self):
        if text := " ".join(self.words.split()):
            self.lines.append(f"{'  ' * self.depth}{text}")
        self.words = ""

    def handle_starttag(self, tag, attributes):
        self.flush()
        told = sorted((name, _value(name, value)) for name, value in attributes if (name, value) != ("class", ""))
        self.lines.append(
            "  " * self.depth + " ".join([f"<{tag}", *(f'{name}="{value}"' for name, value in told)]) + ">"
        )
        self.depth += tag not in VOID

    def handle_endtag(self, tag):
        self.flush()
        if tag not in VOID:
            self.depth -= 1
            self.lines.append(f"{'  ' * self.depth}</{tag}>")

    def handle_data(self, words):
        self.words += words


def _value(name, value):
    if name == "class":
        return " ".join(sorted(value.split()))
    return " ".join((value or "").split())


def seen(html):
    """The HTML as lines that are equal when two pieces are."""
    tree = Tree()
    tree.feed(html)
    tree.flush()
    return tree.lines
