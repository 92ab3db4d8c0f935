"""Whatever stands in a template, check tells of it: it never fails."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checking import check, view
from drafter.template import renderer_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.checking import Finding

_DEFINITION = """\
name: 试写会讲话
questions:
- {key: meeting, default: "{{ guests }}"}
- {key: guests, kind: yesno, default: no}
- {key: rules, kind: list, when: guests}
- {key: mode, kind: choice, choices: [现场, 书面], default: 现场}
- key: points
  kind: points
  default: [{heading: "“{{ count }}力”", figure: 力, body: one, points: [眼力]}]
front: {title: "在{{ meeting }}上的讲话"}
series: [一、, （一）]
sections: [{name: body}, {name: points}]
"""
_PIECES = [
    "{{ ",
    " }}",
    "{% if ",
    " %}",
    "{% endif %}",
    "{% for a in ",
    "{% endfor %}",
    "meeting",
    "guests",
    "mode",
    "rules",
    "points",
]
_PIECES += [
    " is open",
    " == '现场'",
    " and ",
    "not ",
    "|join",
    "|phrase",
    "|count",
    "'四个意识'",
    "# ",
    "> ",
    "\n",
    "甲",
    "“",
    "《",
    "、",
]
_PIECES += [
    "{# ",
    " #}",
    "{",
    "\\",
    "\t",
    " ",
    "{% include 'body.j2' %}",
    "{% set a = 1 %}",
    "{% else %}",
    "\x00",
    "1",
    "(",
    "]",
]
_TEXT = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
_CUT = st.tuples(st.integers(0, len(_DEFINITION)), st.integers(0, 8), _TEXT)


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A workspace that all tries share, and one process."""
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "templates" / "small" / "points").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as given:
        given.setattr(view, "renderer_for", partial(renderer_for, made_here=True))
        yield folder


def _checked(room: Path, files: dict[str, str]) -> list[Finding]:
    for name, text in files.items():
        (room / "templates" / "small" / name).write_bytes(text.encode())
    return check("small", room, dt.date(2026, 1, 15))


def _are_told(found: list[Finding]) -> bool:
    """Whether each finding says what, and where in a file that there is."""
    return all(one.problem.message and (not one.place.line or Path(one.place.path).is_file()) for one in found)


@settings(max_examples=30)
@given(_TEXT, _TEXT)
def test_any_section_is_told_of(room: Path, body: str, point: str) -> None:
    """Sections and points of any text are checked, each finding with its place."""
    found = _checked(room, {"template.yaml": _DEFINITION, "body.j2": body, "points/one.j2": point})
    assert _are_told(found)


@settings(max_examples=30)
@given(_CUT)
def test_any_definition_is_told_of(room: Path, cut: tuple[int, int, str]) -> None:
    """A template.yaml with anything put in or left out anywhere is checked."""
    at, length, text = cut
    definition = _DEFINITION[:at] + text + _DEFINITION[at + length :]
    assert _are_told(
        _checked(room, {"template.yaml": definition, "body.j2": "{{ meeting }}\n", "points/one.j2": "甲。\n"})
    )
