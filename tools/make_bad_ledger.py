"""Writes examples/bad-ledger.xlsx and .csv (GB18030): what goes wrong in ledgers, beside good rows.

    .venv/bin/python tools/make_bad_ledger.py [FOLDER]

For the bodies of examples/organisations-shuimogou.toml. Each row says in 备注 what is wrong with it.
"""

import csv
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

ROOT = Path(__file__).parents[1]
TITLE = "有毛病的台账（示例数据：用来看导入怎样报告问题）"
COLUMNS = (
    "登记编号 调解组织 区划代码 登记日期 渠道 申请人 申请人证件号 申请人电话 被申请人 争议类型 请求金额 涉及人数 "
    "受理日期 调解员 结果 结果日期 协议金额 协议生效日期 重复于 仲裁结果 所属网格 备注 "
    "司法确认结果 司法确认日期 司法确认理由 裁定案号 仲裁审查结果 仲裁审查日期 调解书案号 仲裁受理日期 仲裁案号 "
    "仲裁结案日期 裁决类型 裁决送达日期 申请撤裁日期 起诉日期 法院案号 诉讼结果 诉讼结案日期"
).split()
FORMULA = "=1000+200"
ERROR = "#N/A"


def rows() -> list[dict[str, Any]]:
    """Good and bad rows in turn."""
    open_row = _row(27, "未结，好的一行", 受理日期="2020-03-04", 涉及人数="12", 所属网格="三网格")
    return [*_mediated(), *_reinforced(), *_decided(), open_row]


def _mediated() -> list[dict[str, Any]]:
    return [
        _row(1, "好的一行", 受理日期=date(2020, 3, 3), 调解员="林小红", 结果="达成协议",
             结果日期=date(2020, 3, 12), 协议金额="12,000.50", 协议生效日期="2020年3月13日"),
        _row(2, "没有2月30日", 登记日期="2020-02-30"),
        _row(3, "日期在将来", 登记日期="2099/1/1"),
        _row(4, "没有登记的机构", 调解组织="某某街道调解中心"),
        _row(5, "身份证号码校验位不符", 申请人证件号="650105199001010014"),
        _row(6, "公式", 请求金额=FORMULA),
        _row(7, "文字以等号开头", 申请人='=HYPERLINK("x","张三")'),
        _row(8, "错误值", 请求金额=ERROR),
        _row(9, "结果早于登记", 结果="撤回", 结果日期="2020-03-01"),
        _row(10, "有结果没有日期", 结果="调解不成"),
        _row(11, "没有这个区划", 区划代码="650105999"),
        _row(12, "金额三位小数", 请求金额="100.005"),
        _row(13, "重复于自己这一圈", 重复于="BAD-14"),
        _row(14, "重复于自己这一圈", 重复于="BAD-13"),
        _row(15, "没有所指的编号", 重复于="BAD-99"),
        _row(16, "所指的一行又重复于另一件", 重复于="SMG-HGJ/BAD-17"),
        _row(17, "好的一行，重复于第一件", 重复于="BAD-1", 登记日期="2020年3月4日",
             结果="撤回", 结果日期="2020-03-05"),
        _row(18, "两人中一人有误", 申请人="买买提江"),
        _row(18, "两人中一人有误", 申请人="古丽娜尔", 申请人电话="12345"),
        _row(19, "列在同一编号下而彼此矛盾", 申请人="赵志强"),
        _row(19, "列在同一编号下而彼此矛盾", 申请人="孙丽萍", 被申请人="另一家公司"),
        _row(20, "只有区县，好的一行", 区划代码="650105"),
        _row(21, "不予受理没有原因", 结果="不予受理", 结果日期="2020-03-04"),
        _row(22, "争议类型不在词表里", 争议类型="吵架"),
        _row(23, "全角数字，好的一行", 区划代码="６５０１０５０１３", 登记日期="２０２０-３-９",
             请求金额="￥３，０００", 受理日期="2020-3-9", 调解员="林小红", 结果="当场履行",
             结果日期="2020/3/10", 协议金额="3000元"),
        _row(24, "直接仲裁，好的一行", 渠道="直接仲裁", 仲裁受理日期="2020-03-04", 仲裁案号="1号",
             仲裁结果="裁决", 仲裁结案日期="2020-04-10", 裁决类型="终局", 裁决送达日期="2020-04-13"),
        _row(25, "渠道为直接仲裁，却有受理日期", 渠道="直接仲裁", 受理日期="2020-03-05"),
        _row(26, "必填的没有填", 被申请人=""),
    ]  # fmt: skip


def _reinforced() -> list[dict[str, Any]]:
    return [
        _agreed(31, "司法确认有结果没有日期", 司法确认结果="有效", 裁定案号="（2020）新0105诉前调确1号"),
        _agreed(32, "驳回的理由不在词表里，好的一行", 司法确认结果="驳回", 司法确认日期="2020-04-02",
                司法确认理由="法官口头说明"),
        _agreed(33, "出具了调解书却没有案号", 仲裁审查结果="出具调解书", 仲裁审查日期="2020-03-20"),
    ]  # fmt: skip


def _decided() -> list[dict[str, Any]]:
    return [
        _row(34, "裁决没有仲裁受理日期", 渠道="直接仲裁", 仲裁结果="裁决", 仲裁结案日期="2020-04-10"),
        _row(35, "已受理却不予受理", 渠道="直接仲裁", 仲裁受理日期="2020-03-04",
             仲裁结果="不予受理", 仲裁结案日期="2020-03-06"),
        _row(36, "裁决类型不在词表里", 渠道="直接仲裁", 仲裁受理日期="2020-03-04", 仲裁案号="2号",
             仲裁结果="裁决", 仲裁结案日期="2020-04-10", 裁决类型="一裁终局"),
        _row(37, "诉讼没有起诉日期", 渠道="直接仲裁", 诉讼结果="判决", 诉讼结案日期="2020-07-01"),
        _row(38, "结案早于受理", 渠道="直接仲裁", 仲裁受理日期="2020-03-06", 仲裁案号="3号",
             仲裁结果="调解", 仲裁结案日期="2020-03-05"),
        _row(39, "直接起诉却有仲裁结果", 渠道="直接起诉", 仲裁结果="裁决", 仲裁结案日期="2020-04-10"),
        _row(40, "诉讼结果没有日期", 渠道="直接起诉", 诉讼结果="判决"),
    ]  # fmt: skip


def _row(number: int, note: str, **facts: Any) -> dict[str, Any]:
    return {
        "登记编号": f"BAD-{number}",
        "调解组织": "SMG-HGJ",
        "区划代码": "650105013",
        "登记日期": "2020-03-02",
        "渠道": "窗口",
        "申请人": f"示例工人{number}",
        "被申请人": "天云某建筑劳务有限公司",
        "争议类型": "劳动报酬",
        "请求金额": "10000",
        "备注": note,
    } | facts


def _agreed(number: int, note: str, **facts: Any) -> dict[str, Any]:
    return _row(
        number,
        note,
        **{
            "受理日期": "2020-03-03",
            "调解员": "林小红",
            "结果": "达成协议",
            "结果日期": "2020-03-10",
            "协议金额": "8000",
            "协议生效日期": "2020-03-11",
        }
        | facts,
    )


def write_csv(path: Path) -> None:
    """The table in GB18030, as old spreadsheet programs save it; empty lines at the end."""
    with path.open("w", encoding="gb18030", newline="") as file:
        table = csv.writer(file)
        table.writerow([TITLE])
        table.writerow(COLUMNS)
        table.writerows([row.get(column, "") for column in COLUMNS] for row in rows())
        table.writerows([[""] * len(COLUMNS)] * 3)


def write_xlsx(path: Path) -> None:
    """The table with real formulas, error values, merged cells and a number that lost its digits."""
    options = {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    book = xlsxwriter.Workbook(path, options)
    book.set_properties({"title": TITLE, "created": datetime(2020, 1, 1)})
    sheet = book.add_worksheet("台账")
    sheet.write_string(0, 0, TITLE)
    sheet.write_row(1, 0, COLUMNS)
    last = 2
    for last, row in enumerate(rows(), start=2):
        for at, column in enumerate(COLUMNS):
            _write(sheet, last, at, row.get(column, ""))
    _write_extra(sheet, last + 1)
    book.add_worksheet("填写说明").write_string(0, 0, "这张工作表不是台账")
    book.close()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if value == FORMULA:
        sheet.write_formula(row, column, value, None, 1200)
    elif value == ERROR:
        sheet.write_formula(row, column, "=NA()", None, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif value:
        sheet.write_string(row, column, value)


def _write_extra(sheet: Any, row: int) -> None:
    """Two rows with merged cells, and one with an identity number stored as a number."""
    merged = COLUMNS.index("调解组织")
    for n in (28, 29, 30):
        for at, column in enumerate(COLUMNS):
            if column != "调解组织" or n == 30:
                _write(sheet, row + n - 28, at, _row(n, "合并单元格").get(column, ""))
    sheet.merge_range(row, merged, row + 1, merged, "SMG-HGJ")
    number = COLUMNS.index("申请人证件号")
    sheet.write_number(row + 2, number, 650105199001010018)
    sheet.write_string(row + 2, COLUMNS.index("备注"), "号码存成了数字")


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples"
    write_csv(folder / "bad-ledger.csv")
    write_xlsx(folder / "bad-ledger.xlsx")
