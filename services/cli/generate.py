"""`fengqiao generate`: writes every generated file of the repository, or tells which differ."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from services.cli import contracts, lifecycle_page, permissions_page, rules_page, schemas
from services.partners.deliveries import schemas as event_schemas
from services.partners.inbox import schemas as report_schemas


def generated(root: Path) -> Iterator[tuple[Path, str]]:
    """Every generated file with its contents, from the code as it is."""
    yield root / "docs/lifecycle.md", lifecycle_page.page()
    yield root / "docs/legal-rules.md", rules_page.page()
    yield root / "docs/permissions.md", permissions_page.page()
    yield root / "schemas/permissions.json", permissions_page.machine_readable()
    readme = root / "README.md"
    yield readme, lifecycle_page.with_drawing(readme.read_text("utf-8"))
    yield from schemas.files(root)
    yield from contracts.files(root)
    yield from report_schemas.files(root)
    yield from event_schemas.files(root)


def differing(root: Path) -> list[Path]:
    """The generated files that are not as the code makes them."""
    return [
        path
        for path, text in generated(root)
        if not path.exists() or path.read_text("utf-8") != text
    ]


def write(root: Path) -> list[Path]:
    """Write the generated files that differ; returns them."""
    changed = []
    for path, text in generated(root):
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            changed.append(path)
    return changed


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def generate(
        *,
        check: Annotated[bool, typer.Option(help="只检查, 不写入 / check only")] = False,
        root: Annotated[Path, typer.Option(help="仓库目录 / the repository")] = Path(),
    ) -> None:
        """生成文档与接口描述 / Write schemas, lifecycle and OpenAPI from the code."""
        paths = differing(root) if check else write(root)
        for path in paths:
            typer.echo(f"{'differs' if check else 'written'}: {path}")
        if check and paths:
            typer.echo("run: make generate")
            raise typer.Exit(1)
