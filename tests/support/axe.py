"""What axe finds wrong with a page that is open in the browser."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[1] / "browser/vendor/axe.min.js"


def violations(page: Page) -> list[str]:
    """Every violation: its rule, how bad it is, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']} ({violation['impact']}): {violation['nodes'][0]['html'][:200]}"
        for violation in found["violations"]
    ]
