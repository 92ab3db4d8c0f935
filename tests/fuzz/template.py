"""A template with every kind of question, and the words that its files are written in."""

from __future__ import annotations

DEFINITION = """\
name: 试写会讲话
version: 1
summary: 试一试
questions:
- {key: unit, label: 单位, hint: 单位}
- {key: meeting, default: "{{ unit }}试写会"}
- {key: date, kind: date, always: true}
- {key: year, kind: year, default: "{{ date|year_reviewed }}"}
- {key: level, kind: choice, choices: [市, 县], default: 市, round: first}
- {key: marks, kind: several, choices: [点评, 测评], optional: true}
- {key: guests, kind: yesno, default: no}
- {key: names, when: guests, hint: 称呼}
- {key: rules, kind: list, default: [《甲》, 《乙》]}
- {key: results, kind: long}
- key: points
  kind: points
  forms: [[坚持……，全力……], [在……上作表率]]
  default:
  - {heading: "{{ unit }}要强", body: strong, points: [眼力, {heading: 脑力, series: 一是}]}
  - heading: '坚持{{ gap("四字") }}'
- {key: title, default: "在{{ meeting }}上的讲话"}
front: {title: "{{ title }}", date: "（{{ date|date }}）", speaker: "{{ unit }}", salutation: "同志们："}
series: {by: level, of: {市: [一、, （一）, 1.], 县: [第一，, 首先，, 一是]}}
sections:
- {name: body, role: 回顾, share: 60, series: [一是]}
- {name: points, role: 要点, share: 40}
"""
BODY = """\
> 写作提示
{{ unit }}今年依据{{ rules|join }}和{{ rules|quoted }}开会，讲{{ points|count }}点意见。
{% set kept %}{{ meeting }}{% endset %}
{% if guests %}
# {{ names }}
{{ results|hint("两三句") }}
{% elif level == "市" and names is open %}
{{ kept }}{{ year|next }}{{ date|date("月日") }}
{% endif %}
{% for rule in rules %}
## {{ rule }}
第{{ loop.index }}件。{% if not loop.last %}；{% endif %}
{% endfor %}
{% macro said(v) %}{{ v }}{{ gap("补") }}{% endmacro %}
{{ said(unit) }}{{ unit|own }}{{ unit ~ "、" ~ year }}
"""
FILES: dict[str, str] = {
    "template.yaml": DEFINITION,
    "body.j2": BODY,
    "points/strong.j2": "要强。\n",
}
ANSWERS = """\
unit: ××市公安局
date: 2031年2月3日
year: 2030
level: 县
marks: [点评]
guests: yes
names: 各位领导
rules:
- 《甲条例》
- 乙
results: |
  做了一件事。
  又一件。
points:
- {body: strong, heading: 站稳, series: 一是, points: [看, {form: 想……}]}
- {own: '坚持{{ gap("四字") }}'}
- form: 坚持……，全力……
title: ""
"""
KEYS = "unit meeting date year level marks guests names rules results points title".split()  # noqa: SIM905


def workspace(**files: str | bytes) -> dict[str, str | bytes]:
    """The files of a workspace with this template, and others by name: `__` for /, `_yaml` at the end for .yaml."""
    named = {name.replace("__", "/").replace("_yaml", ".yaml"): text for name, text in files.items()}
    return {**{f"templates/small/{name}": text for name, text in FILES.items()}, **named}
