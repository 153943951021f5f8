"""What `fengqiao run` tells when it is up: where everything is, the tokens, what to try."""

import shutil
import socket
import sys
from collections.abc import Sequence

from rich.console import Console

from services.cli.example import Example
from services.cli.people import example_tokens
from services.cli.standins import Placed
from services.kit.clock import SystemClock
from services.workflow.settings import Mode, Settings

ADDRESS = "address"
"""File of the data folder that says where the service is, for commands that call it."""
ORDERS = {
    "法院收到申请后自行立案、裁定 / let the court docket and rule by itself": '{"silent": false}',
    "让它驳回 / let it refuse": '{"ruling": {"outcome": "refused"}}',
    "让它拖延、重复、伪造 / let it delay, double, forge": (
        '{"delay": 5, "double": 2, "forge": ["signature"]}'
    ),
}
"""What a stand-in can be told, to begin with."""
SIGN_IN = "须登录，账号用 fengqiao account add 开通 / sign-in needed: fengqiao account add"
"""What is said of the pages in production mode."""


def show(
    settings: Settings,
    listening: socket.socket,
    console: Console,
    place: Example = Example.SHUIMOGOU,
    standins: Sequence[Placed] = (),
) -> None:
    """Print it."""
    url = address(settings.host, listening)
    if settings.is_embedded:
        (settings.data_dir / ADDRESS).write_text(url, "utf-8")
    console.print("\n[bold green]枫桥已启动[/] / fengqiao is running\n", highlight=False)
    if settings.port not in (0, listening.getsockname()[1]):
        console.print(
            f"  端口 {settings.port} 已被占用 / is taken\n", style="yellow", highlight=False
        )
    is_trial = settings.mode is Mode.DEVELOPMENT
    for what, where in (
        ("页面 pages", f"{url}/" if is_trial else f"{url}/  {SIGN_IN}"),
        ("接口 API", f"{url}/v1/openapi.json"),
        ("问题类型 problems", f"{url}/problems"),
        ("数据 data", str(settings.data_dir) if settings.is_embedded else "FENGQIAO_DATABASE_URL"),
    ):
        console.print(f"  {what:<18} {where}", highlight=False, soft_wrap=True)
    if is_trial and settings.token_jwks is None:
        _trial(settings, url, console, place)
    if standins:
        _standins(standins, console)
    console.print("\n  Ctrl+C 停止 / stops it\n", highlight=False)


def address(host: str, listening: socket.socket) -> str:
    """Where a browser on this machine finds it."""
    port = listening.getsockname()[1]
    local = "127.0.0.1" if host in {"0.0.0.0", ""} else f"[{host}]" if ":" in host else host  # noqa: S104
    return f"http://{local}:{port}"


def _trial(settings: Settings, url: str, console: Console, place: Example) -> None:
    console.print("\n  示例人员的令牌 / tokens of the example's people:", highlight=False)
    for person, token in example_tokens(settings, SystemClock(), place):
        console.print(f"  # {person.zh} / {person.en}", style="dim", highlight=False)
        print(f"  export {person.role.upper()}={token}", file=console.file)
    command = "fengqiao" if shutil.which("fengqiao") else sys.argv[0]
    console.print("\n  试一试 / try, in another terminal:", highlight=False)
    is_first = place is Example.SHUIMOGOU
    for line in (
        # The shipped scenario is played by the people of the first example.
        *([f"{command} play examples/s1-wage-claim.toml --url {url}"] if is_first else []),
        f"curl -s -H \"Authorization: Bearer $SUPERVISOR\" '{url}/v1/disputes'",
        f"{command} tokens --role clerk" + ("" if is_first else f" --place {place}"),
    ):
        print(f"    {line}", file=console.file)


def _standins(standins: Sequence[Placed], console: Console) -> None:
    console.print(
        "\n  模拟的其他单位，经由真实接口往来 / stand-ins of other bodies, on the real interfaces:",
        highlight=False,
        soft_wrap=True,
    )
    for placed in standins:
        told = f"{placed.standin.zh} / {placed.standin.en}"
        console.print(f"  # {told}", style="dim", highlight=False)
        print(f"    curl -s {placed.url}/state", file=console.file)
    court = standins[0].url
    for what, order in ORDERS.items():
        console.print(f"  # {what}", style="dim", highlight=False)
        print(f"    curl -s -d '{order}' {court}/control", file=console.file)
