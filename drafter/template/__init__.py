"""Templates: where they lie, what they say, and how they render to markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drafter.questions import Value
    from drafter.template.catalog import Catalog
    from drafter.template.definition import Definition
    from drafter.template.phrases import Phrase
    from drafter.template.render import Renderer
    from drafter.template.resolve import Resolver


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready for use: its folder's name, what its template.yaml says, and what renders it."""

    folder: str
    definition: Definition
    renderer: Renderer
    phrases: Mapping[str, Phrase]

    def resolver(self, given: Mapping[str, Value], left_open: frozenset[str] = frozenset()) -> Resolver:
        """What these answers come to in this template."""
        from drafter.template.resolve import Resolver

        return Resolver(self.definition.questions, self.renderer, given, left_open)


def open_template(name: str, workspace: Path) -> Template:
    """The template of that name (folder or Chinese) as seen from a workspace.

    UsageError where there is none; InputError lists every fault of its template.yaml.
    """
    from drafter.template.catalog import Catalog

    catalog = Catalog.of(workspace)
    folder = catalog.folder(name)
    definition = catalog.definition(folder)
    phrases = catalog.phrases()
    return Template(folder, definition, renderer_for(catalog, folder, phrases), phrases)


def renderer_for(catalog: Catalog, folder: str, phrases: Mapping[str, Phrase]) -> Renderer:
    """What renders the files of a template, however faulty they are."""
    from drafter.template.render import Renderer

    return Renderer(lambda file: catalog.source(folder, file), phrases, lambda: catalog.files(folder))
