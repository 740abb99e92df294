"""The house as the checks read it: its files, parsed once, and what the checks find in them."""

import ast
import importlib
import pkgutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

APPS = ("locality", "consent", "conversations", "allocations")
SKIPPED = {"node_modules", "__pycache__", "var"}
SHELF = Path(__file__).parent


@dataclass(frozen=True, order=True)
class Finding:
    """Something that breaks a house rule: where, and what. `name` is the class or function, for exemptions."""

    path: str
    line: int
    message: str
    name: str = ""

    def __str__(self):
        return f"{self.path}:{self.line} {self.message}"


class House:
    """The files under `root` that git keeps or is about to keep (every file when there is no git)."""

    def __init__(self, root):
        self.root = Path(root)
        self._trees = {}
        self.broken = []

    @cached_property
    def paths(self):
        """Paths of all files, relative to the root, in order."""
        if (self.root / ".git").exists():
            command = ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
            listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split("\0")
            return sorted({path for path in listed if path and (self.root / path).is_file()})
        found = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return sorted(str(path) for path in found if not SKIPPED & set(path.parts) and path.parts[0] != ".venv")

    def python(self, *, migrations=False):
        """Paths of the Python files; without the migrations unless asked."""
        return [p for p in self.paths if p.endswith(".py") and (migrations or "/migrations/" not in p)]

    def templates(self):
        """Paths of the HTML templates."""
        return [path for path in self.paths if path.endswith(".html") and "templates/" in path]

    def text(self, path):
        """The file's text; bytes that are not UTF-8 become question marks."""
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def tree(self, path):
        """The file's syntax tree. A file that does not parse counts as a finding, and is read as empty."""
        if path not in self._trees:
            try:
                self._trees[path] = ast.parse(self.text(path))
            except SyntaxError as error:
                self.broken.append(Finding(path, error.lineno or 1, f"does not parse: {error.msg}"))
                self._trees[path] = ast.Module([], [])
        return self._trees[path]

    def nodes(self, path, *kinds):
        """Every node of these kinds in the file."""
        return [node for node in ast.walk(self.tree(path)) if isinstance(node, kinds)]

    @cached_property
    def classes(self):
        """Every class of the four apps, as {name: (path, class)}. Of two with one name an outer one counts before an
        inner one, and one that inherits before one that does not (a table before a plain class)."""
        inner = {node.name: (path, node) for path in self.app_files() for node in self.nodes(path, ast.ClassDef)}
        outer = sorted(self.outer_classes(), key=lambda found: bool(found[1].bases))
        return inner | {node.name: (path, node) for path, node in outer}

    def app_files(self):
        """Paths of the Python files of the four apps."""
        return [path for path in self.python() if path.split("/")[0] in APPS]

    def outer_classes(self):
        """(path, class) of each class that stands at the outer level of a file of the four apps."""
        return [
            (path, node) for path in self.app_files() for node in self.tree(path).body if isinstance(node, ast.ClassDef)
        ]


def checks():
    """Every check of this package, as {name: module}."""
    names = [found.name for found in pkgutil.iter_modules([str(SHELF)]) if found.name not in ("house", "__main__")]
    modules = {name: importlib.import_module(f"config.checks.{name}") for name in sorted(names)}
    return {name: module for name, module in modules.items() if hasattr(module, "check")}


def findings(module, house):
    """What one check finds, sorted, without its exemptions."""
    return sorted({found for found in module.check(house) if not excuse(module, found)})


def excuse(module, found):
    """The key of the exemption that covers a finding, or None."""
    exempt = getattr(module, "EXEMPT", {})
    return next((key for key in (found.path, found.name, f"{found.path}::{found.name}") if key in exempt), None)


def idle_exemptions(module, house):
    """Exemptions that excuse nothing any more: they must go, so that the list stays true."""
    used = {excuse(module, found) for found in module.check(house)}
    path = f"config/checks/{module.__name__.rsplit('.', 1)[-1]}.py"
    idle = [key for key in getattr(module, "EXEMPT", {}) if key not in used]
    return [Finding(path, 1, f"exemption {key!r} excuses nothing") for key in idle]
