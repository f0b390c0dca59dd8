import pytest

from coach.language.script import to_simplified, to_traditional, words_to_simplified, words_to_traditional


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("請問有什麼可以幫您？", "请问有什么可以帮您？"),
        ("頭髮和發展", "头发和发展"),
        ("乾淨的幹部，乾隆皇帝", "干净的干部，乾隆皇帝"),
        ("您的訂單號是 A380，共 18.40 元 Hello", "您的订单号是 A380，共 18.40 元 Hello"),
        ("", ""),
    ],
)
def test_simplified(traditional: str, simplified: str) -> None:
    assert to_simplified(traditional) == simplified
    assert to_simplified(simplified) == simplified


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("理发以后再发货", "理髮以後再發貨"),
        ("皇后在后面吃面条", "皇后在後面吃麵條"),
        ("iPhone 15 的价格是 3.5%", "iPhone 15 的價格是 3.5%"),
    ],
)
def test_traditional(simplified: str, traditional: str) -> None:
    assert to_traditional(simplified) == traditional
    assert to_traditional(traditional) == traditional


def test_words_are_read_in_their_context() -> None:
    assert words_to_traditional(["理", "发"]) == ("理", "髮")
    assert words_to_traditional(["发", "货"]) == ("發", "貨")
    assert words_to_simplified(["乾", "隆", " Hello", " 乾", "淨"]) == ("乾", "隆", " Hello", " 干", "净")
    assert words_to_simplified([]) == ()


def test_every_character_stays_one_character() -> None:
    every = "".join(map(chr, [*range(0x3400, 0xA000), *range(0x20000, 0x2A6E0)]))
    assert len(to_simplified(every)) == len(every)
    assert len(to_traditional(every)) == len(every)


@pytest.mark.parametrize(
    ("written", "simplified"),
    [("很著急", "很着急"), ("跟著我", "跟着我"), ("睡著了", "睡着了"), ("著名的名著", "著名的名著"), ("顯著", "显著"), ("專著", "专著")],
)
def test_the_particle_is_written_as_in_simplified(written, simplified):
    assert to_simplified(written) == simplified
