"""Writes examples/shuimogou-2018-2020.xlsx: an invented ledger of a real district, always the same.

    .venv/bin/python tools/make_example_ledger.py [FOLDER]

The goals are those of 水政办〔2018〕79号: in 2018 the two pilot centres (华光街, 龙盛街) resolve at least
60% of the labour disputes of their areas, in 2019 at least 80% of the fourteen centres do, in 2020 at
least 95%. No count of the district was published, so sizes and shares are calibrated to published
figures of other places:

- workers per case 1.07 and 22,490 yuan per closed case: national bulletin for 2024;
  22 to 35 thousand yuan on average: also 慈溪 2024 (24,277), 贵州 2024;
- 65% to 95% of base-level mediations succeed: 莱芜羊里 2018-2021 (65.7%), 顺德大良 2025 (89%),
  嘉兴 2017 (96.8%);
- 28 to 38 days to close: 鄞州 2025 (28); here agreements take 34 days to their last payment;
- collective disputes of 10 to 40 workers in about 1% of cases;
- causes as in manufacturing counties: remuneration 30-45%, termination 20-28%, social insurance and
  injury 15-40%, labour relation 3-8%.

People and employers are invented and have no identity numbers.
"""

import math
import random
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from services.workflow.rules.calendars import calendar_for
from tools.example_workbook import write

ROOT = Path(__file__).parents[1]

SEED = 20181105
YEARS = (2018, 2019, 2020)
PILOTS = {"SMG-HGJ", "SMG-LSJ"}
LATE = {"SMG-BDW", "SMG-QDW"}
"""The two centres that reach 60% only in 2020."""
COMMISSION, COURT = "SMG-LDRSZC", "SMG-FY"
TITLE = "水磨沟区劳动人事争议调解台账 2018—2020（示例数据：人员和单位均为虚构）"
COLUMNS = (
    "登记编号 调解组织 区划代码 登记日期 渠道 申请人 被申请人 争议类型 请求金额 涉及人数 受理日期 不予受理原因 "
    "调解员 结果 结果日期 协议金额 协议生效日期 约定履行日期 履行日期 已履行金额 司法确认结果 司法确认日期 裁定案号 "
    "移送仲裁日期 仲裁受理日期 仲裁案号 重复于 备注"
).split()

CHANNELS = {
    "窗口": 62,
    "电话": 8,
    "网上": 8,
    "小程序": 4,
    "邮寄": 1,
    "部门转办": 10,
    "仲裁建议": 4,
    "法院委派": 3,
}
CAUSES = {
    "劳动报酬": 40,
    "解除终止": 20,
    "社会保险": 12,
    "工伤": 11,
    "经济补偿": 6,
    "确认劳动关系": 4,
    "工时休假": 3,
    "赔偿金": 2,
    "订立合同": 1,
    "其他": 1,
}
RESOLVED = {"达成协议": 70, "当场履行": 16, "和解": 14}
UNRESOLVED = {"调解不成": 78, "撤回": 14, "对方不同意": 8}
SURNAMES = "王李张刘陈杨马赵周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "建国 志强 秀英 桂芳 海燕 晓梅 玉兰 新民 永刚 丽娟 春燕 振华 文静 小红 立新 国强 雪梅 军 敏 涛 艳 杰 霞 平 磊 娜 超 勇 静 鹏 婷 浩 雪 明 慧 斌 玲 辉 莉 伟 芳 强 红梅 建华 爱民 翠花 金花 宝山 东升 长江 向阳 立军".split()
LOCAL_NAMES = "阿依古丽 古丽娜尔 艾尔肯 买买提江 帕提古丽 努尔兰 叶尔波 热依汗 迪丽达尔 阿不都热合曼 吐尔逊 玛依拉 加娜尔 巴合提 祖丽皮亚 库尔班 赛力克 阿曼古丽".split()
EMPLOYERS = "天云某建筑劳务 博格达某餐饮管理 红山某物业服务 水磨沟某商贸 温泉某酒店管理 东山某运输 北疆某保安服务 边城某家政 丝路某物流 雪莲某食品 昆仑某装饰工程 西域某广告传媒 虹桥某汽车服务 绿洲某环卫 清泉某洗涤 七彩某教育咨询 华凌某家具 南湖某健身 明珠某超市 金桥某电梯维修 安居某房产经纪 盛源某机械租赁 鼎立某钢结构 康宁某医药连锁".split()
SUFFIXES = ("有限公司", "有限责任公司", "有限公司水磨沟分公司", "店", "经营部")


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
    """Makes the matters of all centres and years from one stream of chance."""

    def __init__(self) -> None:
        roster = tomllib.loads((ROOT / "examples/organisations-shuimogou.toml").read_text("utf-8"))
        self.chance = random.Random(SEED)
        self.calendar = calendar_for("650105")
        self.names = {body["code"]: body["name"] for body in roster["body"]}
        self.areas = {body["code"]: body["area"] for body in roster["body"] if "area" in body}
        self.mediators: dict[str, list[str]] = {}
        for mediator in roster["mediator"]:
            self.mediators.setdefault(mediator["organisations"][0], []).append(mediator["name"])
        self.matters: list[Matter] = []

    def make(self) -> list[Matter]:
        """All matters, numbered and in the order of their registration."""
        for code in self.areas:
            size = self.chance.uniform(0.75, 1.3)
            for year in YEARS:
                self._year(code, year, round(size * self.chance.uniform(48, 60)))
        self._number()
        return self.matters

    def _year(self, code: str, year: int, count: int) -> None:
        reaches = year == 2020 or code in PILOTS or (year == 2019 and code not in LATE)
        rate, direct_share = self._shares(year, reaches=reaches)
        threshold = math.ceil(count * 0.6)
        resolved = round(count * rate)
        resolved = max(resolved, threshold) if reaches else min(resolved, threshold - 1)
        direct = min(round(count * direct_share), count - resolved)
        for _ in range(resolved):
            self._mediated(code, year, self._pick(RESOLVED))
        for _ in range(direct):
            self._direct(code, year)
        for _ in range(count - resolved - direct):
            self._mediated(code, year, self._pick(UNRESOLVED))
        self._beside(code, year)

    def _shares(self, year: int, *, reaches: bool) -> tuple[float, float]:
        """What share of an area's disputes is resolved, and what share never saw a mediator."""
        uniform = self.chance.uniform
        if not reaches:
            return (uniform(0.44, 0.57), uniform(0.26, 0.33))
        if year == 2020:
            return (uniform(0.64, 0.77), uniform(0.12, 0.2))
        return (uniform(0.61, 0.69), uniform(0.17, 0.24))

    def _beside(self, code: str, year: int) -> None:
        """What every ledger has besides: matters out of scope, doubled ones, loose ends."""
        if self.chance.random() < 0.7:
            self._mediated(code, year, self._pick({"不属于受理范围": 2, "不属于本组织管辖": 1}))
        if self.chance.random() < 0.55:
            self._double(code, year)
        if self.chance.random() < 0.1:
            loose = self._mediated(code, year, "调解不成")
            loose.region = "650105"
        if year == YEARS[-1] and self.chance.random() < 0.3:
            self._open(code)

    def _registered(self, code: str, year: int) -> Matter:
        day = date(year, 1, 1) + timedelta(self.chance.randrange(364))
        others = [other for other in self.areas if other != code]
        elsewhere = self.chance.random() < 0.015
        townships = self.areas[code]
        region = townships[0] if self.chance.random() < 0.85 else townships[-1]
        if self.chance.random() < 0.12:
            region += f"{self.chance.randint(1, 9):03d}"
        matter = Matter(
            organisation=self.chance.choice(others) if elsewhere else code,
            region=region,
            registered=self._working(day, year),
        )
        matter.people = [self._person() for _ in range(self._heads())]
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

    def _mediated(self, code: str, year: int, ending: str) -> Matter:
        matter = self._registered(code, year)
        facts = matter.facts
        if ending in {"对方不同意", "不属于受理范围", "不属于本组织管辖"}:
            facts["结果"] = "不予受理"
            facts["结果日期"] = self._later(matter.registered, 1, 3)
            facts["不予受理原因"] = "对方不同意调解" if ending == "对方不同意" else ending
            return matter
        facts["受理日期"] = self._later(matter.registered, 0, 3)
        facts["调解员"] = self.chance.choice(self.mediators[matter.organisation])
        facts["结果"] = ending
        facts["结果日期"] = self._later(
            facts["受理日期"], *((0, 2) if ending == "当场履行" else (3, 14))
        )
        if ending == "达成协议":
            self._agreement(facts)
        elif ending == "当场履行" and "请求金额" in facts:
            facts["协议金额"] = self._part(facts["请求金额"])
        elif ending == "调解不成" and self.chance.random() < 0.75:
            self._arbitration(facts)
        return matter

    def _agreement(self, facts: dict[str, Any]) -> None:
        facts["协议生效日期"] = self._later(facts["结果日期"], 0, 3)
        if "请求金额" not in facts:
            return
        facts["协议金额"] = self._part(facts["请求金额"])
        facts["约定履行日期"] = self._later(facts["协议生效日期"], 7, 45)
        if self.chance.random() < 0.84:
            facts["履行日期"] = self._later(facts["约定履行日期"], -6, 3)
            facts["履行日期"] = max(facts["履行日期"], facts["协议生效日期"])
            is_whole = self.chance.random() < 0.96
            facts["已履行金额"] = (
                facts["协议金额"] if is_whole else round(facts["协议金额"] / 2, -1)
            )
        if self.chance.random() < 0.11:
            facts["司法确认结果"] = "有效"
            facts["司法确认日期"] = self._later(facts["协议生效日期"], 12, 40)

    def _arbitration(self, facts: dict[str, Any]) -> None:
        start = facts["结果日期"]
        if self.chance.random() < 0.4:
            start = facts["移送仲裁日期"] = self._later(start, 0, 4)
        facts["仲裁受理日期"] = self._in_time(start, self._later(start, 3, 9))

    def _direct(self, code: str, year: int) -> None:
        matter = self._registered(code, year)
        at_court = self.chance.random() < 0.08
        matter.organisation = COURT if at_court else COMMISSION
        matter.facts["渠道"] = "直接起诉" if at_court else "直接仲裁"
        if not at_court:
            filed = matter.registered
            matter.facts["仲裁受理日期"] = self._in_time(filed, self._later(filed, 1, 6))

    def _double(self, code: str, year: int) -> None:
        """The same matter a second time, here or at a centre nearby."""
        known = [m for m in self.matters if code == m.organisation and m.registered.year == year]
        leader = self.chance.choice([m for m in known if m.facts.get("受理日期")])
        if leader.registered > date(year, 12, 15) or leader.repeats:
            return
        second = Matter(
            organisation=code if self.chance.random() < 0.6 else self.chance.choice([*self.areas]),
            region=leader.region,
            registered=self._later(leader.registered, 1, 5),
            people=leader.people,
            repeats=leader,
        )
        kept = ("被申请人", "争议类型", "请求金额", "涉及人数")
        second.facts = {key: leader.facts[key] for key in kept if key in leader.facts}
        second.facts |= {"渠道": self._pick(CHANNELS), "结果": "撤回"}
        second.facts["结果日期"] = self._later(second.registered, 1, 4)
        self.matters.append(second)

    def _open(self, code: str) -> None:
        matter = self._registered(code, YEARS[-1])
        matter.registered = self._working(date(YEARS[-1], 12, self.chance.randint(14, 28)), 2020)
        matter.facts["受理日期"] = self._later(matter.registered, 0, 3)
        matter.facts["调解员"] = self.chance.choice(self.mediators[matter.organisation])

    def _number(self) -> None:
        self.matters.sort(key=lambda m: (m.registered, m.organisation))
        given: dict[tuple[str, int], int] = {}

        def next_of(body: str, year: int) -> int:
            given[body, year] = given.get((body, year), 0) + 1
            return given[body, year]

        for matter in self.matters:
            short, year = matter.organisation.removeprefix("SMG-"), matter.registered.year
            matter.number = f"{short}{year}-{next_of(short, year):04d}"
        for matter in sorted(self.matters, key=lambda m: m.facts.get("仲裁受理日期", date.max)):
            if on := matter.facts.get("仲裁受理日期"):
                matter.facts["仲裁案号"] = f"水劳人仲案〔{on.year}〕{next_of('仲裁', on.year)}号"
        for matter in sorted(self.matters, key=lambda m: m.facts.get("司法确认日期", date.max)):
            if on := matter.facts.get("司法确认日期"):
                serial = next_of("民特", on.year)
                matter.facts["裁定案号"] = f"（{on.year}）新0105民特{serial}号"

    def _pick(self, weights: dict[str, int]) -> str:
        return self.chance.choices([*weights], [*weights.values()])[0]

    def _heads(self) -> int:
        return self.chance.choices((1, 2, 3), (95, 4, 1))[0]

    def _person(self) -> str:
        if self.chance.random() < 0.3:
            return self.chance.choice(LOCAL_NAMES)
        return self.chance.choice(SURNAMES) + self.chance.choice(GIVEN)

    def _amount(self) -> float:
        """Log-normal, 28 thousand yuan on average."""
        sigma = 0.85
        yuan = self.chance.lognormvariate(math.log(28_000) - sigma**2 / 2, sigma)
        return float(max(round(yuan, -2 if yuan > 3_000 else -1), 200))

    def _part(self, claimed: float) -> float:
        return float(max(round(claimed * self.chance.uniform(0.65, 1), -1), 100))

    def _later(self, on: date, least: int, most: int) -> date:
        return self._working(on + timedelta(self.chance.randint(least, most)), None)

    def _in_time(self, filed: date, decided: date) -> date:
        """No later than the fifth working day, by which a commission decides on acceptance."""
        last = filed
        for _ in range(5):
            last = self.calendar.next_working_day(last)
        return min(decided, last)

    def _working(self, day: date, year: int | None) -> date:
        """That day or the next working day; within the year, where one is given."""
        rolled = self.calendar.rolled(day)
        while year is not None and rolled.year != year:
            day -= timedelta(1)
            rolled = day if self.calendar.is_working_day(day) else self.calendar.rolled(day)
        return rolled


def rows(matters: list[Matter], names: dict[str, str]) -> list[list[Any]]:
    """The rows of the ledger: one for each claimant."""
    table = []
    for matter in matters:
        facts = matter.facts | {
            "登记编号": matter.number,
            "调解组织": names[matter.organisation],
            "区划代码": matter.region,
            "登记日期": matter.registered,
            "备注": "示例数据",
        }
        if matter.repeats is not None:
            leader = matter.repeats
            is_own = leader.organisation == matter.organisation
            facts["重复于"] = leader.number if is_own else f"{leader.organisation}/{leader.number}"
        share = len(matter.people)
        for person in dict.fromkeys(matter.people):
            own = {
                key: round(facts[key] / share, 2)
                for key in ("请求金额", "协议金额", "已履行金额")
                if key in facts
            }
            row = facts | own | {"申请人": person}
            table.append([row.get(column, "") for column in COLUMNS])
    return table


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples"
    maker = Maker()
    table = rows(maker.make(), maker.names)
    write(folder / "shuimogou-2018-2020.xlsx", TITLE, COLUMNS, table, datetime(2018, 11, 5))
    print(f"{len(maker.matters)} disputes, {len(table)} rows")
