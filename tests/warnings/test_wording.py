"""Everything that can be said, rendered and measured. What the bounds mean stands in docs/wording-notes.md."""

from __future__ import annotations

import re
from dataclasses import astuple
from itertools import product
from typing import TYPE_CHECKING

import pytest

from server.domain.elections import Phase
from server.domain.warnings import (
    Action,
    Employment,
    Language,
    Level,
    Rule,
    Subject,
    Texts,
    WarningFacts,
    WarningText,
    Wording,
    choose_rule,
    compose_general_warning,
    compose_notice,
    compose_warning,
    find_placeholders,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

COMBINATIONS = list(product(Subject, Phase, Action, Employment))
CONTESTS = {Language.ID: "Pemilihan Presiden 2024", Language.EN: "2024 presidential election"}
ROLES = {
    Subject.CANDIDATE: "calon_wakil_presiden",
    Subject.TEAM: "tim_kampanye",
    Subject.PARTY: "partai",
    Subject.VOLUNTEER: "relawan",
    Subject.INCUMBENT: "calon_gubernur",
    Subject.OFFICE: "office",
}

# What no text may say, of whomever: a certainty, a crime, a verdict, somebody who no longer judges, a sign of a side.
FORBIDDEN = {
    Language.ID: r"pasti|akan|harus dihukum|penjara|pidana|kurungan|denda|dipecat|pemberhentian|berat|kasn|dilarang|"
    r"larangan|haram|anda melanggar|bersalah|terbukti|atasan|jempol|jari|nomor urut",
    Language.EN: r"certainly|definitely|will|must not|prison|jail|crime|criminal|fine|dismissed|severe|kasn|forbidden|"
    r"prohibited|illegal|you violate|guilty|proven|superior|thumb|finger|ballot number",
}
NOT_A_SIGN = re.compile("[\U0001f300-\U0001faff☝✊-✍️‼❗⚠]")

# Readability, kept where it stands: owner and contest are counted in (docs/wording-notes.md, "Measure").
SENTENCE_WORDS_MAX = {Language.ID: 20, Language.EN: 25}
WORD_LETTERS_MAX = {Language.ID: 12, Language.EN: 12}
MEAN_LETTERS_MAX = {Language.ID: 6.6, Language.EN: 5.7}
BODY_SENTENCES_MAX = 2
BODY_WORDS_MAX = {Language.ID: 30, Language.EN: 37}
TITLE_WORDS_MAX = {Language.ID: 10, Language.EN: 13}


def render_all(wording: Wording, lang: Language, owner: str = "Ani Wati") -> Iterator[tuple[str, WarningText]]:
    """Yield every warning that can be said in a language, each form of it, with its combination."""
    for subject, phase, action, employment in COMBINATIONS:
        rule = choose_rule(wording.rules, subject, phase, action, employment)
        contest = None if phase is Phase.NONE else CONTESTS[lang]
        facts = WarningFacts(owner, contest, phase, ROLES[subject], subject)
        for form in range(count_forms(wording, rule, lang)):
            warning = compose_warning(wording, rule, facts, lang, form)
            assert warning is not None
            yield f"{subject} {phase} {action} {employment} {form}", warning


def count_forms(wording: Wording, rule: Rule, lang: Language) -> int:
    """Return how many bodies the rule's message has; none at level ``none``."""
    return len(wording.texts[lang].messages[rule.message].bodies) if rule.message else 0


def all_texts(texts: Texts) -> Iterator[str]:
    """Yield every text of a language as it stands in the file."""
    for message in texts.messages.values():
        yield from (message.title, *message.bodies)
    for role in texts.roles.values():
        yield from astuple(role)
    for section in ("bases", "consequences", "allowed", "phases", "actions", "notices", "undo"):
        yield from getattr(texts, section).values()
    yield from (texts.general_title, texts.general_body)


def split_sentences(text: str) -> list[str]:
    """Split a text at its full stops and question marks."""
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def split_words(text: str) -> list[str]:
    """Split a text into words; a hyphen joins, an apostrophe too."""
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", text)


@pytest.mark.parametrize("lang", Language)
def test_every_combination_renders_in_full(wording: Wording, lang: Language) -> None:
    """No brace, no empty part, no general text in place of the right one."""
    rendered = list(render_all(wording, lang))

    speaking = [each for each in COMBINATIONS if choose_rule(wording.rules, *each).level is not Level.NONE]
    assert len(rendered) >= 2 * len(speaking)
    for name, warning in rendered:
        texts = [warning.title, warning.body, *warning.basis, warning.consequence, warning.allowed]
        assert all(text.strip() and not re.search(r"[{}]|None|\s{2}| [.,;?]", text) for text in texts), name
        assert warning.title != wording.texts[lang].general_title, name


@pytest.mark.parametrize("lang", Language)
def test_no_text_says_more_than_the_law(wording: Wording, lang: Language) -> None:
    """No certainty, no crime, no verdict, and no sign that belongs to a side."""
    forbidden = re.compile(rf"\b({FORBIDDEN[lang]})\b", re.IGNORECASE)
    for text in all_texts(wording.texts[lang]):
        assert not forbidden.search(text), text
        assert not NOT_A_SIGN.search(text), text


@pytest.mark.parametrize(("lang", "possible"), [(Language.ID, "dapat"), (Language.EN, r"possible|can")])
def test_every_consequence_is_a_possibility(wording: Wording, lang: Language, possible: str) -> None:
    """Dapat dikenai, never more: no official speaks consistently of the sanction."""
    texts = wording.texts[lang]
    for consequence in [*texts.consequences.values(), texts.general_body]:
        assert re.search(rf"\b({possible})\b", consequence, re.IGNORECASE), consequence


def test_the_decree_carries_its_right_date(wording: Wording) -> None:
    """22 September 2022; newspapers of 2023 printed the year wrong."""
    for texts in wording.texts.values():
        decree = [text for name, text in texts.bases.items() if name.startswith("skb-")]
        assert decree
        assert all("22 September 2022" in text for text in decree)
        assert not [text for text in all_texts(texts) if "September 2023" in text]


@pytest.mark.parametrize("lang", Language)
def test_bodies_are_short_and_plain(wording: Wording, lang: Language) -> None:
    """Two sentences at most, and bounds on the words of a sentence and the letters of a word."""
    for name, warning in render_all(wording, lang):
        sentences = split_sentences(warning.body)
        words = split_words(warning.body)

        assert len(sentences) <= BODY_SENTENCES_MAX, name
        assert max(len(split_words(sentence)) for sentence in sentences) <= SENTENCE_WORDS_MAX[lang], name
        assert max(map(len, words)) <= WORD_LETTERS_MAX[lang], (name, max(words, key=len))
        assert sum(map(len, words)) / len(words) <= MEAN_LETTERS_MAX[lang], name
        assert len(words) <= BODY_WORDS_MAX[lang], name
        assert len(split_words(warning.title)) <= TITLE_WORDS_MAX[lang], warning.title


@pytest.mark.parametrize("lang", Language)
def test_other_texts_are_one_short_sentence_each(wording: Wording, lang: Language) -> None:
    """What may follow, what stays allowed, how to undo: each is read in one breath."""
    texts = wording.texts[lang]
    for text in [*texts.consequences.values(), *texts.allowed.values()]:
        assert len(split_sentences(text)) == 1, text
        assert len(split_words(text)) <= SENTENCE_WORDS_MAX[lang], text
    for text in [*texts.notices.values(), *texts.undo.values(), texts.general_body]:
        assert len(split_sentences(text)) <= BODY_SENTENCES_MAX, text


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize(
    "other",
    [
        pytest.param("Budi Sari", id="same length"),
        pytest.param("Abdurrahman " * 8 + "Sari", id="a hundred letters"),
        pytest.param("<b onclick=\"x()\">{role} & 'Ani' \\1</b>", id="markup, quotes and braces"),
    ],
)
def test_every_side_is_told_the_same(wording: Wording, lang: Language, other: str) -> None:
    """Two owners get the same warning but for the name, which is told whole and as it is."""
    pairs = zip(render_all(wording, lang, "Ani Wati"), render_all(wording, lang, other), strict=True)
    for (name, one), (_, another) in pairs:
        told = [text.replace("Ani Wati", other) for text in (one.title, one.body, one.consequence, one.allowed)]

        assert told == [another.title, another.body, another.consequence, another.allowed], name


@pytest.mark.parametrize("lang", Language)
@pytest.mark.parametrize("phase", [Phase.BAKAL_CALON, Phase.KAMPANYE])
def test_every_role_can_be_named(wording: Wording, lang: Language, phase: Phase) -> None:
    """Those of the practice page too; before penetapan nobody who stands is called a candidate without "bakal"."""
    rule = choose_rule(wording.rules, Subject.CANDIDATE, phase, Action.LIKE, Employment.PNS)
    for role in wording.texts[lang].roles:
        facts = WarningFacts("Ani Wati", CONTESTS[lang], phase, role, Subject.CANDIDATE)
        warning = compose_warning(wording, rule, facts, lang)

        assert warning is not None
        assert not re.search(r"[{}]|\s{2}|, ?\?", warning.title), warning.title
        assert len(split_words(warning.title)) <= TITLE_WORDS_MAX[lang], warning.title
        if phase is Phase.BAKAL_CALON and re.match("calon|candidate", role):
            assert re.search("bakal calon|prospective", warning.title), warning.title


@pytest.mark.parametrize("lang", Language)
def test_the_forms_of_a_message_mean_the_same(wording: Wording, lang: Language) -> None:
    """Each form leaves the same open, names the decree or not alike, and differs from the others in words and order."""
    for name, message in wording.texts[lang].messages.items():
        forms = message.bodies
        assert len({frozenset(find_placeholders(body)) for body in forms}) == 1, name
        for mark in (
            "SKB",
            "decree",
            "disiplin",
            "discipline",
            "etik",
            "ethics",
            "dapat",
            "can be",
            "netral",
            "neutral",
            "bakal calon",
            "prospective",
            "pemenangan",
            "campaign account",
            "kampanye di media sosial",
            "online campaigning",
            "pengecualian",
            "exception",
            "Bawaslu",
            "akun partai",
            "party accounts",
        ):
            assert len({len(re.findall(mark, body, re.IGNORECASE)) > 0 for body in forms}) == 1, (name, mark)
        assert 2 <= len(set(forms)) == len(forms) <= 3, name
        assert max(map(len, forms)) - min(map(len, forms)) <= 25, name


@pytest.mark.parametrize(("lang", "said"), [(Language.ID, "masa tenang"), (Language.EN, "cooling-off period")])
def test_masa_tenang_is_said(wording: Wording, lang: Language, said: str) -> None:
    """In the cooling-off period every held action says so, in each form."""
    held = [warning for name, warning in render_all(wording, lang) if re.match(r"(candidate|team) masa_tenang", name)]

    assert held
    assert all(said in warning.body for warning in held)


@pytest.mark.parametrize("lang", Language)
def test_sentences_begin_with_a_capital(wording: Wording, lang: Language) -> None:
    """A sentence that begins with a role or phase would begin small."""
    for name, warning in render_all(wording, lang):
        for text in (warning.title, warning.body, warning.consequence, warning.allowed):
            assert all(sentence[0].isupper() or sentence[0].isdigit() for sentence in split_sentences(text)), (
                name,
                text,
            )


@pytest.mark.parametrize("lang", Language)
def test_the_general_warning_is_there_wherever_something_is_said(wording: Wording, lang: Language) -> None:
    """It names no owner, keeps the rule's basis, and is absent exactly where nothing is said."""
    for combination in COMBINATIONS:
        rule = choose_rule(wording.rules, *combination)
        general = compose_general_warning(wording, rule, lang)

        assert (general is None) == (rule.level is Level.NONE), combination
        if general is not None:
            assert general.title == wording.texts[lang].general_title
            assert len(general.basis) == len(rule.basis) > 0


@pytest.mark.parametrize("lang", Language)
def test_notices_render(wording: Wording, lang: Language) -> None:
    """Each short line can be said of a listing, and those that need none also without."""
    facts = WarningFacts("Ani Wati", CONTESTS[lang], Phase.KAMPANYE, "calon_gubernur", Subject.CANDIDATE)
    for notice, template in wording.texts[lang].notices.items():
        told = compose_notice(wording, notice, lang, facts)
        bare = compose_notice(wording, notice, lang)

        assert told
        assert "{" not in told
        assert bare == (None if find_placeholders(template) else template)
