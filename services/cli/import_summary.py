"""What came of an import, on the terminal: the counts, the faults by kind, the first of them in full."""

from collections import Counter
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from services.workflow.application.ledger.faults import Fault, Severity
from services.workflow.application.ledger.report import Report

SHOWN: Final = 30
"""Faults listed in full; a report holds them all."""
STYLES: Final = {
    Severity.ERROR: ("未导入 refused", "red"),
    Severity.WARNING: ("提醒 warning", "yellow"),
    Severity.NOTICE: ("说明 notice", "blue"),
}


def show(report: Report, written: Path | None, console: Console) -> None:
    """Print the outcome; `written` is the file that holds the whole report, if one was asked for."""
    console.print(_heading(report))
    console.print(_counts(report))
    if report.faults:
        console.print(_kinds(report))
        _list(report, written, console)
    if written is not None:
        console.print(f"报告 / report: {escape(str(written))}")


def _heading(report: Report) -> str:
    marks = [f"[bold]{escape(report.file)}[/bold]"]
    if report.encoding:
        marks.append(report.encoding)
    if report.is_sample:
        marks.append("示例数据 / sample data")
    if report.is_dry_run:
        marks.append("[yellow]只检查，未写入 / dry run, nothing written[/yellow]")
    return " · ".join(marks)


def _counts(report: Report) -> Table:
    counts = report.counts
    table = Table(show_header=False, box=None, pad_edge=False)
    for words, number in (
        ("行 rows", counts.rows),
        ("  未导入的行 rows refused", counts.rows_refused),
        ("争议 disputes", counts.disputes),
        ("  新增 added", counts.added),
        ("  更正或续记 corrected or continued", counts.corrected),
        ("  无变化 unchanged", counts.unchanged),
        ("  并案或撤销并案 merged or parted", counts.merged),
        ("新建机构（未核实）unverified bodies", counts.organisations),
        ("事件 events", counts.events),
    ):
        if number or words.startswith(("行", "争议", "事件")):
            table.add_row(words, f"[bold]{number}[/bold]")
    return table


def _kinds(report: Report) -> Table:
    table = Table(title="问题汇总 / faults by kind", title_justify="left")
    table.add_column("程度", no_wrap=True)
    table.add_column("问题", overflow="fold")
    table.add_column("次数", justify="right")
    counted = Counter((fault.severity, fault.title, fault.code) for fault in report.faults)
    first = {(fault.severity, fault.title, fault.code): fault for fault in reversed(report.faults)}
    for kind, count in sorted(counted.items(), key=lambda item: _order(item[0][0], item[1])):
        words, style = STYLES[kind[0]]
        title = f"{escape(kind[1])}：" if kind[1] else ""
        table.add_row(f"[{style}]{words}[/{style}]", title + escape(first[kind].zh), str(count))
    return table


def _order(severity: Severity, count: int) -> tuple[int, int]:
    return list(Severity).index(severity), -count


def _list(report: Report, written: Path | None, console: Console) -> None:
    listed = [fault for fault in report.faults if fault.severity is not Severity.NOTICE]
    for fault in listed[:SHOWN]:
        console.print(_line(fault), soft_wrap=True)
    if len(listed) > SHOWN and written is None:
        console.print(
            f"… 另有 {len(listed) - SHOWN} 处，用 --report FILE.xlsx 查看全部 / use --report for all"
        )


def _line(fault: Fault) -> str:
    _, style = STYLES[fault.severity]
    cell = f"{fault.place.letters}{fault.place.row}" if fault.place.row else fault.place.sheet
    shown = f" “{escape(fault.shown)}”" if fault.shown else ""
    title = f" {escape(fault.title)}" if fault.title else ""
    return f"[{style}]{cell}[/{style}]{title}{shown}：{escape(fault.zh)}"
