"""How Word spells the numbers of its lists (ECMA-376-1, 17.18.59), as far as Chinese documents use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.numerals import LARGEST, chinese, digits

if TYPE_CHECKING:
    from collections.abc import Callable

_LETTERS = 26
_REPEATS = 30
_LARGEST_ROMAN = 3999
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_SIMPLIFIED = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL = str.maketrans("一二三四五六七八九十百千", "壹貳參肆伍陸柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def formed(number: int, form: str) -> str:
    """A list's number as w:numFmt spells it; in plain digits where the form is unknown or goes no further."""
    if form in ("none", "bullet"):
        return ""
    row = _ROWS.get(form)
    if row:
        return row[number - 1] if 0 < number <= len(row) else str(number)
    largest, spell = _SPELLED.get(form, (0, str))
    return spell(number) if 0 < number <= largest else str(number)


def _roman(number: int) -> str:
    """XIV."""
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


def _letters(number: int) -> str:
    """A … Z, AA, BB …: Word writes a letter once more for each turn of the alphabet."""
    turn, letter = divmod(number - 1, _LETTERS)
    return chr(ord("A") + letter) * (turn + 1)


def _japanese(number: int) -> str:
    """百二 where Chinese has 一百零二."""
    text = chinese(number).replace("零", "")
    for unit in "十百千":
        text = text.replace(f"一{unit}", unit)
    return text


def _legal(number: int) -> str:
    """Chinese numerals that keep the 一 of 一十."""
    text = chinese(number)
    return f"一{text}" if text.startswith("十") else text


def _between(first: str, last: str) -> str:
    """All characters from the first to the last."""
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"

# Forms that have a sign of their own for each number.
_ROWS: dict[str, str | tuple[str, ...]] = {
    "decimalEnclosedCircle": _between("①", "⑳"),
    "decimalEnclosedCircleChinese": _between("①", "⑳"),
    "decimalEnclosedFullstop": _between("⒈", "⒛"),
    "decimalEnclosedParen": _between("⑴", "⒇"),
    "ideographEnclosedCircle": _between("㊀", "㊉"),
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "ideographZodiacTraditional": tuple(_STEMS[n % 10] + _BRANCHES[n % 12] for n in range(60)),
}

# Forms that are spelled by a rule, and the largest number that the rule holds for.
_SPELLED: dict[str, tuple[int, Callable[[int], str]]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"),
        (LARGEST, chinese),
    ),
    "japaneseCounting": (LARGEST, _japanese),
    "chineseLegalSimplified": (LARGEST, lambda n: _legal(n).translate(_SIMPLIFIED)),
    "ideographLegalTraditional": (LARGEST, lambda n: _legal(n).translate(_TRADITIONAL)),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        (LARGEST, digits),
    ),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), (LARGEST, lambda n: str(n).translate(_FULL_WIDTH))),
    "decimalZero": (LARGEST, lambda n: f"{n:02}"),
    "upperRoman": (_LARGEST_ROMAN, _roman),
    "lowerRoman": (_LARGEST_ROMAN, lambda n: _roman(n).lower()),
    "upperLetter": (_LETTERS * _REPEATS, _letters),
    "lowerLetter": (_LETTERS * _REPEATS, lambda n: _letters(n).lower()),
}
