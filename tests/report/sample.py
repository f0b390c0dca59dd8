"""Scorecards as the pipeline makes them, written by hand: two calls of 14 turns and one short text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from coach.model import (
    AudioInfo,
    CriterionResult,
    Curve,
    Delivery,
    Evidence,
    Finding,
    Interplay,
    Interruption,
    Language,
    LabelEvidence,
    ModelInfo,
    Note,
    Pause,
    Promise,
    RubricInfo,
    Scorecard,
    Span,
    Speaker,
    Stage,
    Suggestion,
    Text,
    Turn,
    Waveform,
    Word,
)
from coach.report.figures import Plain

RUBRIC = RubricInfo(id="service-cycle", title=Text(zh="服务周期", en="The service cycle"), sha256="3f9a" * 16)
COURSE = Text(zh="CS 课程：红牌警告", en="CS course: red card warnings")

# role, start, end, zh, en, labels, upset
_TURNS = (
    ("rep", 0.6, 4.1, "您好，这里是顺达宽带，我是小陈，请问有什么可以帮您？", "Good morning, Brightline Broadband, Sam speaking. How can I help?", ("greeting", "willingness"), False),
    ("customer", 4.6, 12.9, "我家的网又断了，这已经是这个礼拜第三次了，我在家上班，会开到一半就掉线，真的受够了！", "My internet is down again, the third time this week. I work from home and I keep dropping out of meetings. I'm really fed up with it!", (), True),
    ("rep", 14.2, 19.5, "您先别激动。呃，您必须把路由器的型号报给我，不然我没法查。", "You need to calm down. Um, you have to give me the model of your router or I can't look anything up.", ("commanding", "filler"), False),
    ("customer", 19.1, 25.8, "我怎么知道是什么型号？上次那个人说会有人打给我，根本没人打！", "How should I know the model? The last person said somebody would call me, and nobody ever did!", (), True),
    ("rep", 28.4, 33.0, "那个不归我管，是装机部门的事，您得找他们问。", "That's not my department, that was the installation team. You'd have to ask them about it.", ("irresponsible", "commanding"), False),
    ("customer", 33.4, 37.2, "所以我又白等了一个礼拜，是吗？", "So I have been waiting a whole week for nothing, is that it?", (), True),
    ("rep", 42.8, 49.9, "我能理解，您在家上班还老断网，确实很着急。我来帮您查，您断网的时候，路由器上的灯是什么颜色？", "I can see how frustrating that is when your work depends on it. Let me look into it for you. When it drops, what colour is the light on the router?", ("empathy", "ownership", "open_question"), False),
    ("customer", 50.4, 54.7, "红的，一闪一闪的。", "Red. It keeps blinking.", (), False),
    ("rep", 54.9, 55.4, "嗯，好的。", "Right, I see.", ("backchannel",), False),
    ("customer", 55.6, 61.3, "一般下午两点以后就开始断，晚上最严重。", "It usually starts after two in the afternoon, and evenings are the worst.", (), False),
    ("rep", 62.5, 76.8, "我确认一下：下午两点以后开始断，红灯闪，这周已经三次，对吗？那我今天下午三点前给您约师傅上门换线路，您觉得可以吗？", "Let me check I have this right: it drops after two in the afternoon, the light blinks red, three times this week? I'll book an engineer to replace the line and call you before three today. Would that work for you?", ("check_understanding", "ownership", "propose_solution", "invite_opinion"), False),
    ("customer", 77.4, 80.2, "三点前可以，这次一定要来。", "Before three is fine, as long as somebody really calls.", (), False),
    ("rep", 80.9, 90.6, "我的工号是一零七，我会一直跟到您的网络恢复为止。师傅出发前我再给您打一个电话。", "My extension is one zero seven and I'll stay with this until you are back online. I'll ring you again when the engineer sets off.", ("ownership",), False),
    ("rep", 92.1, 96.4, "感谢您的耐心，祝您工作顺利，再见。", "Thank you for your patience. I hope the meetings go well. Goodbye.", ("closing",), False),
)  # fmt: skip


LIVELINESS = Plain(
    Text(zh="偏平", en="subdued"),
    Text(zh="让声音再扬起来一些。", en="Let it rise when you speak of what you will do."),
)


def sample(language: Language) -> Scorecard:
    """A two-channel call that goes wrong in the middle and is mended: every kind of finding, some nulls."""
    turns = tuple(_turn(index, row, language) for index, row in enumerate(_TURNS))
    return Scorecard(
        uid=f"call-{language}",
        language=language,
        duration_s=98.2,
        audio=AudioInfo(
            path=f"/home/somebody/calls/router-{language}.wav", sha256="ab12" * 16, sample_rate_hz=8000, channels=2
        ),
        rubric=RUBRIC,
        engine_version="0.1.0",
        model=ModelInfo(name="base", revision="ebe41f7", hearing="thorough"),
        speakers=(
            Speaker(id="rep", role="rep", name=None, talk_s=51.4, talk_share=0.57),
            Speaker(id="customer", role="customer", name=None, talk_s=38.6, talk_share=0.43),
        ),
        turns=turns,
        delivery={"rep": _rep_delivery(language), "customer": _customer_delivery(language)},
        interplay=Interplay(
            rep_talk_share=0.57,
            response_latency_median_s=0.9,
            interruptions=(Interruption(start_s=19.1, end_s=19.5, by="customer"), Interruption(start_s=42.8, end_s=43.2, by="rep")),
            overlaps=(Span(19.1, 19.5),),
            longest_monologue_s=14.3,
            dead_air=(Span(37.2, 42.8),),
        ),
        stages=(
            Stage(id="rapport", start_s=0.6, turn="turn-0"),
            Stage(id="diagnose", start_s=42.8, turn="turn-6"),
            Stage(id="find_solution", start_s=62.5, turn="turn-10"),
            Stage(id="agree", start_s=77.4, turn="turn-11"),
            Stage(id="carry_out", start_s=80.9, turn="turn-12", moved_by="林老师" if language == "zh" else "Lin"),
            Stage(id="follow_up", start_s=92.1, turn="turn-13"),
        ),
        promises=_promises(language),
        findings=_findings(language),
        criteria=(
            CriterionResult(id="no_commanding", title=Text(zh="不下命令", en="No orders"), points=0, max_points=4, applicable=True, critical_failed=True, findings=("f-commanding", "f-commanding-2")),
            CriterionResult(id="no_irresponsible", title=Text(zh="不推卸责任", en="No sending away"), points=1, max_points=4, applicable=True, findings=("f-irresponsible",)),
            CriterionResult(id="no_not_humble", title=Text(zh="虚心", en="Stays humble"), points=4, max_points=4, applicable=True),
            CriterionResult(id="empathy_due", title=Text(zh="先处理情绪，再处理问题", en="Feelings before the problem"), points=2, max_points=5, applicable=True, findings=("f-missed", "f-empathy")),
            CriterionResult(id="ownership", title=Text(zh="承担责任", en="Takes ownership"), points=4, max_points=4, applicable=True, findings=("f-ownership",)),
            CriterionResult(id="check", title=Text(zh="检验理解", en="Checks understanding"), points=3, max_points=3, applicable=True, findings=("f-check",)),
            CriterionResult(id="build_consensus", title=Text(zh="建立共识", en="Builds on the customer's idea"), points=0, max_points=2, applicable=False),
            CriterionResult(id="pace", title=Text(zh="语速", en="Pace"), points=1.5, max_points=2, applicable=True, findings=("f-pace",)),
            CriterionResult(id="dead_air", title=Text(zh="不冷场", en="No dead air"), points=0.5, max_points=2, applicable=True, findings=("f-dead",)),
        ),
        score=100 * 16 / 28,
        critical_failures=("f-commanding",),
        focus="f-commanding",
        notes=(
            Note(code="too_little_voice", text=Text(zh="客户有声的语音不到 15 秒，不足以判断语调是平淡还是生动。", en="Less than 15 s of the customer's voiced sound: not enough to say how lively the pitch is.")),
            Note(code="fillers_lower_bound", text=Text(zh="口头语的次数是“至少”：语音识别会漏掉一部分“嗯”“呃”。", en="The count of fillers is “at least”: speech recognition leaves out some of them.")),
        ),
    )  # fmt: skip


def minimal() -> Scorecard:
    """A text of two turns without times, nothing measured, no criterion that applies."""
    return Scorecard(
        uid="call-text",
        language="en",
        duration_s=None,
        audio=None,
        rubric=RUBRIC,
        engine_version="0.1.0",
        model=None,
        speakers=(Speaker(id="rep", role="rep"), Speaker(id="customer", role="customer")),
        turns=(
            Turn(uid="t0", index=0, speaker="customer", role="customer", start_s=None, end_s=None, text="Where is my parcel?"),
            Turn(uid="t1", index=1, speaker="rep", role="rep", start_s=None, end_s=None, text="Let me look."),
        ),
        delivery={},
        interplay=None,
        stages=(),
        promises=(),
        findings=(),
        criteria=(),
        score=None,
        critical_failures=(),
        focus=None,
        notes=(Note(code="text_only", text=Text(zh="只有文字，没有录音。", en="Text only, there was no recording.")),),
    )


def hostile() -> Scorecard:
    """The English sample with every text replaced by something that wants to be run, painted or followed."""
    bad = "</script><img src=x onerror=alert(1)><svg/onload=alert(2)>\"' style=x:y {{7*7}} \x1b[2J\u202egnp"
    text = Text(zh=bad, en=bad)
    card = sample("en")
    return replace(
        card,
        uid=bad,
        audio=replace(card.audio, path=f"/home/secret-user/private folder/{bad.replace('/', '')}.wav", sha256=bad),
        rubric=RubricInfo(id=bad, title=text, sha256=bad),
        engine_version=bad,
        model=ModelInfo(name=bad, revision=bad, hearing="fast"),
        speakers=tuple(replace(speaker, name=bad) for speaker in card.speakers),
        turns=tuple(replace(turn, text=f"{bad} {turn.text}", labels=(*turn.labels, bad)) for turn in card.turns),
        stages=tuple(replace(stage, id=bad, moved_by=bad) for stage in card.stages),
        promises=tuple(replace(promise, quote=bad, due=bad) for promise in card.promises),
        findings=tuple(
            replace(
                finding,
                id=bad,
                quote=bad,
                why=text,
                severity_because=text,
                source=text,
                evidence=(Evidence(layer="phrase", certainty=1.0, quote=bad),),
                say_instead=Suggestion(zh=bad, en=bad),
            )
            for finding in card.findings
        ),
        criteria=tuple(replace(criterion, title=text) for criterion in card.criteria),
        notes=(Note(code=bad, text=text),),
    )


def long_call(minutes: int) -> Scorecard:
    """The English sample repeated to fill `minutes`, with the pitch contour every 0.1 s."""
    card = sample("en")
    times = range(minutes * 60 // 98)
    end_s = minutes * 60.0
    contour_s = tuple(step / 10 for step in range(minutes * 600))
    windows_s = tuple(5.0 + 10.0 * step for step in range(minutes * 6))
    rep = replace(
        card.delivery["rep"],
        pauses=tuple(_moved(pause, 98.0 * n) for n in times for pause in card.delivery["rep"].pauses),
        curves={
            "f0_hz": Curve(unit="Hz", times_s=contour_s, values=tuple(_pitch_hz(t, 120.0, 4.0) for t in contour_s)),
            "speech_rate_per_min": Curve(unit="words/min", times_s=windows_s, values=tuple(150 + 30 * math.sin(t / 40) for t in windows_s)),
        },
    )  # fmt: skip
    return replace(
        card,
        duration_s=end_s,
        turns=tuple(
            replace(turn, uid=f"{turn.uid}-{n}", index=14 * n + turn.index, start_s=turn.start_s + 98 * n, end_s=turn.end_s + 98 * n)
            for n in times
            for turn in card.turns
        ),
        delivery={**card.delivery, "rep": rep},
        interplay=None,
        stages=tuple(replace(stage, turn=f"{stage.turn}-0") for stage in card.stages),
        promises=(),
        findings=tuple(
            replace(
                finding,
                uid=f"{finding.uid}-{n}",
                turn=finding.turn and f"{finding.turn}-{n}",
                due_turn=finding.due_turn and f"{finding.due_turn}-{n}",
                start_s=finding.start_s + 98 * n,
                end_s=finding.end_s + 98 * n,
            )
            for n in times
            for finding in card.findings
            if finding.start_s is not None
        ),
        criteria=(),
        critical_failures=("f-commanding-0",),
        focus="f-commanding-0",
    )


def waveforms(card: Scorecard, *, step_s: float = 0.05) -> tuple[Waveform, ...]:
    """An outline for each speaker: loud inside the turns, nearly silent outside."""
    steps = round((card.duration_s or 0.0) / step_s)
    result = []
    for track, speaker in enumerate(card.speakers):
        highs = [0.006] * steps
        for turn in card.turns:
            if turn.speaker == speaker.id:
                for step in range(round(turn.start_s / step_s), min(steps, round(turn.end_s / step_s))):
                    time_s = step * step_s
                    beat = abs(math.sin(time_s * 9.7)) * (0.55 + 0.35 * math.sin(time_s * 1.9)) + 0.03
                    paused = any(pause.start_s <= time_s < pause.end_s for pause in card.delivery[speaker.id].pauses)
                    highs[step] = 0.01 if paused else 0.7 * beat
        result.append(Waveform(track=track, step_s=step_s, lows=tuple(-0.9 * high for high in highs), highs=tuple(highs)))
    return tuple(result)


def _turn(index: int, row: tuple, language: Language) -> Turn:
    role, start_s, end_s, zh, en, labels, upset = row
    text = zh if language == "zh" else en
    parts = [char for char in zh if char.isalnum()] if language == "zh" else en.split()
    step_s = (end_s - start_s) / len(parts)
    return Turn(
        uid=f"turn-{index}",
        index=index,
        speaker=role,
        role=role,
        start_s=start_s,
        end_s=end_s,
        text=text,
        labels=labels,
        upset=upset,
        label_evidence=tuple(LabelEvidence(label=label, layer="phrase", certainty=0.9, quote=parts[0]) for label in labels),
        words=tuple(
            Word(start_s + n * step_s, start_s + (n + 1) * step_s, part, 0.91) for n, part in enumerate(parts)
        ),
    )


def _pitch_hz(time_s: float, median_hz: float, width_st: float) -> float | None:
    if math.sin(time_s * 5.3) < -0.6:
        return None
    return round(median_hz * 2 ** (width_st * math.sin(time_s * 2.1) * math.sin(time_s * 0.31 + 1) / 12), 1)


def _rep_delivery(language: Language) -> Delivery:
    rep = [(row[1], row[2]) for row in _TURNS if row[0] == "rep"]
    contour = [(step / 10, any(start <= step / 10 < end for start, end in rep)) for step in range(980)]
    rates = (172.0, None, 201.0, 188.0, 166.0, 158.0, 149.0, 152.0, 160.0, 146.0)
    scale = 1.55 if language == "zh" else 1.0
    return Delivery(
        speech_rate_per_min=158.2 * scale,
        articulation_rate_per_min=189.6 * scale,
        rate_unit="characters" if language == "zh" else "words",
        syllables_per_min=158.2 * scale if language == "zh" else 214.9,
        articulation_syllables_per_min=None,
        speaking_s=51.4,
        phonation_share=0.83,
        voiced_s=29.8,
        pitch_median_hz=142.3,
        pitch_sd_st=1.9,
        pitch_range_st=4.7,
        level_sd_db=3.1,
        level_range_db=7.9,
        pauses=(
            Pause(start_s=2.1, end_s=2.5, pause_class="short"),
            Pause(start_s=15.6, end_s=16.3, pause_class="hesitation"),
            Pause(start_s=30.2, end_s=32.4, pause_class="gap"),
            Pause(start_s=46.0, end_s=46.4, pause_class="short"),
            Pause(start_s=65.1, end_s=65.6, pause_class="short"),
            Pause(start_s=70.2, end_s=72.6, pause_class="gap"),
            Pause(start_s=83.0, end_s=88.1, pause_class="dead_air"),
        ),
        pause_share=0.17,
        longest_pause_s=5.1,
        filler_count=3,
        fillers_per_min=3.5,
        curves={
            "f0_hz": Curve(
                unit="Hz",
                times_s=tuple(time_s for time_s, _ in contour),
                values=tuple(_pitch_hz(time_s, 142.3, 5.0) if on else None for time_s, on in contour),
            ),
            "speech_rate_per_min": Curve(
                unit="characters/min" if language == "zh" else "words/min",
                times_s=tuple(5.0 + 10.0 * n for n in range(10)),
                values=tuple(None if rate is None else rate * scale for rate in rates),
            ),
        },
    )


def _customer_delivery(language: Language) -> Delivery:
    return Delivery(
        speech_rate_per_min=181.0 * (1.5 if language == "zh" else 1),
        articulation_rate_per_min=199.4 * (1.5 if language == "zh" else 1),
        rate_unit="characters" if language == "zh" else "words",
        syllables_per_min=241.7,
        speaking_s=38.6,
        phonation_share=0.9,
        voiced_s=13.2,
        level_sd_db=4.0,
        level_range_db=10.2,
        pauses=(Pause(start_s=8.2, end_s=8.6, pause_class="short"),),
        pause_share=0.04,
        longest_pause_s=0.4,
        filler_count=0,
        fillers_per_min=0.0,
    )


def _promises(language: Language) -> tuple[Promise, ...]:
    if language == "zh":
        return (
            Promise(turn="turn-10", quote="我今天下午三点前给您约师傅上门换线路", due="今天下午三点前"),
            Promise(turn="turn-12", quote="我会一直跟到您的网络恢复为止", due=None),
            Promise(turn="turn-12", quote="师傅出发前我再给您打一个电话", due="师傅出发前"),
        )
    return (
        Promise(turn="turn-10", quote="I'll book an engineer to replace the line and call you before three today", due="before three today"),
        Promise(turn="turn-12", quote="I'll stay with this until you are back online", due=None),
        Promise(turn="turn-12", quote="I'll ring you again when the engineer sets off", due="when the engineer sets off"),
    )  # fmt: skip


def _findings(language: Language) -> tuple[Finding, ...]:
    def pick(zh: str, en: str) -> str:
        return zh if language == "zh" else en

    orders = pick("您必须把路由器的型号报给我", "you have to give me the model of your router")
    return (
        Finding(
            uid="f-commanding",
            kind="red_card",
            criterion="no_commanding",
            id="commanding",
            severity="red",
            severity_because=Text(zh="对着情绪激动的客户说，而且同一通电话里又说了一次", en="Said to an upset customer, and again later in the call"),
            turn="turn-2",
            start_s=14.2,
            end_s=15.5,
            quote=pick("您先别激动", "You need to calm down"),
            evidence=(
                Evidence(layer="phrase", certainty=0.97, quote=pick("别激动", "calm down")),
                Evidence(layer="meaning", certainty=0.82, quote=pick("您先别激动", "You need to calm down")),
            ),
            why=Text(
                zh="这是在命令客户该有什么情绪。客户听到的是“你的感受不对”，火气只会更大。",
                en="This orders the customer what to feel. What they hear is “your feelings are wrong”, and it makes them angrier.",
            ),
            say_instead=Suggestion(
                zh="一个礼拜断三次，会开到一半就掉线，换谁都着急。这件事我来帮您处理。",
                en="Three times in one week, in the middle of your meetings: anybody would be fed up. Let me take care of this for you.",
                from_this_call=True,
            ),
            source=COURSE,
        ),
        Finding(
            uid="f-commanding-2",
            kind="red_card",
            criterion="no_commanding",
            id="commanding",
            severity="yellow",
            turn="turn-2",
            start_s=16.3,
            end_s=18.4,
            quote=orders,
            evidence=(Evidence(layer="phrase", certainty=0.88, quote=pick("必须", "you have to")),),
            why=Text(zh="“必须”是下命令；请求式的说法同样能拿到信息。", en="“You have to” is an order; a request gets the same answer."),
            say_instead=Suggestion(
                zh="方便的话，麻烦您看一下路由器底部的型号，好吗？",
                en="Could you have a look at the label under the router for me, please?",
            ),
            source=COURSE,
        ),
        Finding(
            uid="f-missed",
            kind="missed",
            criterion="empathy_due",
            id="empathy",
            severity="red",
            turn="turn-3",
            due_turn="turn-4",
            start_s=28.4,
            end_s=33.0,
            quote=pick("根本没人打", "nobody ever did"),
            evidence=(Evidence(layer="order", certainty=0.9, quote=pick("根本没人打", "nobody ever did")),),
            why=Text(
                zh="客户说了没人回电的委屈，下一句应该先回应情绪，再谈问题。",
                en="The customer told you they had been let down. The next sentence should have met the feeling, then the problem.",
            ),
            say_instead=Suggestion(
                zh="说好有人打给您却没打，让您白等了，真的很抱歉。",
                en="You were promised a call and nobody rang: I'm sorry we left you waiting.",
                from_this_call=True,
            ),
            source=Text(zh="CS 课程：体谅情绪", en="CS course: empathy"),
        ),
        Finding(
            uid="f-irresponsible",
            kind="red_card",
            criterion="no_irresponsible",
            id="irresponsible",
            severity="red",
            turn="turn-4",
            start_s=28.4,
            end_s=30.2,
            quote=pick("那个不归我管", "That's not my department"),
            evidence=(Evidence(layer="phrase", certainty=0.95, quote=pick("不归我管", "not my department")),),
            why=Text(zh="把客户推给别的部门，客户还是没人管。", en="It sends the customer away: they still have nobody who helps."),
            say_instead=Suggestion(zh="这件事我先接下来，我去找装机部门核实，再给您回电话。", en="I'll take this on: I'll check with the installation team and call you back."),
            source=COURSE,
        ),
        Finding(
            uid="f-dead",
            kind="delivery",
            criterion="dead_air",
            id="dead_air",
            severity="yellow",
            start_s=37.2,
            end_s=42.8,
            why=Text(zh="有 5.6 秒谁都没说话。常见的范围是 5 秒以内；查东西时先说一声。", en="Nobody spoke for 5.6 s. Up to 5 s is usual; say so when you are looking something up."),
            say_instead=None,
            source=Text(zh="测量：冷场 ≥ 5 秒", en="Measurement: dead air from 5 s on"),
        ),
        Finding(
            uid="f-empathy",
            kind="strength",
            criterion="empathy_due",
            id="empathy",
            severity="info",
            turn="turn-6",
            start_s=42.8,
            end_s=46.0,
            quote=pick("我能理解，您在家上班还老断网，确实很着急", "I can see how frustrating that is when your work depends on it"),
            evidence=(Evidence(layer="meaning", certainty=0.91, quote=pick("确实很着急", "how frustrating that is")),),
            why=Text(zh="说出了客户的处境和感受，对话从这里开始缓和。", en="You named what the customer is going through; from here on the call calms down."),
            source=Text(zh="CS 课程：体谅情绪", en="CS course: empathy"),
        ),
        Finding(
            uid="f-ownership",
            kind="strength",
            criterion="ownership",
            id="ownership",
            severity="info",
            turn="turn-12",
            start_s=80.9,
            end_s=88.0,
            quote=pick("我会一直跟到您的网络恢复为止", "I'll stay with this until you are back online"),
            evidence=(Evidence(layer="phrase", certainty=0.9, quote=pick("我会一直跟到", "I'll stay with this")),),
            why=Text(zh="用“我”承诺，并给了自己的工号。", en="You promised as “I” and gave your own extension."),
            source=Text(zh="CS 课程：承担责任", en="CS course: ownership"),
        ),
        Finding(
            uid="f-check",
            kind="strength",
            criterion="check",
            id="check_understanding",
            severity="info",
            turn="turn-10",
            start_s=62.5,
            end_s=68.0,
            quote=pick("我确认一下", "Let me check I have this right"),
            why=Text(zh="把问题复述了一遍，请客户确认。", en="You said the problem back and asked whether it was right."),
            source=Text(zh="CS 课程：检验理解", en="CS course: checking understanding"),
        ),
        Finding(
            uid="f-pace",
            kind="delivery",
            criterion="pace",
            id="pace",
            severity="info",
            why=Text(
                zh="平均每分钟 245 个字，在常见范围 200–280 之内；开头几句偏快。",
                en="158 words a minute on average, within the usual 130–170; the first sentences were faster.",
            ),
            source=Text(zh="测量：语速", en="Measurement: pace"),
        ),
    )  # fmt: skip


def _moved(pause: Pause, by_s: float) -> Pause:
    return Pause(start_s=pause.start_s + by_s, end_s=pause.end_s + by_s, pause_class=pause.pause_class)


def missed(card: Scorecard, turn: str, quotes: Sequence[str]) -> Scorecard:
    """`card` with a missed moment for each of `quotes`, all at `turn`, named missed-0, missed-1 …"""
    at = next(each for each in card.turns if each.uid == turn)
    pattern = next(finding for finding in card.findings if finding.kind == "missed")
    added = tuple(
        replace(pattern, uid=f"missed-{n}", turn=turn, due_turn=turn, start_s=at.start_s, end_s=at.end_s, quote=quote)
        for n, quote in enumerate(quotes)
    )
    return replace(card, findings=(*card.findings, *added))


def heard(card: Scorecard, turn: str, probability: float, words: slice = slice(None)) -> Scorecard:
    """`card` with some words of one turn (all, unless `words` says which) heard with `probability`."""

    def changed(at: Turn) -> Turn:
        unclear = set(range(len(at.words))[words])
        heard_words = (
            replace(each, probability=probability) if n in unclear else each for n, each in enumerate(at.words)
        )
        return replace(at, words=tuple(heard_words))

    return replace(card, turns=tuple(changed(at) if at.uid == turn else at for at in card.turns))


def too_short(card: Scorecard) -> Scorecard:
    """`card` without a score because the call was too short."""
    note = Note(code="too_short", text=Text(zh="通话太短，不打分。", en="The call is too short for a score."))
    return replace(card, score=None, notes=(*card.notes, note))
