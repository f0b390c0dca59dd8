"""Text from whatever program wrote it."""

from __future__ import annotations

import pytest

from coach.encoding import Decoded, decoded


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", Decoded("")),
        ("客户\r\n你好\r".encode("utf-8-sig"), Decoded("客户\n你好\n")),
        ("客户".encode("utf-16"), Decoded("客户")),
        ("客户".encode("gbk"), Decoded("客户", is_guessed=True)),
        (b"a\x00b", None),
        (b"\xff\xff\xff", None),
    ],
)
def test_decoded(data, found):
    assert decoded(data) == found
