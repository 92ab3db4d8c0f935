"""Templates: where they lie, what they say, and how they render to markup."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from drafter.records import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drafter.questions import Value
    from drafter.template.catalog import Catalog
    from drafter.template.definition import Definition
    from drafter.template.phrases import Phrase
    from drafter.template.pouring import PouringRenderer
    from drafter.template.remote import RemoteRenderer
    from drafter.template.render import Renderer
    from drafter.template.resolve import Resolved, Resolver


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready for use: its folder's name, what its template.yaml says, and what renders it.

    before: what its questions came to last.
    """

    folder: str
    definition: Definition
    renderer: PouringRenderer
    phrases: Mapping[str, Phrase]
    before: dict[str, Resolved] = field(default_factory=dict, compare=False, repr=False)

    def resolver(self, given: Mapping[str, Value], left_open: frozenset[str] = frozenset()) -> Resolver:
        """What these answers come to in this template."""
        from drafter.template.resolve import Resolver

        self.renderer.begin()
        return Resolver(self.definition.questions, self.renderer, given, left_open, self.before)


def open_template(name: str, workspace: Path, *, made_here: bool = False) -> Template:
    """The template of that name (folder or Chinese) as seen from a workspace.

    One that nobody vouched for renders in a process of its own; made_here: drafter wrote it just now. UsageError where
    there is none; InputError lists every fault of its template.yaml.
    """
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    folder = catalog.folder(name)
    definition = catalog.definition(folder)
    phrases = catalog.phrases()
    return Template(
        folder, definition, renderer_for(catalog, folder, definition, phrases, made_here=made_here), phrases
    )


def renderer_for(
    catalog: Catalog, folder: str, definition: Definition, phrases: Mapping[str, Phrase], *, made_here: bool = False
) -> PouringRenderer:
    """What renders the files of a template: this process, or one of its own where nobody vouched for them."""
    from drafter.template.pouring import PouringRenderer
    from drafter.template.shelf import Shelf, name_of
    from drafter.template.trust import vouched

    known = vouched(catalog, folder, made_here=made_here)

    def source(file: str) -> tuple[str, Path]:
        text, path = catalog.source(folder, file)
        if known is not None and catalog.is_own(path) and path not in known:
            raise KeyError(file)
        return text, path

    files = partial(catalog.files, folder)
    # definition and phrases as they were read: their files may say something else by now
    name = partial(name_of, catalog, folder, (known is not None, definition, phrases))
    return PouringRenderer(lambda: _kind(is_known=known is not None)(source, phrases, files), files, Shelf(name))


def _kind(*, is_known: bool) -> type[Renderer | RemoteRenderer]:
    if is_known:
        from drafter.template.render import Renderer

        return Renderer
    from drafter.template.remote import RemoteRenderer

    return RemoteRenderer
