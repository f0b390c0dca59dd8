import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from coach.report.cards import build_cards
from coach.report.html import EmbeddedAudio, html_report
from tests.report.sample import LIVELINESS, heard, hostile, long_call, minimal, missed, sample, too_short, waveforms

VOID = {"meta", "input", "br"}
AUDIO = EmbeddedAudio("audio/mp4", b"\x00\x01 not really sound")


class Page(HTMLParser):
    """Elements with their attributes and the text in them; complains about elements closed in the wrong order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.texts.append((tuple(self._open), data))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def visible(self):
        hidden = ("style", "script", "title")
        return " ".join(" ".join(text for path, text in self.texts if not set(path) & set(hidden)).split())


PAGES = {
    "en": html_report(sample("en"), language="en", waveforms=waveforms(sample("en"))),
    "zh": html_report(sample("zh"), language="zh", waveforms=waveforms(sample("zh"))),
    "mixed": html_report(sample("zh"), language="en"),
    "text": html_report(minimal(), language="zh"),
    "hostile": html_report(hostile(), language="en", waveforms=waveforms(hostile())),
    "audio": html_report(sample("en"), language="en", audio=AUDIO),
}


@pytest.fixture(params=PAGES)
def html(request) -> str:
    return PAGES[request.param]


def test_it_is_well_formed_and_every_link_leads_somewhere(html):
    page = Page(html)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [attributes["href"] for attributes in page.all("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_it_loads_nothing(html):
    page = Page(html)
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint(
        {"img", "link", "iframe", "object", "embed", "base", "form", "image", "use", "foreignobject"}
    )
    assert "@import" not in html
    assert set(re.findall(r"url\(([^)]*)\)", html)) <= {"#shade-gap", "#shade-dead_air", "#shade-hesitation"}
    for _, attributes in page.elements:
        for name in ("src", "href"):
            assert attributes.get(name, "#").startswith(("#", "data:audio/mp4;base64,"))


def test_the_policy_forbids_everything_that_is_not_needed(html):
    (policy,) = [
        meta["content"] for meta in Page(html).all("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == "'unsafe-inline'"
    assert rules["img-src"] == rules["media-src"] == "data:"
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_without_audio_there_is_no_script():
    assert "<script" not in PAGES["en"]
    assert "script-src" not in PAGES["en"]


def test_with_audio_only_the_pages_own_script_may_run():
    (script,) = re.findall(r"<script>(.*?)</script>", PAGES["audio"], re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in PAGES["audio"]


def test_the_audio_is_inside_and_times_play_it():
    page = Page(PAGES["audio"])
    (audio,) = page.all("audio")
    assert base64.b64decode(audio["src"].removeprefix("data:audio/mp4;base64,")) == AUDIO.content
    assert "controls" in audio
    assert "14.20" in {link.get("data-time") for link in page.all("a")}
    assert not [link for link in Page(PAGES["en"]).all("a") if "data-time" in link]


def test_texts_from_the_call_stay_texts():
    page = Page(PAGES["hostile"])
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "img"})
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert not [attributes for _, attributes in page.elements if "style" in attributes]
    assert "<img src=x onerror=alert(1)>" in page.visible()
    assert "{{7*7}}" in page.visible() and "49" not in page.visible().split()
    assert "\x1b" not in PAGES["hostile"] and "\u202e" not in PAGES["hostile"]


def test_no_folder_of_the_user_is_shown():
    assert "secret-user" not in PAGES["hostile"]
    assert "/home/" not in PAGES["en"]
    assert "router-en.wav" in Page(PAGES["en"]).visible()


def test_a_title_takes_the_place_of_the_file_name():
    page = Page(html_report(sample("en"), language="en", title="Router <b>call</b>"))
    text = page.visible()
    assert "Router <b>call</b>" in text and "router-en.wav" not in text
    assert page.all("h1") == [{}]


def test_the_top_says_score_and_the_one_thing_to_work_on():
    text = Page(PAGES["en"]).visible()
    top = text[: text.index("Timeline")]
    for part in ("57.1 of 100", "Work on this first", "Giving orders", "Critical failure", "0:14", "My internet is down again",
                 "You need to calm down", "This orders the customer what to feel.", "Said to an upset customer", "Three times in one week",
                 "Uses what the customer said in this call"):  # fmt: skip
        assert part in top


def test_the_score_can_be_redone_by_hand():
    text = Page(PAGES["en"]).visible()
    assert "Total 16 28" in text
    assert "Score = 100 × 16 ÷ 28 = 57.1" in text
    assert "Builds on the customer's idea does not apply" in text


def test_marks_have_words_and_not_only_colours():
    text = Page(PAGES["en"]).visible()
    assert "1 Red card: Giving orders" in text
    assert "2 Yellow card: Giving orders" in text
    assert "3 Missed: Empathy · due here" in text
    assert "6 Strength: Empathy" in text


def test_promises_can_be_ticked_off():
    page = Page(PAGES["en"])
    assert [box["type"] for box in page.all("input")] == ["checkbox"] * 3
    assert "no time given" in page.visible()
    assert "— before three today" in page.visible()
    assert "By:" not in page.visible()


def test_how_it_can_be_wrong_and_what_made_it():
    text = Page(PAGES["en"]).visible()
    for part in (
        "How this can be wrong",
        "mishear",
        "how lively the pitch is",
        "“at least”",
        "3f9a3f9a",
        "ebe41f7",
        "0.1.0",
        "ab12ab12",
    ):
        assert part in text


def test_a_chinese_page_is_chinese():
    page = Page(PAGES["zh"])
    assert page.all("html") == [{"lang": "zh-CN"}]
    text = page.visible()
    for part in (
        "先练这一条",
        "可以这样说",
        "红牌与黄牌",
        "承诺清单",
        "声音表现",
        "对话记录",
        "评分明细",
        "245 字/分钟",
    ):
        assert part in text
    left_over = set(re.findall(r"[A-Za-z]{3,}", text)) - {"router", "wav", "service", "cycle", "SHA", "base", "ebe"}
    assert left_over <= {word for word in left_over if re.fullmatch(r"[0-9a-f]+", word)}


def test_a_mandarin_call_for_an_english_reader():
    page = Page(PAGES["mixed"])
    assert page.all("html") == [{"lang": "en"}]
    assert "zh-CN" in {paragraph.get("lang") for paragraph in page.all("p")}
    assert "Three times in one week" in page.visible()


def test_a_text_without_times_or_score():
    text = Page(PAGES["text"]).visible()
    assert "没有评分" in text
    assert "没有评判。" in text
    assert "时间轴" not in text
    assert "只有文字" in text


def test_a_call_too_short_for_a_score_says_so_and_was_judged():
    text = Page(html_report(too_short(replace(sample("en"), findings=())), language="en")).visible()
    assert "No score The call is too short for a score." in text
    assert "No criterion applied" not in text and "Not judged" not in text


def test_a_plain_word_for_the_pitch_range():
    page = html_report(sample("zh"), language="zh", liveliness={"rep": LIVELINESS, "customer": LIVELINESS})
    text = Page(page).visible()
    assert "4.7 半音 偏平" in text
    assert text.count("语调起伏：偏平 让声音再扬起来一些。") == 1  # what to do is for the rep


def test_a_text_has_no_part_about_the_voice():
    assert "声音表现" in Page(PAGES["zh"]).visible()
    assert "声音表现" not in Page(PAGES["text"]).visible()


def test_figures_that_nothing_is_judged_by_are_folded_away():
    page = Page(PAGES["en"])
    folded = " ".join(text for path, text in page.texts if "details" in path)
    for name in ("More figures", "Usual pitch", "Loudness range", "Syllables with pauses"):
        assert name in folded
    for name in ("Pace with pauses", "Pitch variation", "Fillers"):
        assert name in page.visible() and name not in folded


def test_what_was_missed_at_one_turn_is_one_card_with_the_quote_once():
    said = "That's not my department"
    card = missed(sample("en"), "turn-4", [said, said])
    text = part(html_report(card, language="en"), "Missed moments", "What went well")
    assert text.startswith("Missed moments 3 Missed 0:28 Customer How should I know")
    assert text.count("You answered") == 1
    assert text.count("You were promised a call and nobody rang") == 3
    numbers = [shown.number for shown in build_cards(card, "en") if shown.look == "missed"]
    assert {f"card-{number}" for number in numbers} <= {each.get("id") for _, each in Page(html_report(card, language="en")).elements}  # fmt: skip


def test_words_of_one_card_among_several_are_quoted_with_it():
    card = missed(sample("en"), "turn-12", ["I'll ring you again", "My extension"])
    text = part(html_report(card, language="en"), "Missed moments", "What went well")
    assert text.count("You answered") == 2
    assert text.count("I'll ring you again") == 2  # in the turn and beside its card


def test_what_was_heard_unclearly_says_so():
    card = heard(sample("en"), "turn-4", 0.4)
    text = Page(html_report(card, language="en")).visible()
    label = "heard unclearly: listen before you judge"
    assert text.count(label) == 3  # two cards and the line
    assert f"You'd have to ask them about it. {label} 3 Missed" in text
    assert label not in Page(PAGES["en"]).visible()


def part(html, start, end):
    text = Page(html).visible()
    return text[text.rindex(start) : text.rindex(end)]


def test_a_measurement_can_be_the_focus():
    card = replace(sample("en"), focus="f-dead", critical_failures=())
    text = Page(html_report(card, language="en")).visible()
    assert "Work on this first No dead air" in text


def test_an_hours_call_stays_small():
    card = long_call(60)
    page = html_report(card, language="en", waveforms=waveforms(card, step_s=0.1))
    assert len(page.encode()) < 1_500_000
