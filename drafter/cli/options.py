"""What `drafter new` was asked for, and what of it an interview that was broken off goes on with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.records import dataclass, replace
from drafter.word import DEFAULT

if TYPE_CHECKING:
    from drafter.cli.resuming import Wanted


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for on the command line."""

    template: str
    profile: str
    answers: Path | None
    settings: tuple[str, ...]
    no_input: bool
    outline_only: bool
    output: Path | None
    save_profile: str
    resume: bool
    guidance: str
    layout: str
    fonts: str
    minutes: int | None
    workspace: Path
    strict: bool = False

    def given(self) -> Wanted:
        """What it says of the draft, for journals to be held against."""
        from drafter.cli.resuming import Wanted

        return Wanted(self.template, self.profile, has_answers=bool(self.answers or self.settings))

    def kept(self) -> dict[str, str]:
        """The options that an interview broken off and resumed goes on with."""
        return {
            "outline_only": "是" if self.outline_only else "",
            "output": str(self.output or ""),
            "save_profile": self.save_profile,
            "guidance": self.guidance,
            "layout": self.layout,
            "fonts": self.fonts,
            "minutes": str(self.minutes or ""),
        }

    def resumed(self, kept: dict[str, str]) -> Options:
        """These options, with what was asked for before the break where this command line says nothing."""
        from drafter.cli.resuming import number_of

        output = kept.get("output", "")
        is_other = self.given().is_for_another(kept)
        return replace(
            self,
            answers=None if is_other else self.answers,
            settings=() if is_other else self.settings,
            template=kept.get("template", ""),
            profile=kept.get("profile", ""),
            outline_only=self.outline_only or bool(kept.get("outline_only")),
            output=self.output or (Path(output) if output else None),
            save_profile=self.save_profile or kept.get("save_profile", ""),
            guidance=self.guidance if self.guidance != "list" else kept.get("guidance", "list"),
            layout=self.layout if self.layout != DEFAULT else kept.get("layout", DEFAULT),
            fonts=self.fonts if self.fonts != "layout" else kept.get("fonts", "layout"),
            minutes=self.minutes or number_of(kept.get("minutes", "")),
        )
