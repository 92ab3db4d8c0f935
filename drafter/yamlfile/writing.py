"""Text of a person's YAML: written, and the stretches of what is written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

# besides, text that could stand in no | block and would break inside of single quotes
_FOREIGN_LINE_ENDS = re.compile("[\x85\u2028\u2029]|\n.* \\Z|\n\\Z", re.DOTALL)
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


def written(value: object) -> str:
    """As `yamlfile.dump`."""
    base = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(value, Dumper=_dumper(base), allow_unicode=True, sort_keys=False, width=2**20)


@lru_cache(maxsize=2)
def _dumper(base: Any) -> Any:  # noqa: ANN401 - libyaml's, where PyYAML was built with it, else its stand-in
    class Dumper(base):  # type: ignore[misc]
        def ignore_aliases(self, _data: object) -> bool:
            return True

    def represent(dumper: Any, text: str) -> Any:  # noqa: ANN401 - as above
        style = '"' if _FOREIGN_LINE_ENDS.search(text) else "|" if "\n" in text else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(str, represent)
    return Dumper


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """As `yamlfile.spans`."""
    for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(token, yaml.DocumentEndToken):
            return
        start, end = token.start_mark.index, token.end_mark.index
        header = _BLOCK_HEADER.match(text, start) if getattr(token, "style", "") in {"|", ">"} else None
        if header:
            yield header.span()
            start, end = text.find("\n", start), len(text[:end].rstrip(" \n"))
        if start < end:
            yield start, end
