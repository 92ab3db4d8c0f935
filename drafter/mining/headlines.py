"""The headings that a mined template offers: as they stood, or the form that they share with its slots open."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from drafter.mining.forms import Slot, form, forms
from drafter.mining.sentences import unchanging
from drafter.mining.wording import escaped, literal, quoted
from drafter.numerals import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drafter.mining.forms import Form
    from drafter.mining.heads import Head
    from drafter.mining.siblings import SharedHead

_EXAMPLES, _COMPARED, _SUGGESTED, _LONGEST_FORM = 3, 8, 10, 60
_FIGURE = re.compile(r"“([一二三四五六七八九十]{1,2})([^一二三四五六七八九十”])”")


def offered(point: SharedHead, siblings: Sequence[SharedHead], shown: Callable[[int, Head], str]) -> str:
    """The default heading of a point, in Jinja. shown(number, head): a heading as the speech of that number has it.

    The heading itself where most speeches have it, whatever year or number is in it; else the form of the headings
    that stood in its place, or that of its siblings if most of these have it too, with a gap for each slot; else one
    gap that tells some of them.
    """
    texts = [head.text for _, head in point.heads]
    usual, count = Counter(map(unchanging, texts)).most_common(1)[0]
    if 2 * count > len(texts):
        number, head = next((number, head) for number, head in point.heads if unchanging(head.text) == usual)
        return shown(number, head)
    different = list(dict.fromkeys(texts))[:_COMPARED]
    shared = form(different)
    if shared:
        return _opened(shared, range(len(different)))
    shared = form([sibling.heads[0][1].text for sibling in siblings])
    if shared and 2 * sum(map(shared.matches, texts)) > len(texts):
        return _opened(shared, [siblings.index(point)])
    examples = "".join(quoted(text) for text in different[:_EXAMPLES])
    return f"{{{{ gap({literal(f'标题，如{examples}')}) }}}}"


def _opened(shared: Form, examples: Iterable[int]) -> str:
    """A form in Jinja, with a gap for each slot that tells what stood there; a slot that may be empty is."""
    numbers = list(examples)[:_EXAMPLES]
    made = ""
    for part in shared.parts:
        if isinstance(part, Slot) and not part.least:
            continue
        if isinstance(part, Slot):
            seen = dict.fromkeys(part.filled[number] for number in numbers if part.filled[number])
            made += f"{{{{ gap({literal('如' + ''.join(map(quoted, seen)))}) }}}}"
        else:
            made += escaped(part)
    return made


def figure(heading: str, below: Sequence[SharedHead]) -> tuple[str, str]:
    """A heading that announces its sub-points (“三力” above three headings with 力): it counts them itself.

    Returns the heading in Jinja and the character that all of them carry, which is empty where there is none.
    """
    found = _FIGURE.search(heading)
    carried = found is not None and all(found[2] in head.heads[0][1].text for head in below)
    if found is None or not carried or value(found[1]) != len(below):
        return heading, ""
    return f"{heading[: found.start(1)]}{{{{ count }}}}{heading[found.end(1) :]}", found[2]


def suggestions(rows: Iterable[Sequence[str]]) -> list[str]:
    """The forms of rows of siblings, the most frequent first: what is offered where a heading is written anew."""
    found: Counter[str] = Counter()
    for row in rows:
        for one, group in forms(row):
            if len(one.text) <= _LONGEST_FORM and len(one.parts) > 1:
                found[one.text] += len(group)
    return [text for text, _ in found.most_common(_SUGGESTED)]
