"""What numbers look like in a sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.batch.looks import is_day, is_text_as_it_is, number_shown


@pytest.mark.parametrize(
    ("held", "look", "shown"),
    [
        ("12", "General", "12"),
        ("12.0", "General", "12"),
        ("3.1400000000000001", "General", "3.14"),
        ("-0", "General", "0"),
        ("-12345678901", "General", "-12345678901"),
        ("12", "G/通用格式", "12"),
        ("12", "@", "12"),
        ("20300115", "0", "20300115"),
        ("12", "0_ ", "12"),
        ("3.1", "0.00", "3.10"),
        ("1234567", "#,##0", "1,234,567"),
        ("-1234.5", "#,##0.00_ ", "-1,234.50"),
    ],
)
def test_a_number_is_read_as_it_is_shown(held: str, look: str, shown: str) -> None:
    """In formats whose look is sure the letters on the screen are the answer."""
    assert number_shown(held, look) == shown


@pytest.mark.parametrize(
    ("held", "look"),
    [
        ("0.30000000000000004", "General"),
        ("1E-07", "General"),
        ("123456789012", "General"),
        ("1E+22", "General"),
        ("12.5", "0"),
        ("110101199003071234", "0"),
        ("3.14159", "0.00"),
        ("7", "000"),
        ("12", '0"名"'),
        ("5", "[DBNum1]General"),
        ("0.12", "0%"),
        ("5", "0;-0;;@"),
        ("5", "0_);[Red]\\(0\\)"),
        ("5", "# ?/?"),
        ("5", "yyyy-mm-dd"),
        ("5", ""),
        ("nan", "General"),
        ("1_0", "General"),
        ("1E+999", "General"),
    ],
)
def test_a_number_that_may_look_otherwise_is_not_read(held: str, look: str) -> None:
    """What is rounded, filled up or written with other signs isn't guessed at."""
    assert number_shown(held, look) == ""


@given(st.integers(-(10**10), 10**10), st.sampled_from(["General", "0", "@"]))
def test_whole_numbers_come_back(number: int, look: str) -> None:
    """A whole number of up to eleven digits is read as it was typed."""
    assert number_shown(str(number), look) == str(number)


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 4), st.booleans())
def test_what_is_read_is_what_is_held(number: float, digits: int, grouped: bool) -> None:  # noqa: FBT001
    """A number that is read is the very number that the cell holds, whatever its format."""
    look = ("#,##" if grouped else "") + "0" + ("." + "0" * digits if digits else "")
    for shown in (number_shown(repr(number), look), number_shown(repr(number), "General")):
        assert not shown or float(shown.replace(",", "")) == number


@pytest.mark.parametrize(
    "look",
    [
        "yyyy-mm-dd",
        "yyyy/m/d;@",
        "mm-dd-yy",
        "m/d/yyyy",
        "d-mmm-yy",
        'yyyy"年"m"月"d"日"',
        'yyyy"年"m"月"d"日";@',
        '[$-804]yyyy"年"m"月"d"日";@',
        "[$-0804]yyyy\\年m\\月d\\日",
        "[$-zh-CN]yyyy年m月d日",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        "[$-x-sysdate]dddd, mmmm dd, yyyy",
        "yyyy.mm.dd_ ",
    ],
)
def test_a_day_has_a_year_a_month_and_a_day(look: str) -> None:
    """Whatever stands between them, the day shown is the one held."""
    assert is_day(look)


@pytest.mark.parametrize(
    "look",
    [
        'yyyy"年"m"月"',
        'm"月"d"日"',
        "yyyy",
        "yyyy-mm-dd h:mm",
        "yyyy-mm-dd dddd",
        "[$-804]aaaa",
        'yyyy"年"m"月"d"日上午"x',
        'yyyy"年"m"月"d"日 a"',
        '[DBNum1][$-804]yyyy"年"m"月"d"日"',
        "[$-1E000804]yyyy/m/d",
        "yyyy/m/d;;",
        "yyyy/mmmmm/d",
        "d/m/yyyy d",
        "[Red]yyyy/m/d",
        "General",
        "0",
        "",
    ],
)
def test_what_shows_less_or_more_is_no_day(look: str) -> None:
    """A month without a day, a weekday, a time or other digits show otherwise than a day is written out."""
    assert not is_day(look)


@pytest.mark.parametrize(
    ("look", "is_shown"),
    [
        ("General", True),
        ("@", True),
        ("0.00", True),
        ("yyyy/m/d;@", True),
        ("", True),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', True),
        ('@"局"', False),
        ("0;-0;0;", False),
        (";;;", False),
        ('0;0;0;"甲"@', False),
    ],
)
def test_a_text_may_be_shown_with_more_or_not_at_all(look: str, is_shown: bool) -> None:  # noqa: FBT001
    """A format that adds to texts or hides them is told from one that doesn't."""
    assert is_text_as_it_is(look) is is_shown
