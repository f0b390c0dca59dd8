"""What the progress screen says: zh, en."""

from __future__ import annotations

ROWS = {
    "progress": ("进步", "Progress"),
    "person": ("谁", "Person"),
    "nobody_named": ("没有名字的通话", "Calls that name nobody"),
    "person_n": ("{name}（{n} 通）", "{name} ({n})"),
    "charts": ("图", "Charts"),
    "tables": ("表格", "Tables"),
    "save_table": ("导出表格…", "Export table…"),
    "save_picture": ("存成图片…", "Save picture…"),
    "table_kind": ("表格（CSV）", "Table (CSV)"),
    "picture_kind": ("图片（PNG）", "Picture (PNG)"),
    "no_progress_yet": (
        "还没有评过分的通话。打开录音或练习一通以后，这里会显示得分、每项技能和声音从一通到下一通的变化。",
        "There are no scored calls yet. Open a recording or practise a call, and this page shows how the score, each skill "
        "and the voice change from call to call.",
    ),
    "progress_about": (
        "每个点是一通电话，最早的在左边；粗横线是最近 5 通和再往前 5 通的平均。不到 10 通时不比较：差别可能只是碰巧。图上最多画最近 100 通。",
        "Each dot is a call, the oldest on the left; the thick lines are the means of the last 5 calls and of the 5 before. "
        "Below 10 calls nothing is compared: a difference may be mere chance. At most the last 100 calls are drawn.",
    ),
    "streak_title": ("连续练习", "Days in a row"),
    "days_n": ("{n} 天", "{n}"),
    "streak_hint": ("最长 {longest} 天 · 一共练过 {all} 天", "longest {longest} · {all} days of practice in all"),
    "calls_hint": ("评分表：{rubric}", "rubric: {rubric}"),
    "score_recent": ("得分，最近 5 通", "Score, last 5 calls"),
    "cards_recent": ("每通的牌，最近 5 通", "Cards per call, last 5 calls"),
    "before_that": ("再往前 5 通：{value}", "the 5 before: {value}"),
    "few_calls": ("只有 {n} 通，太少，看不出变化", "only {n}, too few to tell a change"),
    "no_values": ("没有数值", "no values"),
    "recent_before": (
        "最近 5 通 {recent} · 再往前 5 通 {before} · 共 {n} 通",
        "last 5: {recent} · the 5 before: {before} · {n} calls",
    ),
    "recent_few": ("平均 {recent} · 只有 {n} 通，太少，看不出变化", "mean {recent} · only {n}, too few to tell a change"),
    "recent_unsure": (
        "最近 5 通 {recent} · 共 {n} 通，还比不出变化",
        "last 5: {recent} · {n} calls, not enough to compare",
    ),
    "usual_band": ("自己平时 {median} ± {spread}", "own usual {median} ± {spread}"),
    "usual_from": ("自己平时 {median} ± {spread}（{n} 通）", "own usual {median} ± {spread} ({n} calls)"),
    "usual_later": ("满 5 通以后显示自己平时的范围", "your own usual range comes after 5 calls"),
    "group_overall": ("得分和红黄牌", "Score and cards"),
    "group_skills": ("技能（占该项满分的百分比）", "Skills (share of each criterion's points)"),
    "group_voice": ("声音 · {language}", "Voice · {language}"),
    "point_said": ("第 {n} 通，{when}：{value}", "call {n}, {when}: {value}"),
    "col_measure": ("项目", "Measure"),
    "col_calls": ("通数", "Calls"),
    "col_last": ("最近一通", "Last call"),
    "col_recent": ("最近 5 通平均", "Mean of last 5"),
    "col_before": ("再往前 5 通", "5 before"),
    "col_usual": ("自己平时", "Own usual"),
    "col_note": ("说明", "Note"),
    "col_when": ("时间", "Saved"),
    "col_title": ("通话", "Call"),
    "not_enough": ("太少，看不出变化", "too few to tell"),
    "summary_table": ("每一项", "Each measure"),
    "calls_table": ("每一通（回车打开）", "Each call (Enter opens it)"),
    "saved_to": ("已存到 {path}", "Saved to {path}"),
}
