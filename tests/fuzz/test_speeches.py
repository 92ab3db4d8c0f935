"""Speeches, as text in whatever encoding and as Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from drafter.document import Block, Document, Words
from drafter.word import write
from tests.fuzz.documents import spoiled_documents
from tests.fuzz.grammar import soup, spoiled, spoiled_bytes
from tests.fuzz.trying import fuzzed

if TYPE_CHECKING:
    from tests.fuzz.trying import Trial

SPEECH = """\
在全县粮食工作会议上的讲话
（2031年9月8日）
县粮食局党组书记、局长　×××

同志们：
今天，我们召开全县粮食工作会议，主要任务是学习贯彻《粮食流通条例》。去年收购12.5万吨，增长8％，“颗粒归仓”行动见效。
下面，我讲三点意见。
一、坚持颗粒归仓，全力收好粮
（一）抓进度。一要抢晴天，二要抢空仓。
1.晾晒。首先，摊薄；其次，勤翻。
（二）抓质量。第一，验水分；第二，验杂质。
二、坚持安全为先，全力储好粮
一是防霉变。二是防火灾。
同志们，让我们共同努力！
"""
MARKERS = [
    *(
        "一、",
        "（一）",
        "1.",
        "（1）",
        "①",
        "第一，",
        "其一，",
        "首先，",
        "最后，",
        "一是",
        "一要",
        "——",
        "二十、",
        "（三",
        "、",
        "。",
    ),
    *(
        "\n",
        "\n\n",
        "　　",
        "同志们：",
        "在",
        "上的讲话",
        "（2031年9月8日）",
        "×××",
        "《",
        "》",
        "“",
        "”",
        "12.5％",
        "！",
        "# ",
    ),
    *(
        "> ",
        "|---|",
        "{{ unit }}",
        "{% if %}",
        "【待补：",
        "……",
        "谢谢大家！",
        "下面，我讲",
        "点意见",
        "一、二、三",
        "二是" * 40,
    ),
]
TEXTS = spoiled([SPEECH], MARKERS) | soup(MARKERS, 60)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
BYTES = st.builds(lambda text, encoding: text.encode(encoding, "replace"), TEXTS, ENCODINGS) | spoiled_bytes(
    SPEECH.encode("gb18030")
)
HEADING = Block("heading", (Words("坚持颗粒归仓"),), 1, "一、")
DOCUMENT = write(
    Document((Block("title", (Words("在会上的讲话"),)), *(HEADING, Block("paragraph", (Words("甲"),))) * 2))
)


def outlined_and_mined(trial: Trial, name: str, speech: bytes) -> None:
    """Show its outline, and make a template of it."""
    trial.put({name: speech})
    path = f"{trial.workspace}/{name}"
    trial.run("outline", path)
    trial.run("outline", path, "--json")
    trial.run("mine", path, "--keep", "all", "--workspace", str(trial.workspace))


@fuzzed
@given(BYTES, st.sampled_from(["s.txt", "s.md", "s.doc"]))
def test_no_text_breaks_what_reads_speeches(trial: Trial, speech: bytes, name: str) -> None:
    """Text in whatever state is outlined and mined, or refused in words."""
    outlined_and_mined(trial, name, speech)


@fuzzed
@given(spoiled_documents({"speech": DOCUMENT}))
def test_no_document_breaks_what_reads_speeches(trial: Trial, speech: bytes) -> None:
    """A Word file in whatever state is outlined and mined, or refused in words."""
    outlined_and_mined(trial, "s.docx", speech)
