"""What a writer is told of copied files whose originals have changed since."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from drafter.template.catalog import OURS

if TYPE_CHECKING:
    from drafter.template.catalog import Catalog


def tell_moved(catalog: Catalog, *folders: str) -> None:
    """Say in one line which copied files of these templates have another original now; nothing where none has."""
    copied = [folder for folder in folders if catalog.has_copies(folder)]
    if not copied:
        return
    from drafter.template.copies import moved

    found = {each.path: each for folder in copied for each in moved(catalog, folder)}
    if found:
        see = f"drafter template diff {folders[0] if len(folders) == 1 else '模板'}"
        names = "、".join(each.title for each in found.values())
        print(f"复制以后，{OURS}的又有更新：{names}（用 {see} 看）", file=sys.stderr)
