"""A template that shows answers in every way, and drafts made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.drafting import draft
from drafter.layers import merge, read_settings
from drafter.living.draft import Answers, renew
from drafter.living.origin import carried, origin_of
from drafter.template import open_template
from drafter.word import write
from drafter.word.opened import Opened
from tests.word.conftest import office

__all__ = ["office"]

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.living.draft import Renewed
    from drafter.template import Template
    from drafter.word.layout import Layout

DEFINITION = """\
name: 试写会讲话
version: 1
questions:
- {key: unit}
- {key: meeting, default: "{{ unit }}试写会"}
- {key: date, kind: date}
- {key: rules, kind: list}
- {key: results, kind: long}
- {key: closing, kind: yesno, default: yes}
- {key: title, default: "在{{ meeting }}上的讲话"}
- key: points
  kind: points
  default:
  - {heading: "{{ unit }}要强", points: [眼力, 脑力]}
  - 要实
  - {heading: "要严{{ count }}线", points: [底线, 红线]}
front: {title: "{{ title }}", date: "（{{ date|date }}）", salutation: "同志们："}
series: [第一，, （一）, 首先，]
sections: [{name: body}, {name: points}, {name: closing}]
"""
BODY = """\
{{ unit }}今年依据{{ rules|join }}等文件开会，下面讲{{ points|count }}点意见。
{{ results }}
"""
POINTS = """\
{% for point in points %}
# {{ point.heading }}
这一段不变。
{% for below in point.points %}
## {{ below.heading }}
{{ unit }}的一段。
### 甲
一段甲。
### {{ meeting }}
一段乙。
{% endfor %}
{% endfor %}
"""
CLOSING = """\
{% if closing %}
让我们共同努力。
{% endif %}
"""
BASE = ("unit=某市局", "date=2031-02-03", "rules=《甲》；乙", "results=做了一件事。")


class Workshop:
    """Drafts of one template."""

    def __init__(self, template: Template) -> None:
        """Work with this template."""
        self.template = template

    def answers(self, *settings: str) -> Answers:
        """Answers given as on the command line."""
        merged = merge([read_settings(settings)], self.template.definition.questions, lambda _: ())
        return Answers(merged.values, frozenset(merged.left_open))

    def draft(self, answers: Answers, layout: Layout | None = None) -> bytes:
        """A new draft made of them."""
        origin = origin_of(self.template, answers.values, answers.left_open)
        return write(draft(self.template, answers.values, answers.left_open).document, layout, origin=origin)

    def update(self, data: bytes, *settings: str) -> Renewed:
        """A draft with other answers, given as on the command line."""
        opened = Opened(data, "a.docx")
        assert opened.store
        layers = [carried(opened.store.origin, self.template, "a.docx"), read_settings(settings)]
        old, new = (merge(each, self.template.definition.questions, lambda _: ()) for each in (layers[:1], layers))
        both = [Answers(each.values, frozenset(each.left_open)) for each in (old, new)]
        return renew(opened, opened.store, self.template, *both)


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The template in a workspace of its own."""
    folder: Path = tmp_path_factory.mktemp("workshop") / "templates" / "small"
    folder.mkdir(parents=True)
    files = {"template.yaml": DEFINITION, "body.j2": BODY, "points.j2": POINTS, "closing.j2": CLOSING}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Workshop(open_template("small", folder.parent.parent))
