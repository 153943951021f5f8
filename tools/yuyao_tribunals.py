"""What courts and the commission make of the matters of the 余姚 example: answers, awards, suits."""

import random
from datetime import date, timedelta
from typing import Any

END = date(2026, 2, 27)
"""The last day the ledger knows."""
CONFIRMED = {
    "有效": 68, "驳回": 7, "不予受理": 7, "撤回": 6, "按撤回处理": 5, "撤销": 4, "已申请": 3,
}  # fmt: skip
REFUSED = ("违反法律强制性规定", "损害国家社会他人利益", "违反自愿原则", "内容不明确")
NOT_ACCEPTED = ("不属于本院管辖", "涉及身份关系", "适用其他特别程序")
REVIEWED = {"出具调解书": 68, "不予确认": 12, "不予受理": 9, "撤回": 7, "已申请": 4}
ARBITRATED = {"调解": 76, "撤回": 10, "裁决": 14}
AWARDED = {"终局": 40, "非终局": 45, "部分终局": 15}
JUDGED = {"判决": 55, "调解": 25, "撤诉": 20}

Facts = dict[str, Any]


class Tribunals:
    """Draws what became of a matter after, or without, mediation."""

    NUMBERED = (
        ("仲裁受理日期", "仲裁案号", "余劳人仲案〔{}〕{}号"),
        ("司法确认日期", "裁定案号", "（{}）浙0281诉前调确{}号"),
        ("仲裁审查日期", "调解书案号", "余劳人仲审〔{}〕{}号"),
        ("起诉日期", "法院案号", "（{}）浙0281民初{}号"),
    )
    """Day, the column its number stands in, and how it is written."""

    def __init__(self, chance: random.Random, calendar: Any) -> None:
        self.chance = chance
        self.calendar = calendar

    def later(self, on: date, least: int, most: int) -> date:
        """Some days later, on a working day."""
        day: date = self.calendar.rolled(on + timedelta(self.chance.randint(least, most)))
        return day

    def is_known(self, on: date) -> bool:
        """Whether the ledger reaches that day."""
        return on <= END

    def filed(self, facts: Facts, start: date) -> None:
        """Handed over by the organisation, or filed by the party itself."""
        if self.chance.random() < 0.4:
            start = facts["移送仲裁日期"] = self.later(start, 0, 4)
        else:
            start = self.later(start, 1, 9)
        self.arbitrated(facts, start)

    def arbitrated(self, facts: Facts, start: date) -> None:
        """Accepted or not within five working days, and decided."""
        if self.chance.random() < 0.03:
            facts["仲裁结果"] = "不予受理"
            facts["仲裁结案日期"] = self._within(start, 5)
            if self.chance.random() < 0.3:
                self._suit(facts, facts["仲裁结案日期"])
            return
        facts["仲裁受理日期"] = accepted = self._within(start, 5)
        facts["仲裁案号"] = ""
        closed = self.later(accepted, 12, 42)
        if not self.is_known(closed) or self.chance.random() < 0.02:
            return
        facts["仲裁结果"] = result = self._pick(ARBITRATED)
        facts["仲裁结案日期"] = closed
        if result == "裁决":
            self._award(facts, closed)

    def _award(self, facts: Facts, closed: date) -> None:
        facts["裁决类型"] = self._pick(AWARDED)
        served = self.later(closed, 1, 6)
        if not self.is_known(served):
            return
        facts["裁决送达日期"] = served
        if self.chance.random() < 0.35:
            self._suit(facts, served)
        elif facts["裁决类型"] != "非终局" and self.chance.random() < 0.3:
            applied = self.later(served, 5, 24)
            if self.is_known(applied):
                facts["申请撤裁日期"] = applied

    def _suit(self, facts: Facts, start: date) -> None:
        sued = start + timedelta(self.chance.randint(4, 14))
        if self.is_known(sued):
            facts["起诉日期"], facts["法院案号"] = sued, ""
            self.tried(facts, sued)

    def tried(self, facts: Facts, sued: date) -> None:
        """Before a court, for months."""
        closed = self.later(sued, 40, 150)
        if self.is_known(closed):
            facts["诉讼结果"], facts["诉讼结案日期"] = self._pick(JUDGED), closed

    def broken(self, facts: Facts, due: date) -> None:
        """Not performed: on wages alone a suit is open, otherwise the party goes to arbitration."""
        if facts["争议类型"] == "劳动报酬":
            self._suit(facts, due)
        else:
            self.arbitrated(facts, self.later(due, 3, 20))

    def confirmed(self, facts: Facts) -> None:
        """The court's answer to a joint application."""
        on = self.later(facts["协议生效日期"], 12, 40)
        if not self.is_known(on) or facts["争议类型"] == "确认劳动关系":
            return
        facts["司法确认结果"] = result = self._pick(CONFIRMED)
        if result == "已申请":
            on = self.later(facts["协议生效日期"], 3, 20)
        if result == "撤销":
            on = self.later(on, 30, 60)
        if not self.is_known(on):
            facts["司法确认结果"] = result = "有效"
            on = END
        facts["司法确认日期"] = on
        if result in {"有效", "驳回", "不予受理", "撤销"}:
            facts["裁定案号"] = ""
        if result == "不予受理":
            facts["司法确认理由"] = self.chance.choice(NOT_ACCEPTED)
        elif result in {"驳回", "撤销"}:
            facts["司法确认理由"] = self.chance.choice(REFUSED)

    def reviewed(self, facts: Facts) -> None:
        """The commission's answer to a joint application."""
        on = self.later(facts["协议生效日期"], 8, 25)
        if not self.is_known(on):
            return
        facts["仲裁审查结果"] = result = self._pick(REVIEWED)
        facts["仲裁审查日期"] = on if result != "已申请" else facts["协议生效日期"]
        if result == "出具调解书":
            facts["调解书案号"] = ""

    def _within(self, start: date, most: int) -> date:
        day: date = start
        for _ in range(self.chance.randint(1, most)):
            day = self.calendar.next_working_day(day)
        return day

    def _pick(self, weights: dict[str, int]) -> str:
        return self.chance.choices([*weights], [*weights.values()])[0]
