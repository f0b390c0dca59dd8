"""The words of the handouts, and what the steps of a session are called."""

from __future__ import annotations

from types import MappingProxyType

from coach.exercise.session import Session, Step
from coach.model import Language, Text
from coach.report.format import clean


def _texts(rows: dict[str, tuple[str, str]]) -> MappingProxyType[str, Text]:
    return MappingProxyType({key: Text(zh=zh, en=en) for key, (zh, en) in rows.items()})


WORDS = _texts(
    {
        "product": ("红牌教练", "Red Card Coach"),
        "roleplay": ("八分钟角色扮演", "The 8-minute role-play"),
        # case cards
        "provider_half": ("案例卡 · 服务人员", "Case card · service provider"),
        "customer_half": ("案例卡 · 客户（不要给服务人员看）", "Case card · customer (not for the service provider)"),
        "customer": ("客户", "Customer"),
        "situation": ("情况", "What happened"),
        "your_goal": ("您要做到的", "What you should reach"),
        "look_up": ("您可以查到的", "What you can look up"),
        "you_are": ("您演的是", "You play"),
        "temper": ("一开始的情绪", "Temper at the start"),
        "style": ("个人风格", "Personal style"),
        "hidden_goal": ("心里想要的", "What the customer is after"),
        "calms": ("什么能让客户平静", "What calms the customer"),
        "angers": ("什么会惹恼客户", "What angers the customer"),
        "if_asked": ("问到才说", "Tell only if asked"),
        "say_first": ("可以这样开口", "You could begin with"),
        "no_hidden": ("这个案例没有写客户的一面：请演客户的人自己定，定好就不改。", "This case has no hidden part: whoever plays the customer decides on one, and keeps to it."),
        "play_fair": (
            "对方做得好，就让自己平静下来；做得不好，就更生气。别难为人，也别放水。",
            "Let yourself calm down when it is done well, and get angrier when it is not. Neither torment them nor make it easy.",
        ),
        "notes": ("准备时的笔记", "Notes while you get ready"),
        # observation sheet
        "observation": ("观察表", "Observation sheet"),
        "scene_n": ("第 {n} 场", "Scene {n}"),
        "scene_blank": ("第 ____ 场", "Scene ____"),
        "team": ("组", "Team"),
        "provider": ("服务人员", "Service provider"),
        "observer": ("观察员", "Observer"),
        "case": ("案例", "Case"),
        "how_to_mark": (
            "在阶段的格子里记 + 或 −，右边写下听到的原话。先看技能，再翻到背面看红牌。",
            "Put + or − under the stage, and the very words you heard on the right. Skills first, red cards overleaf.",
        ),
        "overleaf": ("观察表背面：红牌", "Observation sheet, overleaf: red cards"),
        "skill": ("技能", "Skill"),
        "words_heard": ("听到的原话", "Words heard"),
        "spoken_cards": ("听得见的红牌", "Red cards that are heard"),
        "when": ("时间", "Time"),
        "seen": ("看到的", "What you saw"),
        "do": ("该做的", "Do"),
        "dont": ("不该做的", "Don't"),
        "best_moment": ("最好的一刻", "The best moment"),
        "one_thing": ("下次先改这一点", "One thing to change first"),
        # MOT
        "grades": ("1 没有做到 … 5 完全做到", "1 not at all … 5 fully"),
        "explore": ("探索", "Explore"),
        "offer": ("提议", "Offer"),
        "act": ("行动", "Act"),
        "confirm": ("确认", "Confirm"),
        "voice": ("声音", "Voice"),
        "remark": ("说明", "Why"),
        # timetable and plan
        "timetable": ("时间表", "Timetable"),
        "plan": ("谁演哪一场", "Who plays when"),
        "step": ("步骤", "Step"),
        "begins": ("开始", "From"),
        "minutes": ("分钟", "Minutes"),
        "clock_time": ("钟点", "Time of day"),
        "total": ("合计", "In all"),
        "customers": ("客户", "Customers"),
        "providers": ("服务人员", "Service providers"),
        "others_observe": ("其他人都观察。", "Everybody else observes."),
        "teams": ("分组", "Teams"),
        # survey
        "true": ("对", "True"),
        "false": ("错", "False"),
        "answers": ("答案（培训师用）", "Answers (for the trainer)"),
        "name": ("姓名", "Name"),
    }
)
STEPS = _texts(
    {
        "survey": ("服务态度调查", "Attitude survey"),
        "barriers": ("头脑风暴：服务的障碍", "Brainstorm: barriers to service"),
        "voice": ("倾听你自己的声音", "Hear your own voice"),
        "prepare": ("准备（各组同时）", "Get ready (all teams together)"),
        "play": ("对练", "Play"),
        "discussion": ("讨论", "Discussion"),
        "rules": ("金科玉律", "Golden rules"),
        "vote": ("金科玉律：投票", "Golden rules: the vote"),
        "actions": ("行动方案", "Action plan"),
        "other": ("其他", "Something else"),
    }
)


def word(key: str, language: Language, **values: object) -> str:
    """The word for `key`, with `{name}` filled from `values`. Raises KeyError for a key that does not exist."""
    return WORDS[key].in_(language).format(**values)


def step_name(step: Step, session: Session, language: Language) -> str:
    """“Scene 2 · Team 1: play”; a step of no kind of ours by its own title."""
    if step.kind == "rules" and step.title == "vote":
        return STEPS["vote"].in_(language)
    name = clean(step.title) if step.kind == "other" and step.title else STEPS[step.kind].in_(language)
    scene = session.scene(step.scene) if step.scene is not None else None
    if scene is None:
        return name
    team = clean(session.teams[scene.team].name)
    return f"{word('scene_n', language, n=scene.number)} · {team}{'：' if language == 'zh' else ': '}{name}"
