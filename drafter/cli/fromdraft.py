"""The answers of a draft, for `drafter profile save --from`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from drafter.errors import InputError, Problem
from drafter.errors import Place as FilePlace
from drafter.layers import Layer
from drafter.questions import stored
from drafter.yamlfile import dump, parse

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.living.answers import ReadBack
    from drafter.template import Template


def read_draft(draft: Path, workspace: Path) -> tuple[Template, ReadBack]:
    """The template of a draft and the answers it gives; what was typed in Word is said, and what could not be taken."""
    from drafter.cli.gaps import open_draft
    from drafter.living.answers import answers_of
    from drafter.template import open_template

    opened = open_draft(draft)
    store = opened.store
    if store is None:
        raise InputError(
            Problem("文件里没有存答案：不是 drafter 起草的，已出过定稿，或别的软件保存时丢了", FilePlace(str(draft)))
        )
    template = open_template(store.origin.template, workspace)
    back = answers_of(opened, store, template)
    questions = template.definition.questions
    edited = dict.fromkeys(questions[key.partition(".")[0]].label for key in back.edited)
    if edited:
        print(f"在 Word 里改过、读回来的：{'、'.join(edited)}")
    for key, said in back.disagreeing.items():
        texts = "、".join(f"“{text}”" for text in said)
        print(f"请核对：{questions[key.partition('.')[0]].label}在稿里写的是{texts}，没有读回来", file=sys.stderr)
    return template, back


def answers_from(draft: Path, workspace: Path) -> Layer:
    """The answers of a draft as a layer, as a profile would hold them."""
    template, back = read_draft(draft, workspace)
    answers = {key: stored(value) for key, value in back.answers.values.items()}
    opened = back.answers.left_open
    root = parse(dump({**answers, **dict.fromkeys(sorted(opened), "")}), str(draft))
    return Layer(f"初稿 {draft.name}", root, (template.folder,), left_open=opened)
