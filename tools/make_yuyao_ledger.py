"""Writes examples/yuyao-2025.xlsx and its roster: an invented ledger of 余姚市, always the same.

    .venv/bin/python tools/make_yuyao_ledger.py [FOLDER]

About 3,000 rows: what was registered or filed in 2025, what was carried in from the end of 2024, and
what became of it until the end of February 2026. Because matters end later than they begin, the
figures by cohort and by closing differ. No such table was published; shares follow what was:

- 7 to 12% of arbitrations withdrawn, 9 to 17% awarded, the rest mediated (慈溪, 威海, 贵州 2024);
- 65 to 95% of base-level mediations succeed (莱芜羊里, 顺德大良, 嘉兴);
- suits after 25 to 45% of awards; 101 applications to set aside on 873 awards (威海);
- 22 to 35 thousand yuan a case, 1.07 workers, collective disputes in 1%;
- causes as in manufacturing counties.

People and employers are invented and have no identity numbers.
"""

import math
import random
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from services.workflow.recorded.ledger_words import TITLES
from services.workflow.rules.calendars import calendar_for
from tools.example_workbook import write
from tools.yuyao_bodies import (
    COMMISSION,
    COURT,
    GIVEN,
    JOINT,
    SURNAMES,
    TOWNSHIPS,
    Township,
    centre,
    mediators,
    roster,
    studio,
)
from tools.yuyao_tribunals import Tribunals

ROOT = Path(__file__).parents[1]
SEED = 20251031
YEAR = 2025
TITLE = "余姚市劳动人事争议台账 2025（示例数据：人员和单位均为虚构）"
CHANNELS = {
    "窗口": 58, "电话": 9, "网上": 9, "小程序": 6, "邮寄": 1, "部门转办": 9,
    "仲裁建议": 3, "仲裁委托": 2, "法院委派": 2, "法院委托": 1,
}  # fmt: skip
CAUSES = {
    "劳动报酬": 39, "解除终止": 22, "社会保险": 9, "工伤": 14, "经济补偿": 6, "确认劳动关系": 4,
    "工时休假": 3, "赔偿金": 2, "其他": 1,
}  # fmt: skip
RESOLVED = {"达成协议": 62, "当场履行": 18, "和解": 20}
UNRESOLVED = {"调解不成": 80, "撤回": 12, "对方不同意调解": 8}
EMPLOYERS = "舜江某电器 姚北某模具 四明某塑料 河姆渡某食品 泗门某汽配 朗霞某服饰 低塘某五金 马渚某机械 陆埠某水暖 梁弄某灯具 丈亭某包装 临山某针织 阳明某物流 梨洲某餐饮 凤山某物业 兰江某建筑劳务 黄家埠某化纤 小曹娥某电镀 三七市某轴承 牟山某家具".split()
SUFFIXES = ("有限公司", "有限责任公司", "厂", "经营部", "有限公司余姚分公司")


@dataclass
class Matter:
    """One dispute on its way into rows."""

    organisation: str
    region: str
    registered: date
    facts: dict[str, Any] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    repeats: "Matter | None" = None
    number: str = ""


class Maker:
    """Makes the matters of all townships from one stream of chance."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.calendar = calendar_for("330281")
        self.mediators = mediators()
        self.matters: list[Matter] = []
        self.tribunals = Tribunals(self.chance, self.calendar)

    def make(self) -> list[Matter]:
        """All matters, numbered and in the order of their registration."""
        for township in TOWNSHIPS:
            for _ in range(township.size):
                self._matter(township, self._day(date(YEAR, 1, 1), 364))
            for _ in range(max(township.size // 11, 2)):
                self._matter(township, self._day(date(YEAR - 1, 10, 20), 72))
            for _ in range(max(township.size // 60, 1)):
                self._double(township)
        self._number()
        return self.matters

    def _matter(self, township: Township, registered: date) -> None:
        draw = self.chance.random()
        if draw < township.resolved:
            self._mediated(township, registered, self._pick(RESOLVED))
        elif draw < township.resolved + township.direct:
            self._direct(township, registered)
        elif self.chance.random() < 0.06:
            ending = self._pick({"不属于受理范围": 2, "不属于本组织管辖": 1})
            self._mediated(township, registered, ending)
        else:
            self._mediated(township, registered, self._pick(UNRESOLVED))

    def _registered(self, township: Township, registered: date) -> Matter:
        region = township.region
        if self.chance.random() < 0.004:
            region = region[:6]
        matter = Matter(self._organisation(township), region, registered)
        matter.people = [self._person() for _ in range(self._pick({1: 95, 2: 4, 3: 1}))]
        matter.facts = {
            "渠道": self._pick(CHANNELS),
            "被申请人": self.chance.choice(EMPLOYERS) + self.chance.choice(SUFFIXES),
            "争议类型": self._pick(CAUSES),
        }
        if matter.facts["争议类型"] != "确认劳动关系":
            matter.facts["请求金额"] = self._amount()
        if self.chance.random() < 0.01:
            matter.people = matter.people[:1]
            matter.facts["涉及人数"] = self.chance.randint(10, 40)
        self.matters.append(matter)
        return matter

    def _organisation(self, township: Township) -> str:
        draw = self.chance.random()
        if draw < 0.04:
            return JOINT
        return (studio(township) if draw < 0.3 else None) or centre(township)

    def _mediated(self, township: Township, registered: date, ending: str) -> None:
        matter = self._registered(township, registered)
        facts, later = matter.facts, self.tribunals.later
        if ending in {"对方不同意调解", "不属于受理范围", "不属于本组织管辖"}:
            facts |= {"结果": "不予受理", "不予受理原因": ending}
            facts["结果日期"] = later(registered, 1, 3)
            return
        facts["受理日期"] = later(registered, 0, 3)
        facts["调解员"] = self.chance.choice(self.mediators[matter.organisation])
        if self.chance.random() < 0.006:
            # Still being mediated, or overtaken by the party's own filing.
            if self.chance.random() < 0.5:
                self.tribunals.filed(facts, facts["受理日期"])
            return
        facts["结果"] = ending
        spread = (0, 2) if ending == "当场履行" else (3, 24)
        facts["结果日期"] = later(facts["受理日期"], *spread)
        if ending == "达成协议":
            self._agreement(facts)
        elif ending == "当场履行" and "请求金额" in facts:
            facts["协议金额"] = self._part(facts["请求金额"])
        elif ending == "调解不成" and self.chance.random() < 0.78:
            self.tribunals.filed(facts, facts["结果日期"])

    def _agreement(self, facts: dict[str, Any]) -> None:
        later = self.tribunals.later
        facts["协议生效日期"] = effective = later(facts["结果日期"], 0, 3)
        if "请求金额" not in facts:
            return
        facts["协议金额"] = self._part(facts["请求金额"])
        facts["约定履行日期"] = due = later(effective, 7, 45)
        draw = self.chance.random()
        if draw < 0.14:
            self.tribunals.confirmed(facts)
        elif draw < 0.22:
            self.tribunals.reviewed(facts)
        elif draw < 0.26:
            self.tribunals.broken(facts, due)
            return
        if self.chance.random() < 0.85 and facts.get("司法确认结果") != "撤销":
            paid = max(later(due, -6, 3), effective)
            if self.tribunals.is_known(paid):
                facts["履行日期"] = paid
                is_whole = self.chance.random() < 0.96
                whole = facts["协议金额"]
                facts["已履行金额"] = whole if is_whole else round(whole / 2, -1)

    def _direct(self, township: Township, registered: date) -> None:
        matter = self._registered(township, registered)
        at_court = self.chance.random() < 0.08
        matter.organisation = COURT if at_court else COMMISSION
        matter.facts["渠道"] = "直接起诉" if at_court else "直接仲裁"
        if at_court:
            self.tribunals.tried(matter.facts, registered)
        else:
            self.tribunals.arbitrated(matter.facts, registered)

    def _double(self, township: Township) -> None:
        """The same matter a second time, at the centre or the studio."""
        bodies = {centre(township), studio(township)}
        known = [m for m in self.matters if m.organisation in bodies and m.facts.get("受理日期")]
        leader = self.chance.choice(known)
        if leader.repeats or any(m.repeats is leader for m in self.matters):
            return
        registered = self.tribunals.later(leader.registered, 1, 5)
        second = Matter(centre(township), leader.region, registered)
        second.people, second.repeats = leader.people, leader
        kept = ("被申请人", "争议类型", "请求金额", "涉及人数")
        second.facts = {key: leader.facts[key] for key in kept if key in leader.facts}
        second.facts |= {"渠道": "窗口", "结果": "撤回"}
        second.facts["结果日期"] = self.tribunals.later(registered, 1, 4)
        self.matters.append(second)

    def _number(self) -> None:
        self.matters.sort(key=lambda m: (m.registered, m.organisation))
        given: dict[tuple[str, int], int] = {}

        def next_of(body: str, year: int) -> int:
            given[body, year] = given.get((body, year), 0) + 1
            return given[body, year]

        for matter in self.matters:
            year = matter.registered.year
            matter.number = f"{matter.organisation}{year}-{next_of(matter.organisation, year):04d}"
        for day, number, words in self.tribunals.NUMBERED:
            with_day = [m for m in self.matters if m.facts.get(number) == ""]
            for matter in sorted(with_day, key=lambda m: (m.facts[day], m.number)):
                on = matter.facts[day]
                matter.facts[number] = words.format(on.year, next_of(number + words, on.year))

    def _pick(self, weights: dict[Any, int]) -> Any:
        return self.chance.choices([*weights], [*weights.values()])[0]

    def _person(self) -> str:
        return self.chance.choice(SURNAMES) + self.chance.choice(GIVEN)

    def _amount(self) -> float:
        """Log-normal, 26 thousand yuan on average."""
        sigma = 0.85
        yuan = self.chance.lognormvariate(math.log(26_000) - sigma**2 / 2, sigma)
        return float(max(round(yuan, -2 if yuan > 3_000 else -1), 200))

    def _part(self, claimed: float) -> float:
        return float(max(round(claimed * self.chance.uniform(0.65, 1), -1), 100))

    def _day(self, first: date, days: int) -> date:
        day = first + timedelta(self.chance.randrange(days))
        # Not over the turn of the year.
        step = timedelta(-1 if day.month == 12 else 1)
        while not self.calendar.is_working_day(day):
            day += step
        return day


def rows(matters: list[Matter]) -> list[list[Any]]:
    """The rows of the ledger: one for each claimant."""
    table = []
    for matter in matters:
        facts = matter.facts | {
            "登记编号": matter.number,
            "调解组织": matter.organisation,
            "区划代码": matter.region,
            "登记日期": matter.registered,
            "备注": "示例数据",
        }
        if matter.repeats is not None:
            is_own = matter.repeats.organisation == matter.organisation
            leader = matter.repeats
            facts["重复于"] = leader.number if is_own else f"{leader.organisation}/{leader.number}"
        people = [*dict.fromkeys(matter.people)]
        for person in people:
            own = {
                key: round(facts[key] / len(people), 2)
                for key in ("请求金额", "协议金额", "已履行金额")
                if key in facts
            }
            row = facts | own | {"申请人": person}
            table.append([row.get(title, "") for title in TITLES])
    return table


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples"
    maker = Maker()
    table = rows(maker.make())
    write(folder / "yuyao-2025.xlsx", TITLE, TITLES, table, datetime(2026, 3, 1))
    (folder / "organisations-yuyao.toml").write_text(roster(), "utf-8")
    print(f"{len(maker.matters)} disputes, {len(table)} rows")
