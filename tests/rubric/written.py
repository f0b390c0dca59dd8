"""The text of a small rubric, `mine.toml`, for tests to change: one criterion, and marks that it can teach."""

from __future__ import annotations

MINE = """id = "mine"
version = 2
title = { zh = "我的", en = "Mine" }
about = { zh = "说明", en = "About" }
course = { zh = "自编", en = "Ours" }

[[criteria]]
id = "hello"
kind = "present"
marks = ["greeting"]
title = { zh = "问候", en = "Greeting" }
points = 5
why = { zh = "为什么", en = "Why" }
source = { zh = "自编", en = "Ours" }
"""
PROMISE_KEPT = """[[marks]]
id = "promise_kept"
title = { zh = "兑现承诺", en = "A promise kept" }
examples = { zh = ["答应您的我已经办好了"], en = ["I have done what I promised"] }
counter_examples.zh = ["我答应过吗"]
phrases.zh = ["说到做到"]
patterns.zh = ["答应.{0,4}办好"]
patterns.en = ["as (?:i )?promised"]
unless.zh = ["没有"]
"""
UPSET = """[[marks]]
id = "upset"
speaker = "customer"
phrases.en = ["fed up"]
"""
WITH_OWN_MARK = MINE.replace('["greeting"]', '["greeting", "promise_kept"]')
