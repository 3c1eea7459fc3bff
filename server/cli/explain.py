"""``jaga explain``: what a code of ``jaga lint`` means, why it matters and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.accounts.lint.explanations import LANGUAGES, load_explanations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from server.accounts.lint.explanations import Explanation

LABELS: Mapping[str, Mapping[str, str]] = {
    "id": {"means": "Arti", "why": "Mengapa", "mend": "Perbaikan", "example": "Contoh"},
    "en": {"means": "Meaning", "why": "Why", "mend": "To mend it", "example": "Example"},
}


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--lang", type=click.Choice([*LANGUAGES, "both"]), default="both", show_default=True)
def command(codes: Sequence[str], lang: str) -> None:
    """Explain codes of jaga lint, such as L217; without a code, list them all."""
    explanations = load_explanations()
    wanted = [code.upper() for code in codes]
    if unknown := [code for code in wanted if code not in explanations]:
        raise click.BadParameter(f"no code {', '.join(unknown)}; jaga explain lists them all", param_hint="CODE")
    languages = LANGUAGES if lang == "both" else (lang,)
    if wanted:
        click.echo("\n\n".join("\n".join(_describe(explanations[code], languages)) for code in wanted))
        return
    for explanation in explanations.values():
        for head, language in zip((explanation.code, "    "), languages, strict=False):
            click.echo(f"{head}  {explanation.words[language].means}")


def _describe(explanation: Explanation, languages: Sequence[str]) -> Iterator[str]:
    yield explanation.code
    for language in languages:
        labels, words = LABELS[language], explanation.words[language]
        yield f"  {labels['means']}: {words.means}"
        yield f"  {labels['why']}: {words.why}"
        yield f"  {labels['mend']}: {words.mend}"
    yield f"  {' / '.join(LABELS[each]['example'] for each in languages)}: {explanation.example}"
