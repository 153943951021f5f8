"""`fengqiao verify-package`: checks a hand-off package without database, settings or network."""

import json
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from services.partners.handoff.verifying import Verdict, keys_of, verify

_WRONG, _UNREADABLE, _UNKNOWN_SIGNER = 1, 2, 3


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("verify-package")
    def verify_package(
        file: Annotated[Path, typer.Argument(help="材料包 / the package (zip)")],
        *,
        keys: Annotated[
            Path | None,
            typer.Option(
                help="对方的公钥文件（JWKS），见其 /.well-known/package-keys.json / keys to trust"
            ),
        ] = None,
        fingerprint: Annotated[
            str | None,
            typer.Option(help="所信任密钥的指纹（RFC 7638）/ thumbprint of the key to trust"),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出 / as JSON")] = False,
    ) -> None:
        """核对移送材料包：完整、未改动、谁签的名 / Is a package whole, unchanged, and whose is it.

        退出码：0 完好且签名可信；1 有问题；2 读不了；3 完好，但未核对是谁的密钥。
        Exit codes: 0 whole and trusted; 1 wrong; 2 cannot be read; 3 whole, signer not compared.
        """
        trusted = _keys(keys) if keys else None
        try:
            data = file.read_bytes()
        except OSError as error:
            _stop(f"读不了 {file}：{error.strerror}", f"cannot read {file}: {error.strerror}")
        verdict = verify(data, trusted, fingerprint)
        if as_json:
            typer.echo(json.dumps(_told(verdict), ensure_ascii=False, indent=2))
        else:
            _show(verdict)
        code = 0 if verdict.is_trusted else _UNKNOWN_SIGNER
        raise typer.Exit(code if verdict.is_whole else _WRONG)


def _keys(path: Path) -> dict[str, Any]:
    try:
        return dict(keys_of(json.loads(path.read_text(encoding="utf-8"))))
    except OSError as error:
        _stop(f"读不了 {path}：{error.strerror}", f"cannot read {path}: {error.strerror}")
    except ValueError:
        _stop(f"{path} 不是 JWKS 公钥文件", f"{path} is no JWK Set")


def _stop(zh: str, en: str) -> NoReturn:
    typer.secho(f"{zh}\n{en}", fg=typer.colors.RED, err=True)
    raise typer.Exit(_UNREADABLE)


def _told(verdict: Verdict) -> dict[str, Any]:
    return {
        "whole": verdict.is_whole,
        "trusted": verdict.is_trusted,
        "kid": verdict.kid or None,
        "digest": verdict.digest or None,
        "findings": [each._asdict() for each in verdict.findings],
        "manifest": verdict.manifest or None,
    }


def _show(verdict: Verdict) -> None:
    manifest = verdict.manifest
    if manifest:
        names = (_name(manifest.get(side)) for side in ("sender", "receiver"))
        number = _plain(manifest.get("case_number")) or _plain(manifest.get("dispute"))
        typer.echo(f"{number}  {' → '.join(names)}  {_plain(manifest.get('made_at'))}")
    for each in verdict.findings:
        place = each.place or "–"
        typer.secho(f"✗ {place}：{each.zh} / {each.en} [{each.code}]", fg=typer.colors.RED)
    if not verdict.is_whole:
        return
    count = len(manifest["members"])
    typer.secho(f"✓ 完好，{count} 个文件与清单相符 / whole: {count} members", fg=typer.colors.GREEN)
    typer.echo(f"  清单摘要 digest: {verdict.digest}\n  签名密钥 key:  {verdict.kid}")
    if not verdict.is_trusted:
        typer.secho(
            "! 没有给出 --keys 或 --fingerprint，未核对是谁的密钥 / signer not compared",
            fg=typer.colors.YELLOW,
        )


def _name(body: Any) -> str:
    told = body if isinstance(body, dict) else {}
    return _plain(told.get("name")) or _plain(told.get("id"))


def _plain(value: Any) -> str:
    """What a terminal may be shown of a text of somebody else's."""
    return "".join(c for c in str(value or "") if c.isprintable())[:200]
