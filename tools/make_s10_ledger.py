"""Writes examples/s10.csv and .xlsx: four invented centres with figures that can be checked by hand.

    .venv/bin/python tools/make_s10_ledger.py [FOLDER]

Registered 25/20/8/14, settled 16/11/5/9, straight to arbitration or court 3/4/0/5, doubled 1/2/0/1.
A doubled registration is one matter, so the disputes of the areas are 27/22/8/18 and resolved are
59.3%, 50.0%, 62.5%, 50.0%: one centre of four reaches 60%. Settled by registered would say three.
"""

import csv
import sys
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parents[1]
TITLE = "四个调解中心 2025 年台账（示例数据：人员和单位均为虚构）"
COLUMNS = (
    "登记编号 调解组织 区划代码 登记日期 渠道 申请人 被申请人 争议类型 请求金额 受理日期 结果 结果日期 协议金额 "
    "协议生效日期 仲裁受理日期 仲裁案号 重复于 备注"
).split()
CENTRES = (
    ("YY-LZ", "330281001", 25, 16, 3, 1),
    ("YY-FS", "330281002", 20, 11, 4, 2),
    ("YY-LJ", "330281003", 8, 5, 0, 0),
    ("YY-YM", "330281004", 14, 9, 5, 1),
)
"""Code, township, registered, settled, filed directly, doubled."""
SETTLED = ("达成协议", "达成协议", "当场履行", "和解")
UNSETTLED = ("调解不成", "调解不成", "撤回")
FIRST = date(2025, 1, 6)


def rows() -> list[list[str]]:
    """The table as text, which is what both files hold."""
    table = []
    for code, region, registered, settled, direct, doubled in CENTRES:
        own = registered - doubled
        endings, failings = cycle(SETTLED), cycle(UNSETTLED)
        for n in range(own):
            ending = next(endings) if n < settled else next(failings)
            table.append(_row(code, region, n, ending))
        for n in range(doubled):
            row = _row(code, region, own + n, "撤回")
            leader = f"{code}-2025-{settled + n + 1:03d}"
            # Both ways of naming the leading dispute.
            row["重复于"] = leader if n % 2 == 0 else f"{code}/{leader}"
            table.append(row)
        table.extend(_direct(region, n, at_court=n % 3 == 2) for n in range(direct))
    return [[row.get(column, "") for column in COLUMNS] for row in table]


def _row(code: str, region: str, n: int, ending: str) -> dict[str, str]:
    day = FIRST + timedelta(9 * n)
    row = {
        "登记编号": f"{code}-2025-{n + 1:03d}",
        "调解组织": code,
        "区划代码": region,
        "登记日期": day.isoformat(),
        "渠道": "窗口",
        "申请人": f"示例工人{code[-2:]}{n + 1}",
        "被申请人": "余姚某某制造有限公司",
        "争议类型": "劳动报酬",
        "请求金额": f"{10_000 + 100 * n}",
        "受理日期": (day + timedelta(1)).isoformat(),
        "结果": ending,
        "结果日期": (day + timedelta(8)).isoformat(),
        "备注": "示例数据",
    }
    if ending == "达成协议":
        row["协议金额"] = "8000.00"
        row["协议生效日期"] = (day + timedelta(9)).isoformat()
    return row


def _direct(region: str, n: int, *, at_court: bool) -> dict[str, str]:
    day = FIRST + timedelta(20 * n + 3)
    row = _row("YY-ZC", region, n, "") | {
        "登记编号": f"{'FY' if at_court else 'ZC'}-{region}-{n + 1}",
        "调解组织": "YY-FY" if at_court else "YY-ZC",
        "登记日期": day.isoformat(),
        "渠道": "直接起诉" if at_court else "直接仲裁",
        "受理日期": "",
        "结果日期": "",
    }
    if not at_court:
        row["仲裁受理日期"] = (day + timedelta(5)).isoformat()
        row["仲裁案号"] = f"余劳人仲案〔2025〕{region[-1]}{n:02d}号"
    return row


def write(folder: Path) -> None:
    """Write both files; the same every time."""
    table = rows()
    with (folder / "s10.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[TITLE], COLUMNS, *table])
    book = xlsxwriter.Workbook(folder / "s10.xlsx", {"strings_to_formulas": False})
    book.set_properties({"title": TITLE, "created": datetime(2025, 1, 1)})
    sheet = book.add_worksheet("示例数据")
    for number, row in enumerate([[TITLE], COLUMNS, *table]):
        for at, value in enumerate(row):
            if value:
                sheet.write_string(number, at, value)
    book.close()


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples")
