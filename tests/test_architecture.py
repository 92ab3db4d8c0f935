"""The house as docs/architecture.md describes it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
FLOORS = (
    {"records", "characters"},
    {
        "errors",
        "document",
        "numerals",
        "locks",
        "homes",
        "reasons",
        "zipped",
        "unzipped",
        "inside",
    },
    {"files", "listing", "markup", "questions", "encodings", "cores"},
    {"cache"},
    {"yamlfile"},
    {"answers", "nodes"},
    {"layers"},
    {"word", "template", "interview", "profiles"},
    {"drafting", "speech"},
    {"mining", "living", "checking"},
    {"batch"},
    {"cli"},
    {"__main__"},
)
DOORS = {
    "docx": {"drafter/word/base.py"},
    "jinja2": {f"drafter/template/{name}.py" for name in ("render", "sandbox", "generator", "grammar")},
    "yaml": {"drafter/yamlfile/reading.py", "drafter/yamlfile/writing.py"},
    "questionary": {"drafter/interview/prompts.py"},
    "prompt_toolkit": {"drafter/interview/prompts.py"},
    "rich": {"drafter/cli/display.py"},
    "openpyxl": {"drafter/batch/sheets.py"},
    "rapidfuzz": {"drafter/mining/likeness.py"},
}
HALLS = {"lxml": "drafter/word/"}
MODULES = sorted(path for path in (PROJECT / "drafter").rglob("*.py") if path.parent.name != "shipped")
LONGEST_MODULE, LONGEST_FUNCTION = 250, 30


def imported(path: Path) -> set[str]:
    """Every module that a file imports, for types too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | ({f"drafter.{a.name}" for a in node.names} if node.module == "drafter" else set())
    return found


def room(module: str) -> str:
    """The room that a module of ours is in."""
    return module.split(".")[1] if "." in module else ""


def floor(name: str) -> int:
    """The floor that a room is on."""
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("name", ["drafter", "templates", "profiles", "output", "tests"])
def test_a_clone_has_its_folders(name: str) -> None:
    """What a writer looks for at the top level is there before the first draft."""
    assert (PROJECT / name).is_dir()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_imports_go_down_only(path: Path) -> None:
    """A module imports from its own room and from lower floors."""
    parts = path.relative_to(PROJECT / "drafter").with_suffix("").parts
    if parts == ("__init__",):
        return
    own = parts[0]
    others = {room(name) for name in imported(path) if name.startswith("drafter.")} - {own}
    assert [other for other in others if floor(other) >= floor(own)] == []


@pytest.mark.parametrize("library", sorted(DOORS.keys() | HALLS.keys()))
def test_each_library_has_one_door(library: str) -> None:
    """A foreign library is imported in one module, lxml in one room."""
    users = {
        path.relative_to(PROJECT).as_posix()
        for path in MODULES
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert users
    if library in DOORS:
        assert users == DOORS[library]
    else:
        assert all(user.startswith(HALLS[library]) for user in users)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_modules_and_functions_are_small(path: Path) -> None:
    """No module is longer than 250 lines, no function than 30."""
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}
