"""Writes `docs/permissions.md` and `schemas/permissions.json`: the whole matrix, from the one table."""

import json
from collections.abc import Iterator, Sequence

from services.cli.permission_cells import (
    ROLES,
    Asked,
    Cell,
    Verdict,
    applies,
    cells,
    of_system,
    operations,
    verdict,
)
from services.workflow.domain.dispute.grants import TABLE, Relation
from services.workflow.domain.dispute.grants.partners import SYSTEMS
from services.workflow.domain.dispute.lifecycle import CHAPTERS, State
from services.workflow.domain.dispute.permissions import granted
from services.workflow.domain.given import Role

_INTRODUCTION = """# 权限表 · Who may do what

由权限表（`services/workflow/domain/dispute/grants`）生成：`make generate`；每一格都由测试实际调用一次
（`tests/http/test_matrix.py`），与应用的回答不同即不通过。判断、列表的范围和本页出自同一张表。

Generated from the table of permissions by `make generate`. A test calls every cell over the real
application and fails where the answer differs. Decision, list predicate and this page come from the
one table; `schemas/permissions.json` has the same for programs.

## 怎样读 · How to read

每格先写该身份须与争议有何关系，再写六种（调解员八种）情形的结果：先本辖区、后外辖区；每组依次为
（调解员：本人主办、）本机构经办、本机构另有关联、与本机构无关。不涉及某一争议的操作没有后一项，只写两种情形。

Each cell names how the role must stand to the dispute, then what becomes of the call: first in the
caller's own region, then in another; in each, one sign where (for mediators: the dispute is the
caller's own,) the caller's body has the dispute in hand, has a part in it otherwise, has none. Where an
operation is about no dispute the latter does not apply, and there are two signs.

| | |
| --- | --- |
| ● | 允许 · allowed: permission is not what a refusal is about |
| ○ | 拒绝 · refused (403) |
| · | 不告知其存在 · hidden (404) |

列表只列出可以查阅的争议。系统自身（导入、期限巡查）不受限制，不发给令牌。以下的“状态”是该项办理可以开始的状态，
权限先于状态判断。

合作单位的系统在约定的权限范围（scope）内，按其身份办理；另有规定的事项，最后一栏先写本单位的、后写其他单位的。

A partner's system acts as its role, within its scopes. What is otherwise for systems stands in the
last column: first what is its own, then another's.

Lists show what the caller may read. The service's own imports and sweeps are not held up, and no
token is ever theirs. “States” are those from which a move is possible; permission is asked first.
"""
_SIGNS = {Verdict.ALLOWED: "●", Verdict.REFUSED: "○", Verdict.HIDDEN: "·"}
_ROLES = {
    Role.CLERK: "调解组织工作人员 clerk",
    Role.MEDIATOR: "调解员 mediator",
    Role.ARBITRATION_CLERK: "仲裁机构 arbitration clerk",
    Role.COURT_LIAISON: "法院 court liaison",
    Role.SUPERVISOR: "监管 supervisor",
    Role.PARTNER_BUREAU: "协作部门 partner bureau",
}
_RELATIONS: dict[Relation, tuple[str, str]] = {
    Relation.OWN_BODY: ("以本机构名义", "in the name of its own body"),
    Relation.OWN_BODY_OF_REGION: ("本辖区、以本机构名义", "own region, in its own body's name"),
    Relation.CUSTODIAN: ("本机构承办", "its body has custody"),
    Relation.HANDLER: ("本机构经办", "its body has it in hand"),
    Relation.ASSIGNED: ("本人主办或代班", "its mediator, or cover that day"),
    Relation.OFFERED: ("移送发给本机构", "its body is or was offered it"),
    Relation.OFFEROR: ("本机构发出移送", "its body made an offer, or has it"),
    Relation.OFFER_PARTNER: ("移送的任一方", "either body of an offer"),
    Relation.SEISED: ("申请在本机构", "the application is before its body"),
    Relation.MANDATOR: ("本机构委托、委派", "its body gave the mandate"),
    Relation.COURT_OF_AGREEMENT: ("本辖区法院或受理申请的法院", "a court of the region, or the one seised"),
    Relation.SETTING_ASIDE: ("撤裁申请在本院", "asked to set the award aside"),
    Relation.OWN_REGION: ("本辖区", "own region"),
    Relation.INVOLVED: ("本机构有关联", "its body has a part"),
    Relation.HANDED: ("移送或接收方", "sends or receives it"),
    Relation.ON_DUTY: ("事项由本机构办理或关注", "its body must act, or watches"),
    Relation.OWN_THING: ("本机构发起的", "begun by its body"),
    Relation.OWN_ACCOUNT: ("本人发起的", "begun by the account itself"),
    Relation.OWN_PARTNER: ("合作单位自己的系统", "the partner's own system"),
    Relation.NONE: ("不限", "any"),
}  # fmt: skip
_OTHERS = {
    "reading": "查阅",
    "desk": "待办与日历",
    "register": "机构与调解员名录",
    "calendars": "放假安排",
    "partners": "合作单位",
    "files": "文件",
    "handoff": "移送材料与核对",
    "deliveries": "推送",
    "imports": "批量导入",
    "reads": "查阅记录",
}


def page() -> str:
    """The whole page."""
    lines = [
        _INTRODUCTION,
        "## 关系 · Relations",
        "",
        "| | 中文 | English |",
        "| --- | --- | --- |",
    ]
    lines += [f"| `{key.value}` | {zh} | {en} |" for key, (zh, en) in _RELATIONS.items()]
    for (zh, en), chapter in _chapters().items():
        heads = [*(_ROLES[role] for role in ROLES), "合作单位的系统 partner's system"]
        lines += ["", f"## {zh} · {en}", "", f"| 操作 Operation | {' | '.join(heads)} |"]
        lines += ["| --- |" + " --- |" * len(heads), *map(_row, chapter)]
    return "\n".join([*lines, ""])


def machine_readable() -> str:
    """The same for programs: a letter for each of `constellations`, `-` where it does not apply."""
    letters = {Verdict.ALLOWED: "A", Verdict.REFUSED: "R", Verdict.HIDDEN: "H"}
    told = {
        "constellations": {
            role: [f"{_region(c)} {c.standing}" for c in cells(role)] for role in ROLES
        },
        "operations": {
            asked.id: {
                "method": asked.method,
                "path": asked.path,
                "row": asked.row,
                "states": list(asked.states),
                "relations": TABLE[asked.row or ""],
                "as_systems": granted_to_systems(asked),
                "systems": [of_system(asked, is_own=True), of_system(asked, is_own=False)],
                "cells": {
                    role: "".join(
                        letters[verdict(asked, cell)] if applies(asked, cell) else "-"
                        for cell in cells(role)
                    )
                    for role in ROLES
                },
            }
            for asked in _known()
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def granted_to_systems(asked: Asked) -> dict[Role, Relation]:
    """How each kind of partner's system must stand to it; empty where none may."""
    row = asked.row or ""
    found = {role: granted(row, role, is_system=True) for role in ROLES}
    return {role: relation for role, relation in found.items() if relation is not None}


def _known() -> Iterator[Asked]:
    """What the table knows; a test tells what it does not."""
    return (asked for asked in operations() if asked.row is not None)


def _chapters() -> dict[tuple[str, str], list[Asked]]:
    of_move = {move.name: (zh, en) for en, (zh, moves) in CHAPTERS.items() for move in moves}
    found: dict[tuple[str, str], list[Asked]] = {}
    for asked in _known():
        other = (_OTHERS.get(asked.chapter, asked.chapter), asked.chapter)
        found.setdefault(of_move.get(asked.id, other), []).append(asked)
    return found


def _row(asked: Asked) -> str:
    told = [f"{asked.zh}<br>{asked.en}<br>`{asked.id}`"]
    if asked.states:
        told[0] += f"<br>{_states(asked.states)}"
    told += [*(_cell(asked, role) for role in ROLES), _system(asked)]
    return f"| {' | '.join(told)} |"


def _cell(asked: Asked, role: Role) -> str:
    relation = TABLE[asked.row or ""].get(role)
    words = _RELATIONS[relation][0] if relation else "无"
    constellations = list(cells(role))
    here = _signs(asked, [cell for cell in constellations if cell.is_own_region])
    elsewhere = _signs(asked, [cell for cell in constellations if not cell.is_own_region])
    return f"{words}<br>{here} {elsewhere}"


def _system(asked: Asked) -> str:
    own, other = of_system(asked, is_own=True), of_system(asked, is_own=False)
    if own is None or other is None:
        besides = [r for r in SYSTEMS.get(asked.row or "", {}) if r not in TABLE[asked.row or ""]]
        names = "、".join(_ROLES[role] for role in besides)
        return "同其身份<br>as its role" + (f"<br>另有 besides: {names}" if names else "")
    words = _RELATIONS[Relation.OWN_PARTNER][0] if own is Verdict.ALLOWED else "只由人员办理"
    return f"{words}<br>{_SIGNS[own]} {_SIGNS[other]}"


def _signs(asked: Asked, constellations: Sequence[Cell]) -> str:
    told = (cell for cell in constellations if applies(asked, cell))
    return "".join(_SIGNS[verdict(asked, cell)] for cell in told)


def _states(states: Sequence[str]) -> str:
    if len(states) == len(State) - 1:
        return "状态：任何 any"
    known = ", ".join(states)
    return "状态：–" if states == (State.UNREGISTERED.value,) else f"状态：{known}"


def _region(cell: Cell) -> str:
    return "own_region" if cell.is_own_region else "other_region"
