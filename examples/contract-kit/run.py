"""合作单位接口自测 / Checks from the partner's side that the service keeps its contracts.

    python run.py --service https://… --client-id … --secret … [--inbox-secret whsec_…] …

What is left out needs an option that was not given. Ends with 0 where nothing failed.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from contract import access, feed, handoff, inbox, webhooks
from contract.calling import Partner
from contract.checking import FAILED, LEFT_OUT, PASSED, carried_out

CHAPTERS = (
    ("令牌与通用规则 / tokens and what every call rests on", access.CHECKS),
    ("入站消息 / inbox", inbox.CHECKS),
    ("事件流 / feed", feed.CHECKS),
    ("订阅与推送 / webhooks", webhooks.CHECKS),
    ("移送 / hand-off", handoff.CHECKS),
)
OPTIONS = (
    ("--service", "service", "服务地址 / address of the service"),
    ("--client-id", "client_id", "客户端编号 / client id"),
    ("--secret", "client_secret", "客户端密钥 / client secret"),
    ("--inbox-secret", "inbox_secret", "whsec_…: 我方给服务签名用 / signs what we send"),
    ("--webhook-secret", "webhook_secret", "whsec_…: 服务给我方签名用 / signs what we get"),
    ("--listen", "listen", "接收推送的本机地址 / where to receive, such as 0.0.0.0:9000"),
    ("--webhook-url", "webhook_url", "服务访问该地址所用的网址 / how the service reaches it"),
    ("--referral", "referral", "发给我方的移送 <争议>/<序号> / an offer made to us"),
    ("--application", "application", "登记申请的 JSON 文件 / file: an application to register"),
)
"""Option, field of Partner, help; without it, the variable FQ_… of the environment counts."""


def partner_of(arguments: Sequence[str] | None) -> Partner:
    """The partner that the command line and the environment tell of."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    for option, name, told in OPTIONS:
        default = os.environ.get(f"FQ_{name.upper()}", "")
        is_needed = not default and name in {"service", "client_id", "client_secret"}
        parser.add_argument(option, dest=name, default=default, required=is_needed, help=told)
    found = vars(parser.parse_args(arguments))
    return Partner(**found | {"service": found["service"].rstrip("/")})


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry every check out and tell how each went; the exit status."""
    partner = partner_of(arguments)
    counts = {PASSED: 0, FAILED: 0, LEFT_OUT: 0}
    for title, checks in CHAPTERS:
        print(f"\n{title}")
        for outcome in carried_out(checks, partner):
            counts[outcome.mark] += 1
            print(f"  {outcome.mark} {outcome.check.zh} / {outcome.check.en}")
            if outcome.why:
                print("      " + outcome.why.replace("\n", "\n      "))
    passed, failed, left = counts.values()
    print(f"\n{passed} 项通过 / passed, {failed} 项不符 / failed, {left} 项未测 / left out")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
