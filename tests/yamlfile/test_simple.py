"""YAML written without PyYAML."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafter.yamlfile.simple import simple
from drafter.yamlfile.writing import written

_SURE = st.from_regex(r"[一-龥“《（×][一-龥0-9A-Za-z，。、；：！？“”‘’（）《》—…·×％%/.-]{0,5}", fullmatch=True)
_TEXT = _SURE | st.from_regex(r"[0-9]{1,9}|[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
_KEY = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True) | st.sampled_from(
    ["y", "n", "inf", "nan", "e1", "on", "no"]
)
_DOUBTFUL = st.sampled_from(
    ["", "no", "一 二", "一: 二", "一\n二", "- 一", "#", "×××", "1.5", "0x1F", "~", "一 # 二", "a"]
)


def _nested(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    below = st.recursive(
        leaves, lambda it: st.lists(it, max_size=3) | st.dictionaries(_KEY, it, max_size=3), max_leaves=6
    )
    return st.dictionaries(_KEY, below, max_size=3)


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def dumper(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare with PyYAML's fast writer, and with the one that stands in where it was built without."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeDumper", raising=False)


@pytest.mark.parametrize("leaves", [_TEXT, _TEXT | _DOUBTFUL], ids=["sure", "doubtful"])
@given(data=st.data())
def test_what_is_written_is_what_pyyaml_writes(leaves: st.SearchStrategy[str], data: st.DataObject) -> None:
    """Where it is written without PyYAML at all, it is written letter for letter alike."""
    value = data.draw(_nested(leaves))
    assert simple(value) in (None, written(value))


def test_usual_answers_need_no_pyyaml() -> None:
    """Words, numbers, dates, lists and points, as questions give them, are written without it."""
    answers = {
        "unit": "××市公安局",
        "date": "2026-01-15",
        "count": "68",
        "place": "",
        "guests": "否",
        "rules": ["《某条例》", "“某”规划"],
        "points": [{"heading": "抓学习，强本领", "points": ["学得深", {"heading": "用得活"}]}, "抓落实"],
    }
    assert simple(answers) == written(answers)


@pytest.mark.parametrize(
    "value", [{}, [], "一", {"a": None}, {"a": "一\n二"}, {"a": []}, {"一": "二"}, {"no": "一"}, {1: "一"}]
)
def test_what_is_not_sure_is_left_to_pyyaml(value: object) -> None:
    """Anything else than nested entries of plain words is not even tried."""
    assert simple(value) is None
