"""Speeches to mine, written afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.mining.corpus import read_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.mining.skeleton import Skeleton

SPEECH = """在××县林业局{year}年秋季森林防火动员会上的讲话
（{year}年9月{day}日）
县林业局党组书记、局长　×××

同志们：
今天，我们召开{year}年秋季森林防火动员会，主要任务是学习贯彻《森林防火条例》，部署秋冬防火。
过去的一年，在县委、县政府的坚强领导下，全县林业系统扎实开展“护林{slogan}”专项行动，实现零火灾，成绩来之不易。
但也要清醒地看到，还有{holes}处防火通道没有打通。全县林业系统要始终绷紧防火这根弦。下面，我讲三点意见。
一、坚持{one}，{two}
防火先防人，防人先管心。全县林业系统要始终绷紧防火这根弦。
（一）把宣传做到田间地头。进村入户，讲清利害。
（二）把警示立在进山路口。一车一查，一人一登。
二、坚持{three}，{four}
火情不过夜，责任不过手。
三、坚持{five}，{six}
练在平时，用在战时。县林业局机关要带头值守。
同志们，{year}年是防火形势最紧的一年。让我们守好青山，守好家园！
"""
YEARS = {
    2022: ("一号", "3", 8, "预防为先", "管住野外火源", "责任到人", "压紧巡护链条", "科学扑救", "练强应急队伍"),
    2023: ("二号", "5", 9, "群防群治", "守住进山关口", "网格到户", "织密巡护网络", "专群结合", "建好半专业队"),
    2024: ("三号", "6", 10, "关口前移", "清除林下可燃物", "考核到岗", "拧紧责任螺丝", "装备先行", "提升扑救能力"),
}
NAMES = ("slogan", "holes", "day", "one", "two", "three", "four", "five", "six")


def speech(year: int) -> str:
    """The speech of a year."""
    return SPEECH.format(year=year, **dict(zip(NAMES, YEARS[year], strict=True)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the speeches of three years."""
    place = tmp_path / "往年讲话"
    place.mkdir()
    for year in YEARS:
        (place / f"{year}.txt").write_text(speech(year), "utf-8")
    return place


@pytest.fixture
def skeletons(folder: Path) -> Callable[..., list[Skeleton]]:
    """The skeletons of the speeches of some years."""

    def read(*years: int, topics: bool = True) -> list[Skeleton]:
        paths = [folder / f"{year}.txt" for year in years or YEARS]
        return [one.skeleton for one in read_all(paths, topics=topics) if one.skeleton]

    return read
