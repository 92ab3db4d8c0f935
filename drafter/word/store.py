"""What a draft carries of how it was made, so that it can be made again: a custom XML part (ECMA-376-1, 22.5).

The template, the answers, what of the layout an update needs, and what each mark showed. Nobody sees it in Word;
`drafter finish` takes it out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from drafter.word.catalog import standard
from drafter.word.layout import POINTS_PER_MM, TWIPS_PER_POINT
from drafter.word.marks import Shown
from drafter.word.package import add_link, add_type
from drafter.word.steps import Step
from drafter.word.wml import ITEM_ID, RELATIONSHIPS, STORE, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from drafter.word.layout import Layout
    from drafter.word.steps import Numbers

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
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
    properties = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
    properties.set(f"{{{_PROPERTIES}}}itemID", ITEM_ID)
    schemas = etree.SubElement(properties, f"{{{_PROPERTIES}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_PROPERTIES}}}schemaRef").set(f"{{{_PROPERTIES}}}uri", STORE)
    links = etree.Element(f"{{{_LINKS}}}Relationships", nsmap={None: _LINKS})  # type: ignore[dict-item]
    link = {"Id": "rId1", "Type": f"{RELATIONSHIPS}/customXmlProps", "Target": about}
    etree.SubElement(links, f"{{{_LINKS}}}Relationship", link)
    parts[f"customXml/{item}"] = store_part(store)
    parts[f"customXml/{about}"] = serialize(properties)
    parts[f"customXml/_rels/{item}.rels"] = serialize(links)
    add_type(parts, f"customXml/{about}", _PROPERTIES_TYPE)
    add_link(parts, "rIdStore", "customXml", f"../customXml/{item}")
    return f"customXml/{item}"


def written(store: Store) -> _Element:
    """The store as XML."""
    origin, layout = store.origin, store.layout
    root = etree.Element(_name("draft"), nsmap={None: STORE})  # type: ignore[dict-item]
    root.set("template", origin.template)
    root.set("version", origin.version)
    root.set("outline", "yes" if origin.outline_only else "no")
    _child(root, "answers", origin.answers)
    form = _child(root, "layout", origin.layout)
    form.set("numbers", layout.numbers)
    form.set("steps", " ".join(f"{step.level}{step.family}" for step in store.steps))
    form.set("runIn", " ".join(map(str, sorted(layout.run_in))))
    form.set("byline", "end" if layout.at_end else "top")
    form.set("live", "yes" if layout.live else "no")
    form.set("width", str(round(layout.page.text_width * TWIPS_PER_POINT)))
    form.set("titleSize", str(float(layout.title.size)))
    form.set("titleSpacing", str(float(layout.title.spacing)))
    for number, each in store.shown.items():
        child = _child(root, "shown", each.text)
        child.set("mark", f"{each.kind}{number}")
        if each.key:
            child.set("key", each.key)
    for text in store.live:
        _child(root, "live", text)
    return root


def store_part(store: Store) -> bytes:
    """The bytes of the part."""
    return serialize(written(store))


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


def _child(parent: _Element, name: str, text: str) -> _Element:
    child = etree.SubElement(parent, _name(name))
    child.text = text
    return child


def _name(name: str) -> str:
    return f"{{{STORE}}}{name}"
