"""A rep's progress as rows for a spreadsheet, and the names of its measures."""

from __future__ import annotations

from coach.model import Language, Text
from coach.progress import Progress, Series
from coach.times import local_minute

MEASURES = {
    "speech_rate_per_min": Text(zh="语速（每分钟字或词）", en="pace, words or characters a minute"),
    "pitch_range_st": Text(zh="语调起伏（半音）", en="pitch variation, semitones"),
    "fillers_per_min": Text(zh="口头语（每分钟）", en="fillers a minute"),
    "longest_pause_s": Text(zh="最长停顿（秒）", en="longest pause, s"),
    "response_latency_median_s": Text(zh="应答前的停顿（秒）", en="pause before an answer, s"),
    "rep_talk_share": Text(zh="说话占比（0–1）", en="share of the talk, 0–1"),
    "interruptions_per_min": Text(zh="打断（每分钟）", en="interruptions a minute"),
}
_HEAD = Text(zh="类别 代号 名称 通话编号 保存时间 数值", en="kind id name call saved value")


def every_series(result: Progress) -> list[tuple[str, Series]]:
    """Each series with the heading it stands under."""
    voice = [(f"voice {language}", series) for language, each in result.measures.items() for series in each.values()]
    return [("score", result.score), ("cards", result.red_cards), *(("skill", skill) for skill in result.skills), *voice]


def progress_table(result: Progress, language: Language) -> bytes:
    """A row for each value of each call, as CSV."""
    from coach.report.table import table

    rows = [
        (kind, series.id, series.title.in_(language), point.call, local_minute(point.made_at), round(point.value, 4))
        for kind, series in every_series(result)
        for point in series.points
    ]
    return table(_HEAD.in_(language).split(), rows)
