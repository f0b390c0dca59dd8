"""Real incidents become drafts of cases: what is there is found, nothing is made up, and names are gone."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.exercise.incident import read_incident
from coach.exercise.incident_case import case_text, told
from coach.exercise.masking import masked
from coach.practice.parse import parse_case

ZH = (
    "客户王芳3月12日来电，电话13812345678，身份证110101199003071234。她三天前在门店买的空调一直没有人上门安装。"
    "客服小李说“已经派单”，但没有人联系她。订单金额是3280元，约定的安装时间是3月10日上午。她已经打过四次电话。"
    "王女士非常气愤，说再不解决就曝光。王女士要求今天之内安装，或者全额退款。"
)
EN = (
    "My name is Peter Brown, phone (415) 555-0132. I bought a washing machine on 3 March for $640. Your driver left it in the rain. "
    "I rang three times. The receipt says 4.30 p.m. and delivery included. I was told it was my fault. I am really upset about this. "
    "I would like a new machine by Friday, please."
)


def test_a_chinese_report():
    found = read_incident(ZH)
    assert found.language == "zh"
    assert found.who == "甲女士"
    assert found.dates == ("3月12日", "3月10日", "今天")
    assert found.amounts == ("3280元",)
    assert found.figures == ("订单金额是3280元，约定的安装时间是3月10日上午。",)
    assert found.feelings == ("甲女士非常气愤，说再不解决就曝光。",)
    assert found.asked_for == ("甲女士要求今天之内安装，或者全额退款。",)
    assert found.rest == ("她已经打过四次电话。",)
    assert (found.temper, found.is_own_words, found.opening) == ("furious", False, ())
    assert found.masked.counts == {"name": 4, "phone": 1, "id": 1}


def test_a_customers_own_english_letter():
    found = read_incident(EN)
    assert found.amounts == ("$640",)
    assert "3 March" in found.dates and "Friday" in found.dates
    assert found.opening == ("I bought a washing machine on 3 March for $640.",)
    assert found.feelings == ("I am really upset about this.",)
    assert found.asked_for == ("I would like a new machine by Friday, please.",)
    assert (found.temper, found.is_own_words, found.who) == ("annoyed", True, "")
    text = case_text(found, "machine").text
    assert "Peter" not in text and "Brown" not in text and "555" not in text


def test_what_was_not_found_is_a_gap_that_the_reader_tells_by_its_line():
    drafted = case_text(read_incident(ZH), "air-con")
    assert drafted.gaps == ("title", "goal", "style", "hidden.calms", "lines.rapport", "vent")
    with pytest.raises(UserError) as caught:
        parse_case(drafted.text.encode(), "air-con.toml")
    fields = [re.sub(r"\.(zh|en)$", "", line.split(": ")[1]) for line in caught.value.in_("en").splitlines()]
    assert list(dict.fromkeys(fields)) == list(drafted.gaps)


def test_the_gaps_filled_it_is_a_case_and_says_nothing_that_the_incident_did_not():
    drafted = case_text(read_incident(ZH), "air-con")
    text = drafted.text.replace('title = { zh = "", en = "" }', 'title = { zh = "空调", en = "空调" }')
    text = text.replace('goal = { zh = "", en = "" }', 'goal = { zh = "装好", en = "装好" }').replace('style = ""', 'style = "driving"')
    text = text.replace("calms.zh = []", 'calms.zh = ["有人上门"]').replace("furious.zh = []", 'furious.zh = ["装还是不装？"]', 1)
    text = text.replace("\n[vent]\n", "\n[vent]\n", 1).replace("\nzh = []", '\nzh = ["等了三天了。"]', 1)
    case = parse_case(text.encode(), "air-con.toml")
    assert case.languages == ("zh",)
    assert case.hidden.goal.zh == "甲女士要求今天之内安装，或者全额退款。"
    plain = masked(ZH, "zh").text
    for sentence in (*case.facts.zh, *case.hidden.angers.zh, *case.hidden.if_asked.zh, case.hidden.goal.zh):
        assert sentence in plain


def test_told_says_what_was_masked_and_what_is_missing():
    found = read_incident(ZH)
    text = told(found, case_text(found, "x"))
    assert text.zh.startswith("已遮去：姓名 4 处、电话 1 处、证件号 1 处。")
    assert "要您补上的：title、goal、style" in text.zh
    assert "no name, phone number or ID number was found" in told(found := read_incident("It broke."), case_text(found, "x")).en


@pytest.mark.parametrize(
    ("language", "text", "hidden"),
    [
        ("zh", "我叫张敏，邮箱zm@example.com。", "我叫某甲，邮箱〔邮箱〕。"),
        ("zh", "张女士和李先生、张小姐", "甲女士和乙先生、甲小姐"),
        ("zh", "由于女士优先，客户来电，我是黄金会员。", "由于女士优先，客户来电，我是黄金会员。"),
        ("zh", "单号20260312，工单8847362910，卡号6222 0210 0111 1234 567。", "单号20260312，工单〔号码〕，卡号〔号码〕。"),
        ("zh", "固话010-62345678，金额3280元", "固话〔电话〕，金额3280元"),
        ("en", "Mr. John Smith rang; Smith was told to wait by Mrs Lee.", "Mr A rang; A was told to wait by Mrs B."),
        ("en", "Customer: Ann-Marie O'Hara, SSN 123-45-6789, +44 20 7946 0958", "Customer: A, SSN [ID number], [phone number]"),
        ("en", "The order was $1,280.50 on 12/03/2026.", "The order was $1,280.50 on 12/03/2026."),
    ],
)
def test_masking(language, text, hidden):
    assert masked(text, language).text == hidden


def test_no_text_and_too_much():
    with pytest.raises(UserError, match="no text"):
        read_incident(" \n\u200b ")
    with pytest.raises(UserError, match="at most 20000"):
        read_incident("x" * 20_001)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="王女士客户我气愤要求3月12日元$\"'\\。.!\n{} aI\x07\u200b\x7f", min_size=1, max_size=120))
def test_whatever_the_text_is_the_draft_is_toml(text):
    try:
        found = read_incident(text)
    except UserError:
        return
    table = tomllib.loads(case_text(found, "draft").text)
    assert table["id"] == "draft"
