"""Other answers in a draft that was edited: what hangs on them changes, and nothing else."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.living.draft import Answers, renew
from drafter.questions import Point
from drafter.word.catalog import standard
from drafter.word.finish import finished
from drafter.word.gaps import open_places
from drafter.word.opened import Opened
from drafter.word.package import unpack
from drafter.word.reader import read_docx
from drafter.word.shown import ALTERNATIVES, FORMS
from drafter.word.wml import DOCUMENT, make, parse, value, w
from tests.living.conftest import BASE
from tests.word.conftest import faults, sampled_faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element

    from drafter.living.draft import Renewed
    from drafter.questions import Value
    from tests.living.conftest import Workshop

TEXT = st.one_of(
    st.text(st.sampled_from("甲乙《》“”、。！\n\t #1<&{ "), min_size=1, max_size=12),
    st.sampled_from(["某市局", "长" * 60, "【待补：甲】", "第一，"]),
).filter(str.strip)
VALUES: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {},
    optional={
        "unit": TEXT,
        "meeting": TEXT,
        "title": TEXT,
        "rules": st.tuples(TEXT, TEXT),
        "results": st.lists(TEXT, min_size=1, max_size=3).map(tuple),
        "date": st.dates(),
        "points": st.tuples(
            st.builds(Point, TEXT, points=st.tuples(st.builds(Point, TEXT), st.builds(Point, TEXT))),
            st.builds(Point, TEXT),
            st.builds(Point, TEXT),
        ),
    },
)


def _lines(data: bytes) -> list[str]:
    return read_docx(data, "a.docx")


def _letters(data: bytes) -> list[tuple[str, str]]:
    """(formatting, text) of all that is shown, run by run, runs of one formatting joined."""
    found: list[tuple[str, str]] = []
    for paragraph in parse(unpack(data)[DOCUMENT]).iter(w("p")):
        found.append(("p", "".join(sorted(str(each.attrib) for each in paragraph.iterfind(f"{w('pPr')}/*")))))
        for run in paragraph.iter(w("r")):
            look = "".join(f"{each.tag}{each.attrib}" for each in run.iterfind(f"{w('rPr')}/*"))
            text = "".join(each.text or str(each.tag) for each in run if each.tag != w("rPr"))
            if found[-1][0] == look:
                found[-1] = look, found[-1][1] + text
            else:
                found.append((look, text))
    return found


def _marks(data: bytes) -> list[tuple[int, int, str, str, str]]:
    """(line, start, kind, key, text) of each mark, in the order of the page; then (key, text) of each control."""
    opened = Opened(data, "a.docx")
    assert opened.store
    shown = opened.store.shown
    found = [(mark, shown[mark.number].key) for several in opened.marks.values() for mark in several]
    controls = [(value(each.find(f"{w('sdtPr')}/{w('tag')}")), each) for each in opened.root.iter(w("sdt"))]
    return [
        *sorted((mark.line.index, mark.start, mark.kind, key, mark.text) for mark, key in found),
        *((0, 0, "control", key, "".join(map(str, each.itertext()))) for key, each in controls),
    ]


def _renewed(workshop: Workshop, data: bytes, old: Answers, new: Answers) -> Renewed:
    opened = Opened(data, "a.docx")
    assert opened.store
    return renew(opened, opened.store, workshop.template, old, new)


@settings(max_examples=40)
@given(VALUES)
def test_the_same_answers_change_nothing(workshop: Workshop, values: dict[str, Value]) -> None:
    """Updated with the answers that it has, a draft stays as it is, byte for byte."""
    data = workshop.draft(Answers(values))
    renewed = _renewed(workshop, data, Answers(values), Answers(values))
    assert (renewed.changed, renewed.left) == ([], [])
    assert unpack(renewed.data) == unpack(data)


@settings(max_examples=60)
@given(VALUES, VALUES, st.booleans())
def test_an_update_comes_to_what_a_new_draft_is(
    workshop: Workshop,
    first: dict[str, Value],
    second: dict[str, Value],
    live: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    """Where nothing was edited by hand, an update gives text, looks, marks and controls of a draft made anew."""
    second = {**second, **{key: first[key] for key in first.keys() - second.keys() if key == "points"}}
    old, new = Answers(first), Answers(second)
    if ("points" in first) != ("points" in second):
        return
    layout = replace(standard(), live=live)
    renewed = _renewed(workshop, workshop.draft(old, layout), old, new)
    wanted = workshop.draft(new, layout)
    assert renewed.left == []
    assert _lines(renewed.data) == _lines(wanted)
    assert _letters(renewed.data) == _letters(wanted)
    places = [open_places(Opened(data, "a.docx")) for data in (renewed.data, wanted)]
    assert places[0] == places[1]
    assert _marks(renewed.data) == _marks(wanted)
    assert sampled_faults(renewed.data) == []


@settings(max_examples=40)
@given(VALUES, VALUES)
def test_there_and_back_gives_the_first_text(
    workshop: Workshop, first: dict[str, Value], second: dict[str, Value]
) -> None:
    """Updated to other answers and then to the first ones again, a draft reads as it did."""
    if ("points" in first) != ("points" in second):
        return
    old, new = Answers(first), Answers(second)
    data = workshop.draft(old)
    there = _renewed(workshop, data, old, new).data
    back = _renewed(workshop, there, new, old)
    assert (_lines(back.data), back.left) == (_lines(data), [])


def _edit(old: str, new: str) -> Callable[[_Element], None]:
    """An edit that puts other text into the first run that has this, without touching its formatting."""

    def edit(root: _Element) -> None:
        found = next(each for each in root.iter(w("t")) if old in (each.text or ""))
        found.text = (found.text or "").replace(old, new)

    return edit


def _paragraph(root: _Element, text: str) -> _Element:
    return next(each for each in root.iter(w("p")) if text in "".join(map(str, each.itertext())))


def _move_first_point(root: _Element) -> None:
    """Put the first point, with all below it, behind the last."""
    body, first, second = root[0], _paragraph(root, "第一，"), _paragraph(root, "第二，")
    moved = list(body)[body.index(first) : body.index(second)]
    for element in moved:
        _paragraph(root, "让我们共同努力").addprevious(element)


def _split_field(root: _Element) -> None:
    """Split the run of the unit's name, as Word does where it was proofread."""
    run = next(each for each in root.iter(w("t")) if each.text == "某市局").getparent()
    assert run is not None
    second = deepcopy(run)
    run[-1].text, second[-1].text = "某", "市局"
    run.addnext(second)
    run.addnext(make("proofErr", type="spellStart"))


def test_what_was_typed_over_is_listed_and_left(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A place that somebody edited stays, and is told with what stands there and what would have been put there."""
    data = workshop.draft(workshop.answers(*BASE))
    data = edited(data, lambda root: _edit("某市局", "我们局")(_paragraph(root, "今年依据")))
    renewed = workshop.update(data, "unit=某县局")
    assert [(place.stands, place.wanted) for place in renewed.left] == [("我们局", "某县局")]
    text = "\n".join(_lines(renewed.data))
    assert "我们局今年依据" in text
    assert "在某县局试写会上的讲话" in text
    again = workshop.update(renewed.data, "unit=某区局")
    assert [place.stands for place in again.left] == ["我们局"]


def test_what_was_typed_as_it_would_be_is_alive_again(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """Where somebody typed just what the new answer gives, nothing is listed, and the next update changes it."""
    data = edited(
        workshop.draft(workshop.answers(*BASE)), lambda root: _edit("某市局", "某县局")(_paragraph(root, "今年依据"))
    )
    renewed = workshop.update(data, "unit=某县局")
    assert renewed.left == []
    assert "某区局今年依据" in "\n".join(_lines(workshop.update(renewed.data, "unit=某区局").data))


def test_runs_that_word_split_are_one_place(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A field in several runs, with a spelling mark between them, is untouched as long as its text is."""
    renewed = workshop.update(edited(workshop.draft(workshop.answers(*BASE)), _split_field), "unit=某县局")
    assert renewed.left == []
    assert "某市局" not in "\n".join(_lines(renewed.data))


def _everything(root: _Element) -> None:
    """Edit as an office does: text around fields, a comment's range, a tracked deletion, a table, another look."""
    _edit("这一段不变。", "这一段改过了，【注】还要看。")(root)
    paragraph = _paragraph(root, "今年依据")
    words = next(each for each in paragraph.iter(w("t")) if "今年依据" in (each.text or "")).getparent()
    assert words is not None
    words[0].append(make("b"))
    paragraph.insert(1, make("commentRangeStart", id=50))
    paragraph.append(make("commentRangeEnd", id=50))
    struck = make("del", make("r", make("delText")), id=60, author="某甲")
    struck[0][0].text = "删去的话"
    paragraph.append(struck)
    table = make("tbl", make("tblPr"), make("tblGrid"), make("tr", make("tc", make("p", make("r", make("t"))))))
    next(table.iter(w("t"))).text = "表里的话"
    paragraph.addnext(table)


def test_all_other_text_stays_as_edited(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """Edits, comments, tracked changes, tables and formats outside of the fields stay in place, to the character."""
    data = edited(workshop.draft(workshop.answers(*BASE)), _everything)
    renewed = workshop.update(data, "unit=某县局")
    assert renewed.left == []
    assert _lines(renewed.data) == [line.replace("某市局", "某县局") for line in _lines(data)]
    before, after = (parse(unpack(each)[DOCUMENT]) for each in (data, renewed.data))
    for name in ("commentRangeStart", "commentRangeEnd", "del", "tbl", "b", "pStyle"):
        assert [dict(each.attrib) for each in after.iter(w(name))] == [
            dict(each.attrib) for each in before.iter(w(name))
        ]
    assert "删去的话" in "".join(each.text or "" for each in after.iter(w("delText")))


def test_a_new_answer_fills_gaps_and_an_empty_one_opens_them(workshop: Workshop) -> None:
    """A gap becomes the answer, without its colour; opened again, the answer becomes the gap, with it."""
    data = workshop.draft(workshop.answers("unit=某市局"))
    filled = workshop.update(data, "results=做了一件事。\n又做了一件。", "date=2031-02-03")
    assert "做了一件事。" in _lines(filled.data)
    assert "又做了一件。" in _lines(filled.data)
    assert _letters(filled.data) == _letters(
        workshop.draft(workshop.answers("unit=某市局", "results=做了一件事。\n又做了一件。", "date=2031-02-03"))
    )
    opened = workshop.update(filled.data, "date=", "results=")
    assert _letters(opened.data) == _letters(data)


def test_counts_and_paragraphs_follow_points_and_choices(workshop: Workshop) -> None:
    """A point more is a heading more, its number and the announced count; a section left out goes, and comes back."""
    data = workshop.draft(workshop.answers(*BASE))
    renewed = workshop.update(data, "points=甲要强\n乙要实\n丙要严\n丁要新", "closing=否")
    assert renewed.left == []
    assert _lines(renewed.data) == _lines(
        workshop.draft(workshop.answers(*BASE, "points=甲要强\n乙要实\n丙要严\n丁要新", "closing=否"))
    )


@pytest.mark.parametrize("first", [0, 1, 2])
@pytest.mark.parametrize("second", [0, 1, 2])
def test_a_heading_is_counted_once_it_has_company(workshop: Workshop, first: int, second: int) -> None:
    """Headings alone have no number; others put beside them, or under a point that had none, bring it, and take it."""

    def answers(count: int) -> Answers:
        points = tuple(Point(text) for text in ("眼力", "脑力")[:count])
        return Answers({"unit": "某局", "points": (Point("甲", points=points), Point("乙"))})

    renewed = _renewed(workshop, workshop.draft(answers(first)), answers(first), answers(second))
    assert (_lines(renewed.data), renewed.left) == (_lines(workshop.draft(answers(second))), [])
    assert faults(renewed.data) == []
    back = _renewed(workshop, renewed.data, answers(second), answers(first))
    assert (_lines(back.data), back.left) == (_lines(workshop.draft(answers(first))), [])


POINTS = ("甲要强", "乙要实", "丙要严")


def _type_under(heading: str, *texts: str) -> Callable[[_Element], None]:
    """An edit that types into the paragraph under a heading, and types others below it."""

    def edit(root: _Element) -> None:
        body = list(root[0])
        under = body[body.index(_paragraph(root, heading)) + 1]
        next(under.iter(w("t"))).text = "这一段改过了。"
        for text in reversed(texts):
            new = make("p", deepcopy(under[0]), make("r", make("t")))
            new[1][0].text = text
            under.addnext(new)

    return edit


@pytest.mark.parametrize("heading", ["甲要强", "乙要实"])
def test_a_new_point_comes_below_all_that_stands_under_the_one_before(
    workshop: Workshop, edited: Callable[..., bytes], heading: str
) -> None:
    """Text changed or added by hand under a point stays under it, when an update puts another point behind that."""
    old, new = (Answers({"unit": "某局", "points": tuple(map(Point, each))}) for each in (POINTS[:2], POINTS))
    data = edited(workshop.draft(old), _type_under(heading, "手写的一段。"))
    lines = _lines(_renewed(workshop, data, old, new).data)
    at = next(number for number, line in enumerate(lines) if heading in line)
    assert lines[at + 1 : at + 3] == ["这一段改过了。", "手写的一段。"]
    assert [line[3:] for line in lines if line[:1] == "第"] == list(POINTS)


@pytest.mark.parametrize("texts", [(), ("手写的一段。",)])
def test_a_point_stays_if_somebody_wrote_under_it(
    workshop: Workshop, edited: Callable[..., bytes], texts: tuple[str, ...]
) -> None:
    """A point that is given no more stays whole, and is listed, where text under it was changed or added by hand."""
    old, new = (Answers({"unit": "某局", "points": tuple(map(Point, each))}) for each in (POINTS, POINTS[::2]))
    data = edited(workshop.draft(old), _type_under("乙要实", *texts))
    renewed = _renewed(workshop, data, old, new)
    lines = _lines(renewed.data)
    at = next(number for number, line in enumerate(lines) if "乙要实" in line)
    assert lines[at + 1 : at + 2 + len(texts)] == ["这一段改过了。", *texts]
    assert "乙要实" in "".join(place.stands for place in renewed.left)


def test_paragraphs_of_an_answer_keep_to_their_text(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A long answer gets a paragraph: those that are in it still are left where they are, those edited are listed."""
    data = workshop.draft(workshop.answers(*BASE[:3], "results=甲。\n乙。\n丙。"))
    hand = edited(data, _edit("甲。", "甲甲。"))
    renewed = workshop.update(hand, "results=零。\n甲。\n乙。\n丙。\n丁。")
    at = _lines(renewed.data).index("甲甲。")
    assert _lines(renewed.data)[at - 1 : at + 4] == ["零。", "甲甲。", "乙。", "丙。", "丁。"]
    assert [place.wanted for place in renewed.changed] == ["零。", "丁。"]
    gone = workshop.update(hand, "results=乙。\n丁。\n丙。")
    assert _lines(gone.data)[at - 1 : at + 3] == ["甲甲。", "乙。", "丁。", "丙。"]
    assert [place.stands for place in gone.left] == ["甲甲。"]


def _begin_field(root: _Element, paragraph: _Element) -> None:
    paragraph.insert(1, make("r", make("fldChar", fldCharType="begin")))
    _paragraph(root, "第一，").insert(1, make("r", make("fldChar", fldCharType="end")))


def _begin_comment(root: _Element, paragraph: _Element) -> None:
    paragraph.insert(1, make("commentRangeStart", id=70))
    _paragraph(root, "第一，").append(make("commentRangeEnd", id=70))


def _begin_bookmark(root: _Element, paragraph: _Element) -> None:
    paragraph.insert(1, make("bookmarkStart", id=70, name="立场"))
    _paragraph(root, "第一，").append(make("bookmarkEnd", id=70))


def _break_page(_: _Element, paragraph: _Element) -> None:
    paragraph.append(make("r", make("br", type="page")))


@pytest.mark.parametrize("begin", [_begin_field, _begin_comment, _begin_bookmark, _break_page])
def test_a_paragraph_in_which_something_else_begins_stays(
    workshop: Workshop, edited: Callable[..., bytes], begin: Callable[[_Element, _Element], None]
) -> None:
    """What an answer gives no more is listed and left where a field, a comment or a bookmark begins in it."""
    data = workshop.draft(workshop.answers(*BASE[:3], "results=甲。\n乙。"))
    data = edited(data, lambda root: begin(root, _paragraph(root, "乙。")))
    renewed = workshop.update(data, "results=甲。")
    assert "乙。" in "".join(_lines(renewed.data))
    assert [(place.stands.strip(), place.wanted) for place in renewed.left] == [("乙。", "")]


def test_changes_are_told_from_the_top_of_the_page_down(workshop: Workshop) -> None:
    """Fields, paragraphs put in or taken out and numbers are listed in the order in which they stand."""
    data = workshop.draft(workshop.answers(*BASE, "points=甲要强\n乙要实"))
    renewed = workshop.update(data, "points=零要新\n乙要实\n丙要严", "unit=某县局", "closing=否")
    lines = ["题目", *_lines(data)]
    assert [place.at for place in renewed.changed] == sorted(place.at for place in renewed.changed)
    assert renewed.changed[0].wanted == "在某县局试写会上的讲话"
    assert renewed.changed[-1].stands == lines[-1]


def test_typed_numbers_follow_headings_that_were_moved(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """Headings moved in Word are counted anew, also without any new answer; nothing else changes."""
    data = edited(workshop.draft(workshop.answers(*BASE)), _move_first_point)
    assert [line[:2] for line in _lines(data) if line.startswith("第")] == ["第二", "第三", "第一"]
    renewed = workshop.update(data)
    assert [line[:4] for line in _lines(renewed.data) if line.startswith("第")] == ["第一，要", "第二，要", "第三，某"]
    assert renewed.left == []
    assert [line[3:] for line in _lines(renewed.data)] == [line[3:] for line in _lines(data)]


def test_a_number_changed_or_typed_by_hand_is_listed_and_left(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A typed number that somebody changed stays; a heading that somebody added counts, and its number is looked at."""

    def add(root: _Element) -> None:
        _edit("第二，", "其二，")(root)
        last = _paragraph(root, "第三，")
        new = deepcopy(last)
        for element in [each for each in new if each.tag != w("pPr")]:
            new.remove(element)
        new.append(make("r", make("t")))
        next(new.iter(w("t"))).text = "第三，要新"
        last.addprevious(new)

    renewed = workshop.update(edited(workshop.draft(workshop.answers(*BASE)), add))
    assert [line[:3] for line in _lines(renewed.data) if line[1:3] in ("一，", "二，", "三，", "四，")] == [
        *("第一，", "其二，", "第三，", "第四，"),
    ]
    assert [(place.stands, place.wanted) for place in renewed.left] == [
        ("三", "四"),
        ("其二，", "第二，"),
    ]


def test_a_copied_heading_is_told_with_the_number_it_should_have(
    workshop: Workshop, edited: Callable[..., bytes]
) -> None:
    """What Word copied has no mark: it counts, and is listed with the right number where it has another."""

    def copy(root: _Element) -> None:
        heading = _paragraph(root, "第一，")
        copied = make("p", deepcopy(heading[0]), make("r", make("t")))
        copied[1][0].text = "第一，某市局要强"
        heading.addprevious(copied)

    renewed = workshop.update(edited(workshop.draft(workshop.answers(*BASE)), copy))
    assert [place.wanted for place in renewed.left] == ["四"]
    assert [line[:3] for line in _lines(renewed.data) if line[:1] == "第"] == ["第一，", "第二，", "第三，", "第四，"]
    moved = edited(renewed.data, lambda root: _paragraph(root, "要严").addnext(_paragraph(root, "第一，某市局要强")))
    place = workshop.update(moved).left[-1]
    assert (place.stands, place.wanted) == ("第一，某市局要强", "序号为“第四，”")


def test_places_that_editing_spoiled_are_listed(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """A field that was deleted or copied with its bookmark is listed and left, and nothing is lost."""

    def spoil(root: _Element) -> None:
        paragraph = _paragraph(root, "今年依据")
        paragraph.addnext(deepcopy(paragraph))
        run = next(each for each in root.iter(w("t")) if each.text == "在某市局试写会上的讲话").getparent()
        assert run is not None
        run.getparent().remove(run)  # type: ignore[union-attr]

    data = edited(workshop.draft(workshop.answers(*BASE)), spoil)
    renewed = workshop.update(data, "unit=某县局")
    assert {place.wanted for place in renewed.left} >= {"某县局", "在某县局试写会上的讲话"}
    assert sum("某市局今年依据" in line for line in _lines(renewed.data)) == 2


def test_a_title_that_changes_is_broken_anew(workshop: Workshop) -> None:
    """A title grown long has the indents and breaks of a new draft; one that got short again has none."""
    data = workshop.draft(workshop.answers(*BASE))
    meeting = "meeting=某市局年度领导干部集体谈心谈话会暨深入学习贯彻某次会议精神动员部署大会"
    long = workshop.update(data, meeting)
    assert _letters(long.data) == _letters(workshop.draft(workshop.answers(*BASE, meeting)))
    assert "ind" in {
        str(each.tag).rpartition("}")[2] for each in _paragraph(parse(unpack(long.data)[DOCUMENT]), "大会")[0]
    }
    assert _letters(workshop.update(long.data, "meeting=某会").data) == _letters(
        workshop.draft(workshop.answers(*BASE, "meeting=某会"))
    )


@pytest.mark.rendering
def test_libreoffice_may_save_a_draft_in_between(
    workshop: Workshop, edited: Callable[..., bytes], office: Callable[..., Path]
) -> None:
    """Edited, a point moved, saved by LibreOffice: an update changes each field and number, and no other character.

    The same once more after LibreOffice has saved that.
    """

    def edit(root: _Element) -> None:
        _everything(root)
        _move_first_point(root)

    data = office(edited(workshop.draft(workshop.answers(*BASE)), edit), "docx").read_bytes()
    renewed = workshop.update(data, "meeting=某某大会", "unit=某县局")
    assert renewed.left == []
    wanted = [line.replace("某市局试写会", "某某大会").replace("某市局", "某县局") for line in _lines(data)]
    numbers = {"第二，": "第一，", "第三，": "第二，", "第一，": "第三，"}
    assert _lines(renewed.data) == [numbers.get(line[:3], line[:3]) + line[3:] for line in wanted]
    again = office(renewed.data, "docx").read_bytes()
    assert _lines(finished(again, "a.docx")) == _lines(renewed.data)
    back = workshop.update(again, "meeting=", "unit=某市局")
    assert back.left == []
    assert set(faults(back.data)) <= set(faults(again))
    assert "某某大会" not in "".join(_lines(back.data))


def test_controls_are_updated_and_stay_bound(workshop: Workshop, edited: Callable[..., bytes]) -> None:
    """In a layout with live fields controls show the new answers, and so does the store that Word reads them from."""
    live = replace(standard(), live=True)
    data = workshop.draft(workshop.answers(*BASE), live)
    there = workshop.update(data, "unit=某县局")
    assert there.left == []
    assert _letters(there.data) == _letters(workshop.draft(workshop.answers("unit=某县局", *BASE[1:]), live))
    store = Opened(there.data, "a").store
    assert store
    assert "某县局" in store.live
    assert "某市局" not in "".join(store.live)
    assert unpack(workshop.update(there.data, "unit=某市局").data) == unpack(data)
    apart = workshop.update(
        edited(data, lambda root: _edit("某市局", "我局")(_paragraph(root, "今年依据"))), "unit=某县局"
    )
    assert [place.stands for place in apart.left] == ["我局"]
    kept = Opened(apart.data, "a").store
    assert kept
    assert {"我局", "某县局"} <= set(kept.live)


@pytest.mark.parametrize("alike", [True, False])
def test_a_text_box_says_the_same_to_old_programs(
    workshop: Workshop,
    edited: Callable[..., bytes],
    alike: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    """A field in a text box changes in each form that the file has of it; one that said something else is listed."""

    def box(root: _Element) -> None:
        paragraph = _paragraph(root, "今年依据")
        forms = make("p", make("r", etree.Element(ALTERNATIVES)))
        paragraph.addprevious(forms)
        for form in FORMS:
            forms[0][0].append(etree.Element(form))
            forms[0][0][-1].append(make("txbxContent", deepcopy(paragraph)))
        if not alike:
            _edit("某市局", "我局")(forms[0][0][1])
        root[0].remove(paragraph)

    renewed = workshop.update(edited(workshop.draft(workshop.answers(*BASE)), box), "unit=某县局")
    texts = [
        "".join(map(str, each.itertext())) for each in parse(unpack(renewed.data)[DOCUMENT]).iter(w("txbxContent"))
    ]
    assert [text[:3] for text in texts] == ["某县局", "某县局" if alike else "我局今"]
    assert [place.heading for place in renewed.left] == ([] if alike else ["文本框"])


def _outside(data: bytes) -> list[str]:
    """The lines without what stands in marks."""
    opened = Opened(data, "a.docx")
    spans: dict[int, list[tuple[int, int]]] = {}
    for mark in (mark for several in opened.marks.values() for mark in several if mark.fault in ("", "doubled")):
        spans.setdefault(mark.line.index, []).append((mark.start, mark.end))
    return [
        "".join(
            letter for at, letter in enumerate(line.text) if not any(a <= at < b for a, b in spans.get(line.index, []))
        )
        for line in opened.lines
    ]


def _scrambled(edits: list[tuple[str, int, int]]) -> Callable[[_Element], None]:
    """Paragraphs moved, deleted, copied and split, letters typed and deleted anywhere, in or out of fields."""

    def edit(root: _Element) -> None:
        body = root[0]
        for what, first, second in edits:
            paragraphs = body.findall(w("p"))
            one, other = paragraphs[first % len(paragraphs)], paragraphs[second % len(paragraphs)]
            texts = list(root.iter(w("t")))
            if what == "move" and one is not other:
                other.addnext(one)
            elif what == "delete" and len(paragraphs) > 2:
                body.remove(one)
            elif what == "copy":
                other.addnext(deepcopy(one))
            elif what == "type":
                found = texts[first % len(texts)]
                at = second % (len(found.text or "") + 1)
                found.text = (found.text or "")[:at] + "打" + (found.text or "")[at + second % 2 :]
            elif what == "split" and len(one) > 2:
                rest = make("p", deepcopy(one[0]))
                rest.extend(list(one)[1 + second % (len(one) - 1) :])
                one.addnext(rest)

    return edit


EDITS = st.lists(
    st.tuples(st.sampled_from(["move", "delete", "copy", "type", "split"]), st.integers(0, 200), st.integers(0, 200)),
    max_size=8,
)


@settings(max_examples=40)
@given(EDITS)
@example([("copy", 0, 0), ("copy", 129, 74), ("delete", 192, 0)])
def test_however_a_draft_was_edited_nothing_outside_of_its_marks_changes(
    workshop: Workshop, edited: Callable[..., bytes], edits: list[tuple[str, int, int]]
) -> None:
    """Text outside of marks stays, to the character and in its place; every place that does not follow is listed."""
    data = edited(workshop.draft(workshop.answers(*BASE)), _scrambled(edits))
    renewed = workshop.update(data, "unit=某县局")
    assert _outside(renewed.data) == _outside(data)
    marks = [mark for several in Opened(data, "a").marks.values() for mark in several]
    untouched = [mark for mark in marks if not mark.fault and mark.text == "某市局"]
    assert sum(place.wanted == "某县局" and place.stands == "某市局" for place in renewed.changed) == len(untouched)
    again = workshop.update(renewed.data, "unit=某市局")
    assert _outside(again.data) == _outside(data)


@settings(max_examples=10)
@given(EDITS)
def test_an_update_brings_no_fault_into_a_file(
    workshop: Workshop, edited: Callable[..., bytes], edits: list[tuple[str, int, int]]
) -> None:
    """However a draft was edited, Word has nothing against the updated file that it had not against the file."""
    data = edited(workshop.draft(workshop.answers(*BASE)), _scrambled(edits))
    renewed = workshop.update(data, "unit=某县局", "points=甲\n乙", "closing=否")
    found = [{fault.partition(": ")[2] for fault in faults(each)} for each in (data, renewed.data)]
    assert found[1] <= found[0]
