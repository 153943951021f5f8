"""`fengqiao verify-feed FILE`: whether a feed that a partner saved is whole; needs no database."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from services.partners.feed.chain import Item, faults
from services.partners.feed.saved import NotSaved, read_saved

_WORDS: Final = {
    "missing": ("之前缺少条目", "items before it are missing"),
    "order": ("次序有误或重复", "out of order, or there twice"),
    "previous": ("所指的前一条不符", "names another item as the one before"),
    "content": ("内容与校验链不符", "its content does not fit the chain"),
}
_MOST_LISTED: Final = 20


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("verify-feed")
    def verify_feed(
        file: Annotated[
            str, typer.Argument(help="每行一页或一条的 JSON；- 为标准输入 / JSON Lines; - is stdin")
        ],
        *,
        ends_with: Annotated[
            str,
            typer.Option(help="应有的末端校验值，见 /v1/feed/head / chain that the last must have"),
        ] = "",
    ) -> None:
        """核对保存的数据流有无遗漏或改动 / Verify a saved feed; exit code 1 where something is wrong."""
        text = sys.stdin.buffer.read() if file == "-" else _read(Path(file))
        try:
            items = list(read_saved(text))
        except NotSaved as error:
            typer.secho(f"第 {error.line} 行不是数据流 / not of a feed: {error.why}", err=True)
            raise typer.Exit(2) from None
        if not _is_whole(items, ends_with.lower(), Console()):
            raise typer.Exit(1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        typer.secho(f"{path}: {error.strerror}", err=True)
        raise typer.Exit(2) from None


def _is_whole(items: list[Item], ends_with: str, console: Console) -> bool:
    found = list(faults(items))
    for fault in found[:_MOST_LISTED]:
        zh, en = _WORDS[fault.code]
        console.print(f"✗ 第 {fault.sequence} 条 item {fault.sequence}: {zh} / {en}", markup=False)
    end = items[-1].chain.hex() if items else ""
    is_whole_end = not ends_with or end == ends_with
    if not is_whole_end:
        console.print("✗ 末端不符，最后的条目缺少或不同 / the last items are missing or different")
    is_whole = not found and is_whole_end
    if items and is_whole:
        first, last = items[0].sequence, items[-1].sequence
        console.print(f"✓ 第 {first}–{last} 条完整 / items {first} to {last} are whole; {end}")
    elif is_whole:
        console.print("✓ 没有条目 / no items")
    return is_whole
