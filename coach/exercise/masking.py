"""Names, numbers and addresses out of the text of a real incident, before anybody else reads it.

Simple rules in both languages: a name is found by what stands beside it (a title, “customer”, 我叫), a number by its shape.
What has no such sign stays, and whoever uses it is told so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from coach.model import Language, Text

Kind = Literal["name", "phone", "id", "number", "email"]
KINDS = MappingProxyType(
    {
        "name": Text(zh="姓名", en="name"),
        "phone": Text(zh="电话", en="phone number"),
        "id": Text(zh="证件号", en="ID number"),
        "number": Text(zh="号码", en="long number"),
        "email": Text(zh="邮箱", en="e-mail address"),
    }
)
# The commonest hundred or so; without those that are everyday words before a title (于女士 in 由于女士).
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑梁谢宋唐许邓韩冯曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁沈任姚卢姜崔钟谭陆汪范廖石金"
    "韦贾夏付方邹熊孟秦邱侯江尹薛闫阎雷段龙黎史陶贺毛郝顾龚邵万钱严武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申"
    "欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古"
)
_SURNAME = f"(?:欧阳|司马|上官|诸葛|慕容|令狐|(?<!由)于|[{_SURNAMES}])"
_TITLE = "(?:先生|女士|小姐|太太|阿姨|大爷|大妈|老师|师傅|医生|经理|主任|主管|店长)"
_CUE = "(?:客户|顾客|用户|姓名|名字|联系人|投诉人|患者|病人|乘客|旅客|业主|会员|学员|员工|同事|客服|坐席|经办人|店员|导购|我叫|我是|名叫|叫做|叫)"
_AFTER = r"(?=[^\u4e00-\u9fff]|$|来|打|说|称|反映|投诉|表示|致电|于|在|的|要|因|从|和|与|等|接|回|答|向|给|对|昨|今|先生|女士)"
_TITLED_ZH = re.compile(f"({_SURNAME})([\u4e00-\u9fff]{{0,2}}?)({_TITLE})")
_CUED_ZH = re.compile(f"{_CUE}[：:是为叫]?[ \u3000]*({_SURNAME}[\u4e00-\u9fff]{{1,2}}?){_AFTER}")
_FAMILIAR_ZH = re.compile("([老小])([王李张刘陈杨赵周吴徐孙朱马胡郭林何罗梁宋郑谢韩唐])(?=[说讲告答回让叫要在接给，。、：:的]|$)")
_WORD = r"(?:[A-Z]['’])?[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_TITLED_EN = re.compile(rf"\b(Mr|Mrs|Ms|Miss|Dr|Prof)\.? ({_WORD}(?: {_WORD})?)")
_CUED_EN = re.compile(
    rf"\b(?:[Nn]ame(?: is)?|[Cc]ustomer|[Cc]lient|[Cc]aller|[Aa]gent|[Cc]ontact|[Cc]olleague|[Cc]alled|I am|I'm|I’m|[Tt]his is|[Ss]igned|[Rr]egards)"
    rf"[:,]?\s+({_WORD} {_WORD})\b"
)
_NUMBERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")),
    ("id", re.compile(r"(?<![\dA-Za-z])(?:\d{17}[\dXx]|[A-Z]{1,2}\d{8}|\d{3}-\d{2}-\d{4})(?![\dA-Za-z])")),
    ("phone", re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)|(?<!\d)[48]00[- ]?\d{3}[- ]?\d{4}(?!\d)")),
    ("phone", re.compile(r"(?<![\d+])\+\d[\d ()-]{7,17}\d(?!\d)|(?<!\d)\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)")),
    ("number", re.compile(r"(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]\d{3,7}){1,2}(?!\d)")),
    # A date without marks between its parts stays.
    ("number", re.compile(r"(?<![\d.,])(?!(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d(?!\d))[A-Za-z]{0,4}\d{7,30}(?!\d)")),
)
_LETTERS_ZH = "甲乙丙丁戊己庚辛壬癸"


@dataclass(slots=True)
class _People:
    """A letter for each surname, so that one person stays one person in the text."""

    language: Language
    letters: dict[str, str] = field(default_factory=dict)

    def letter(self, surname: str) -> str:
        place = len(self.letters)
        letters = _LETTERS_ZH if self.language == "zh" else "ABCDEFGHIJ"
        return self.letters.setdefault(surname, letters[place % 10] + (str(place // 10 + 1) if place >= 10 else ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """`counts`: how many of each kind were taken out."""

    text: str
    counts: dict[Kind, int]

    def told(self) -> Text:
        """What was masked, and that it is to be read through all the same."""
        zh = "、".join(f"{KINDS[kind].zh} {count} 处" for kind, count in self.counts.items())
        en = ", ".join(f"{count} × {KINDS[kind].en}" for kind, count in self.counts.items())
        if not self.counts:
            zh, en = "没有发现姓名、电话、证件号", "no name, phone number or ID number was found"
        else:
            zh, en = f"已遮去：{zh}", f"taken out: {en}"
        return Text(
            zh=f"{zh}。规则认不全，地址和单位也不会遮：发给别人以前请通读一遍。",
            en=f"{en}. The rules do not find everything and leave addresses and companies: read it through before others do.",
        )


def masked(text: str, language: Language) -> Masked:
    """The text without the names and numbers that the rules find; "" stays "". `language` is the text's."""
    counts: Counter[Kind] = Counter()
    for kind, pattern in _NUMBERS:
        stand_in = f"〔{KINDS[kind].zh}〕" if language == "zh" else f"[{KINDS[kind].en}]"
        text, count = pattern.subn(stand_in, text)
        counts[kind] += count
    people = _People(language)
    text, counts["name"] = (_names_zh if language == "zh" else _names_en)(text, people)
    return Masked(text=text, counts={kind: counts[kind] for kind in KINDS if counts[kind]})


def _names_zh(text: str, people: _People) -> tuple[str, int]:
    count = 0
    full = sorted({name[1] for name in _CUED_ZH.finditer(text)} | {name[1] + name[2] for name in _TITLED_ZH.finditer(text) if name[2]})
    for name in sorted(full, key=len, reverse=True):
        letter = people.letter(name[:1])
        text, titled = re.subn(f"{name}({_TITLE})", rf"{letter}\1", text)
        text, alone = re.subn(name, f"某{letter}", text)
        count += titled + alone

    def titled_only(found: re.Match[str]) -> str:
        return f"{people.letter(found[1][:1])}{found[3]}"

    text, titled = re.subn(f"({_SURNAME})()({_TITLE})", titled_only, text)
    text, familiar = _FAMILIAR_ZH.subn(lambda found: found[1] + people.letter(found[2]), text)
    return text, count + titled + familiar


def _names_en(text: str, people: _People) -> tuple[str, int]:
    full = {name[1] for name in _CUED_EN.finditer(text)} | {name[2] for name in _TITLED_EN.finditer(text) if " " in name[2]}

    def titled(found: re.Match[str]) -> str:
        return f"{found[1]} {people.letter(found[2].split()[-1])}"

    text, count = _TITLED_EN.subn(titled, text)
    for name in sorted(full, key=len, reverse=True):
        first, last = name.split()
        text, alone = re.subn(rf"\b(?:{re.escape(name)}|{re.escape(first)}|{re.escape(last)})\b", people.letter(last), text)
        count += alone
    return text, count
