"""What a draft carries of how it was made, so that it can be made again: a custom XML part (ECMA-376-1, 22.5).

The template, the answers, what of the layout an update needs, and what each mark showed. Nobody sees it in Word;
`drafter finish` takes it out.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

from drafter.records import dataclass, replace
from drafter.word.catalog import standard
from drafter.word.layout import POINTS_PER_MM, TWIPS_PER_POINT
from drafter.word.marks import Shown
from drafter.word.package import add_link, add_type
from drafter.word.steps import Step
from drafter.word.wml import DECLARATION, ITEM_ID, RELATIONSHIPS, STORE, attributes, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from drafter.word.layout import Layout
    from drafter.word.steps import Numbers

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_TOGETHER = 16
"""So many marks are written at once: drafts of a batch have most of theirs in common."""
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a draft was made from.

    template: the folder's name. answers: YAML, keys left open with an empty answer. outline_only: as `drafting.draft`
    has it. layout: its name.
    """

    template: str
    version: str
    answers: str
    outline_only: bool = False
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Store:
    """All that the part holds.

    layout: the standard but for what bears on the text of a page. shown: by mark, in the order of the page. live: what
    the content controls show that are bound to this part. steps: of the file's list.
    """

    origin: Origin
    layout: Layout
    shown: Mapping[int, Shown]
    live: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


def add_store(parts: dict[str, bytes], store: Store) -> str:
    """Add the part that holds the store, its own properties, its type and its relationship; the name of the part."""
    number = next(number for number in count(1) if f"customXml/item{number}.xml" not in parts)
    item, about = f"item{number}.xml", f"itemProps{number}.xml"
    parts[f"customXml/{item}"] = store_part(store)
    parts[f"customXml/{about}"], parts[f"customXml/_rels/{item}.rels"] = _about(about)
    add_type(parts, f"customXml/{about}", _PROPERTIES_TYPE)
    add_link(parts, "rIdStore", "customXml", f"../customXml/{item}")
    return f"customXml/{item}"


@lru_cache(maxsize=4)
def _about(name: str) -> tuple[bytes, bytes]:
    """The properties of the store's part, which have this name, and the relationship to them."""
    item = attributes({"xmlns:ds": _PROPERTIES, "ds:itemID": ITEM_ID})
    schema = f"<ds:schemaRefs><ds:schemaRef{attributes({'ds:uri': STORE})}/></ds:schemaRefs>"
    link = attributes({"Id": "rId1", "Type": f"{RELATIONSHIPS}/customXmlProps", "Target": name})
    links = f"<Relationships{attributes({'xmlns': _LINKS})}><Relationship{link}/></Relationships>"
    properties = f"<ds:datastoreItem{item}>{schema}</ds:datastoreItem>"
    return f"{DECLARATION}{properties}".encode(), f"{DECLARATION}{links}".encode()


def store_part(store: Store) -> bytes:
    """The bytes of the part."""
    origin, layout = store.origin, store.layout
    outline = "yes" if origin.outline_only else "no"
    about = {"xmlns": STORE, "template": origin.template, "version": origin.version, "outline": outline}
    shown = tuple(store.shown.items())
    written = [
        f"{DECLARATION}<draft{attributes(about)}>",
        _child("answers", origin.answers),
        _form(origin.layout, layout, store.steps),
        *(_all_shown(shown[start : start + _TOGETHER]) for start in range(0, len(shown), _TOGETHER)),
        *(_child("live", text) for text in store.live),
        "</draft>",
    ]
    return "".join(written).encode()


@lru_cache(maxsize=16)
def _form(name: str, layout: Layout, steps: tuple[Step, ...]) -> str:
    """What of a layout of this name bears on the text of a page."""
    form = {
        "numbers": layout.numbers,
        "steps": " ".join(f"{step.level}{step.family}" for step in steps),
        "runIn": " ".join(map(str, sorted(layout.run_in))),
        "byline": "end" if layout.at_end else "top",
        "live": "yes" if layout.live else "no",
        "width": str(round(layout.page.text_width * TWIPS_PER_POINT)),
        "titleSize": str(float(layout.title.size)),
        "titleSpacing": str(float(layout.title.spacing)),
    }
    return _child("layout", name, **form)


@lru_cache(maxsize=200)
def _all_shown(marks: tuple[tuple[int, Shown], ...]) -> str:
    return "".join([_shown_as(*mark) for mark in marks])


@lru_cache(maxsize=4000)
def _shown_as(number: int, shown: Shown) -> str:
    key = {"key": shown.key} if shown.key else {}
    return _child("shown", shown.text, mark=f"{shown.kind}{number}", **key)


def _child(name: str, text: str, **named: str) -> str:
    return f"<{name}{attributes(named)}>{escaped(text)}</{name}>"


def is_store(root: _Element) -> bool:
    """Whether a custom XML part is ours."""
    return root.tag == _name("draft")


def read_store(root: _Element) -> Store:
    """The store that XML holds. ValueError where somebody cut something out of it."""
    form = root.find(_name("layout"))
    if form is None:
        raise ValueError(_name("layout"))
    answers = root.findtext(_name("answers")) or ""
    outline = root.get("outline") == "yes"
    origin = Origin(root.get("template", ""), root.get("version", ""), answers, outline, form.text or "")
    live = tuple(child.text or "" for child in root.iterchildren(_name("live")))
    steps = tuple(Step(int(each[0]), each[1:]) for each in form.get("steps", "").split())
    return Store(origin, _layout(form), dict(_shown(root.iterchildren(_name("shown")))), live, steps)


def _shown(children: Iterable[_Element]) -> Iterable[tuple[int, Shown]]:
    for child in children:
        mark = child.get("mark", "")
        if mark[:1] in ("f", "g", "n"):
            yield int(mark[1:]), Shown(mark[:1], child.get("key", ""), child.text or "")  # type: ignore[arg-type]


def _layout(form: _Element) -> Layout:
    """The standard with what the store says of a layout; the sheet is as wide as its text."""
    base = standard()
    millimetres = _measure(form, "width", 1000, 40_000) / TWIPS_PER_POINT / POINTS_PER_MM
    size, spacing = _measure(form, "titleSize", 1, 200), _measure(form, "titleSpacing", -0.5, 200)
    numbers: Numbers = next((each for each in ("auto", "typed") if each == form.get("numbers")), "family")
    return replace(
        base,
        page=replace(base.page, width=millimetres, left=0, right=0),
        title=replace(base.title, size=size, spacing=spacing),
        run_in=frozenset(map(int, form.get("runIn", "").split())),
        numbers=numbers,
        at_end=form.get("byline") == "end",
        live=form.get("live") == "yes",
    )


def _measure(form: _Element, name: str, least: float, most: float) -> float:
    """A number of the store; ValueError where no layout has such a one."""
    number = float(form.get(name, ""))
    if not least <= number <= most:
        raise ValueError(name)
    return number


def _name(name: str) -> str:
    return f"{{{STORE}}}{name}"
