"""Templates: their definition and their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.grammar import YAML, soup, spoiled
from tests.fuzz.template import BODY, DEFINITION, FILES, KEYS
from tests.fuzz.trying import fuzzed

if TYPE_CHECKING:
    from tests.fuzz.trying import Trial

KINDS = "text long year date choice several yesno list points".split()  # noqa: SIM905
ENTRIES = "key label kind hint help when default choices round always optional forms heading body series share by of"
DEFINED = [
    *YAML,
    *KEYS,
    *KINDS,
    *(f"{entry}: " for entry in ENTRIES.split()),
    "{{ ",
    " }}",
    "一、",
    "questions:\n",
    "sections:\n",
]
SOURCE = [
    *(
        "{{ ",
        " }}",
        "{% if ",
        "{% elif ",
        "{% else %}",
        "{% endif %}",
        "{% for a in ",
        "{% endfor %}",
        " %}",
        "{#",
        "#}",
    ),
    *("{% set a = ", "{% set a %}", "{% endset %}", "{% macro m(a) %}", "{% endmacro %}", "{{ m(", "{% call m() %}"),
    *(
        "{% include ",
        '"body.j2"',
        '"shared/points.j2"',
        '"../x"',
        "{% import ",
        " as m",
        "{% extends ",
        "{% block a %}",
    ),
    *("{% filter join %}", "{% with ", "{% raw %}", "{% endraw %}", "{% do ", "{% autoescape true %}", "{%- ", " -%}"),
    *(
        " is open",
        " is answered",
        " not ",
        " and ",
        " or ",
        " in ",
        " == ",
        " ~ ",
        " + ",
        " * ",
        "9" * 12,
        "[",
        "]",
        "(",
    ),
    *(
        ")",
        "|join",
        "|quoted",
        "|count",
        "|date(",
        "|next",
        "|hint(",
        "|phrase",
        "|own",
        "|short",
        '"月日"',
        "'",
        "gap(",
    ),
    *(
        "loop.index",
        "loop",
        "self",
        ".__class__",
        "[0]",
        "[:1]",
        "\n",
        "\n# ",
        "\n## ",
        "\n> ",
        "甲",
        "point.points",
        "【",
    ),
    *KEYS,
]
TEXTS = spoiled([BODY, FILES["points/strong.j2"]], SOURCE) | soup(SOURCE)


@fuzzed
@given(spoiled([DEFINITION], [*DEFINED, *SOURCE]) | st.just(DEFINITION), TEXTS, TEXTS)
def test_no_template_breaks_the_command(trial: Trial, definition: str, body: str, strong: str) -> None:
    """A template in whatever state is shown and drafted from, or refused in words."""
    files = {"template.yaml": definition, "body.j2": body, "points/strong.j2": strong}
    trial.put({f"templates/small/{name}": text for name, text in files.items()})
    here = ("--workspace", str(trial.workspace))
    trial.run("template", "show", "small", *here)
    trial.run("new", "small", "--no-input", "--set=unit=甲局", "--set=date=2031-02-03", *here)
