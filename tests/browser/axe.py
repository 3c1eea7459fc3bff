"""axe-core on a page: what people with a screen reader, a keyboard or weak eyes would stumble over."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.browser.api import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

# WCAG 2.2 AA and what axe calls best practice; a rule is left out only with a reason beside it.
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(" ")}: ${failureSummary}`));
}"""


@cache
def _source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def find_barriers(page: Page) -> list[str]:
    """Return one line for every barrier that axe finds on *page*; none is the aim."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {_source()} }}")
    found: list[str] = page.evaluate(RUN)
    return found
