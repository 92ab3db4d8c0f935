"""The questions of a mined template."""

from __future__ import annotations

from drafter.mining.asked import Asked


def test_a_title_that_follows_from_other_answers_is_left_to_the_review() -> None:
    """A title whose default other answers give is not asked before they are given; one without a default is."""
    asked = Asked({})
    asked.put("title", "", label="讲话标题", kind="text", default="在{{ meeting }}上的讲话")
    assert "round" not in asked.entries["title"]
    asked = Asked({})
    asked.put("title", "丰收节里话丰收", label="讲话标题", kind="text", always=True)
    assert asked.entries["title"]["round"] == "first"
