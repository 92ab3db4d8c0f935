"""Body fields as content controls that are bound to the store (ECMA-376-1, 17.5.2): edited in one place, all change.

Word shows what the store says, not what stands in the control, so that controls which show different text must be bound
to different places of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.wml import ITEM_ID, STORE, attribute, value, w, xml

if TYPE_CHECKING:
    from lxml.etree import _Element

    from drafter.document import Field
    from drafter.word.wml import Xml

_LETTERS = (w("t"), w("tab"), w("br"), w("cr"))


def can_live(field: Field) -> bool:
    """Whether a field can be a plain control: one with a line break would lose it in some programs."""
    return bool(field.text) and not set("\n\r\t") & set(field.text)


def control(runs: Xml, key: str, number: int) -> Xml:
    """A control around runs, not bound yet. number: of the mark around it."""
    properties = xml("sdtPr", xml("tag", val=key), xml("id", val=number), xml("dataBinding"), xml("text"))
    return xml("sdt", properties, xml("sdtContent", runs))


def in_control(letters: _Element) -> bool:
    """Whether an element of a run is in a control of ours."""
    around = next(letters.iterancestors(w("sdt")), None)
    properties = None if around is None else around.find(w("sdtPr"))
    return properties is not None and _is_ours(properties)


def bind(root: _Element) -> tuple[str, ...]:
    """Bind all controls of ours, those of one question that show the same text to one place; the texts of these."""
    places: dict[tuple[str, str], int] = {}
    for each in root.iter(w("sdt")):
        properties = each.find(w("sdtPr"))
        binding = None if properties is None else properties.find(w("dataBinding"))
        if properties is None or binding is None or not _is_ours(properties):
            continue
        text = "".join(letters.text or "" for letters in each.iter(*_LETTERS))
        place = places.setdefault((value(properties.find(w("tag"))), text), len(places) + 1)
        binding.set(w("prefixMappings"), f"xmlns:d='{STORE}'")
        binding.set(w("xpath"), f"/d:draft[1]/d:live[{place}]")
        binding.set(w("storeItemID"), ITEM_ID)
    return tuple(text for _, text in places)


def _is_ours(properties: _Element) -> bool:
    """Whether a control with these properties is bound to the store, or still to be bound."""
    binding = properties.find(w("dataBinding"))
    return binding is not None and attribute(binding, "storeItemID") in ("", ITEM_ID)
