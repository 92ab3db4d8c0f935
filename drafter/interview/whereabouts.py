"""What a question is for, for who asks: its help, an example, and where its answer will stand in the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document import Words
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.document import Block, Document, Inline
    from drafter.interview.session import Session
    from drafter.questions import Question

_ROLES = {"title": "标题", "date": "日期", "speaker": "署名", "salutation": "称呼"}
_AROUND = 24
_SHOWN = 3
_ENDS = "。！？；\n"


def explained(session: Session, question: Question, drafted: Callable[[], Document]) -> Iterator[str]:
    """Lines for a writer: what it is for, what an answer looks like, what follows from it, where it will stand."""
    if question.help:
        yield f"用处：{question.help}"
    if question.hint:
        yield f"填法：{question.hint}"
    try:
        document = drafted()
        followers = session.followers(question.key)
    except DrafterError as error:  # a template at fault is told of when the draft is written; here help goes on
        yield f"稿子现在排不出来：{error}"
        return
    if followers:
        yield f"由它推算：{'、'.join(follower.label for follower in followers)}"
    found = list(places(document, question.key))
    yield from (f"在稿中：{place}" for place in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"　　　　共{len(found)}处"
    if not found and not followers and question.kind not in {"choice", "yesno", "points"}:
        yield "在稿中：照现在的答案没有用到"


def places(document: Document, key: str) -> Iterator[str]:
    """Each place of an answer or its gap: the role of the section and the sentence around it, 〔〕 at the place."""
    for block in document.spoken:
        for n, inline in enumerate(block.inlines):
            if not isinstance(inline, Words) and inline.key.partition(".")[0] == key:
                yield f"{_role(block)}｜{_sentence(block.inlines, n)}"


def _role(block: Block) -> str:
    return block.role or _ROLES.get(block.kind, "开头")


def _sentence(inlines: tuple[Inline, ...], n: int) -> str:
    before = "".join(inline.text for inline in inlines[:n])
    after = "".join(inline.text for inline in inlines[n + 1 :])
    begin = max(before.rfind(mark) for mark in _ENDS) + 1
    end = min((after.find(mark) + 1 for mark in _ENDS if mark in after), default=len(after))
    left, right = before[begin:], after[:end].rstrip("\n")
    left = f"……{left[-_AROUND:]}" if len(left) > _AROUND else left
    right = f"{right[:_AROUND]}……" if len(right) > _AROUND else right
    return f"{left}〔{inlines[n].text}〕{right}".replace("\n", " ")
