"""The words of the report in both languages; the Chinese terms of skills are the courses' own."""

from __future__ import annotations

from types import MappingProxyType

from coach.model import Language, Text
from coach.report.format import clean

MAX_ID = 40  # characters shown of an id that we have no word for


def _texts(rows: dict[str, tuple[str, str]]) -> MappingProxyType[str, Text]:
    return MappingProxyType({key: Text(zh=zh, en=en) for key, (zh, en) in rows.items()})


# What a finding, a turn label or a criterion is about.
LABEL_NAMES = _texts(
    {
        "commanding": ("下命令", "Giving orders"),
        "irresponsible": ("不负责", "Not taking responsibility"),
        "not_humble": ("不虚心", "Not humble"),
        "empathy": ("体谅情绪", "Empathy"),
        "ownership": ("承担责任", "Ownership"),
        "willingness": ("表现服务意愿", "Willingness to help"),
        "open_question": ("开放式问题", "Open question"),
        "closed_question": ("封闭式问题", "Closed question"),
        "check_understanding": ("检验理解", "Checking understanding"),
        "summarise": ("总结归纳", "Summing up"),
        "propose_solution": ("提供建议", "Proposing a solution"),
        "invite_opinion": ("征求建议", "Inviting an opinion"),
        "backchannel": ("倾听回应", "Listening signal"),
        "filler": ("口头语", "Filler"),
        "greeting": ("问候", "Greeting"),
        "closing": ("结束语", "Closing"),
    }
)

# The service cycle 与顾客交往的周期.
STAGE_NAMES = _texts(
    {
        "rapport": ("营造气氛", "Rapport"),
        "diagnose": ("诊断问题", "Diagnose"),
        "find_solution": ("寻求方案", "Find a solution"),
        "agree": ("达成一致", "Agree"),
        "carry_out": ("落实", "Carry out"),
        "follow_up": ("后续", "Follow up"),
    }
)

WORDS = _texts(
    {
        # page
        "product": ("红牌教练", "Red Card Coach"),
        "scorecard": ("通话评分卡", "Scorecard"),
        "text_only": ("文字记录", "Transcript"),
        "zh": ("普通话", "Mandarin"),
        "en": ("英语", "English"),
        "skip": ("跳到对话记录", "Skip to the transcript"),
        "no_focus": ("这次没有特别要先改的地方，继续保持。", "Nothing stands out to change first. Keep it up."),
        "not_judged": ("没有评判。", "Not judged."),
        "see_above": ("见上面“先练这一条”", "shown above, to work on first"),
        # sections
        "focus": ("先练这一条", "Work on this first"),
        "timeline": ("时间轴", "Timeline"),
        "red_cards": ("红牌与黄牌", "Red and yellow cards"),
        "missed": ("错过的时机", "Missed moments"),
        "strengths": ("做得好的地方", "What went well"),
        "promises": ("承诺清单", "Promises"),
        "delivery": ("声音表现", "Voice"),
        "interplay": ("对话互动", "The conversation"),
        "transcript": ("对话记录", "What was said"),
        "criteria": ("评分明细", "How the score adds up"),
        "notes": ("说明与局限", "Notes and limits"),
        "stages": ("服务周期的各阶段", "Stages of the service cycle"),
        "explained": ("每句话是怎么判的", "How each turn was judged"),
        # score
        "score": ("得分", "Score"),
        "score_of_100": ("得分 {score}（满分 100）", "Score {score} of 100"),
        "of_100": ("满分 100", "of 100"),
        "no_score": ("没有评分", "No score"),
        "no_score_why": ("没有一项标准适用于这通对话。", "No criterion applied to this call."),
        "critical": ("必须先改", "Critical failure"),
        "critical_list": ("必须先改，不管得分多少", "Critical, to change first whatever the score"),
        "count_red": ("红牌", "Red cards"),
        "count_yellow": ("黄牌", "Yellow cards"),
        "count_missed": ("错过的时机", "Missed moments"),
        "count_strength": ("做得好", "Strengths"),
        # kinds and severities
        "kind_red": ("红牌", "Red card"),
        "kind_yellow": ("黄牌", "Yellow card"),
        "kind_missed": ("错过", "Missed"),
        "kind_strength": ("做得好", "Strength"),
        "kind_delivery": ("声音", "Voice"),
        # a finding
        "customer_said": ("客户说", "Customer"),
        "you_said": ("您说", "You said"),
        "you_answered": ("您答", "You answered"),
        "why": ("为什么", "Why"),
        "say_instead": ("可以这样说", "Say instead"),
        "from_this_call": ("用的是客户在这通对话里的原话", "Uses what the customer said in this call"),
        "general": ("通用句式，请换成这位客户的具体情况", "A general sentence: fit it to your customer"),
        "source": ("依据", "Source"),
        "evidence": ("怎么听出来的", "How it was noticed"),
        "certainty": ("把握", "certainty"),
        "criterion": ("评分项", "Criterion"),
        "turn_n": ("第 {n} 句", "turn {n}"),
        "none_red": ("没有红牌，也没有黄牌。", "No red or yellow cards."),
        "none_missed": ("没有错过的时机。", "No moments missed."),
        "none_strengths": ("这次没有记下亮点。", "None were noted this time."),
        "layer_phrase": ("用语", "wording"),
        "layer_sound": ("读音", "sound"),
        "layer_meaning": ("语义", "meaning"),
        "layer_measurement": ("测量", "measurement"),
        "layer_order": ("先后顺序", "order"),
        "layer_person": ("人工", "a person"),
        # explained
        "explained_hint": (
            "每个标签后面先写定下结论的一层，也就是把握最大的一层；其他层写在后面。",
            "After each label comes the layer that decided it, the most certain one; then the others.",
        ),
        "vote": ("{layer} {certainty}“{quote}”", "{layer} {certainty} “{quote}”"),
        "vote_against": ("{layer} {certainty}：没有", "{layer} {certainty}: not there"),
        "overruled_label": ("{name}（被否定）", "{name} (overruled)"),
        "others": ("；另有 ", "; also "),
        "point_worth": (
            "适用的评分项共 {max_points} 分：这里的 1 分，相当于总分里的 {worth} 分。",
            "The criteria that apply have {max_points} points: each is worth {worth} of the score's 100.",
        ),
        # stages
        "stage_moved": ("{stage}（调整者：{name}）", "{stage} (moved by {name})"),
        # promises
        "promises_hint": ("言出必行：办好一条，勾掉一条。", "Tick each one off when it is done."),
        "no_due": ("没说时间", "no time given"),
        "promise_due": ("{quote}——{due}", "{quote} — {due}"),
        "promise_no_due": ("{quote}（没说时间）", "{quote} (no time given)"),
        "none_promises": ("没有听到承诺。", "No promises were heard."),
        # roles
        "role_rep": ("客服代表", "Rep"),
        "role_customer": ("客户", "Customer"),
        "role_observer": ("观察员", "Observer"),
        "role_unknown": ("未识别", "Unknown"),
        # delivery
        "measure": ("项目", "Measure"),
        "more_figures": ("更多数字", "More figures"),
        "speech_rate": ("语速（含停顿）", "Pace with pauses"),
        "articulation_rate": ("语速（去掉停顿）", "Pace without pauses"),
        "syllables": ("音节（含停顿）", "Syllables with pauses"),
        "pitch_range": ("语调起伏", "Pitch variation"),
        "pitch_median": ("常用音高", "Usual pitch"),
        "level_range": ("音量起伏", "Loudness range"),
        "pauses": ("停顿", "Pauses"),
        "pause_share": ("停顿占比", "Share of pauses"),
        "longest_pause": ("最长停顿", "Longest pause"),
        "fillers": ("口头语", "Fillers"),
        "not_measured": ("未测出", "not measured"),
        "at_least": ("至少 {n} 次", "at least {n}"),
        "at_least_rate": ("至少 {n} 次（每分钟 {rate} 次）", "at least {n} ({rate} a minute)"),
        "no_fillers": ("没有听到", "none heard"),
        "pause_short": ("短停顿", "short"),
        "pause_hesitation": ("犹豫", "hesitation"),
        "pause_gap": ("空当", "long"),
        "pause_dead_air": ("冷场", "dead air"),
        "pauses_of": ("{name} {n} 次", "{name}: {n}"),
        "no_pauses": ("没有", "none"),
        "silence_short": ("短停顿", "short pause"),
        "silence_hesitation": ("犹豫", "hesitation"),
        "silence_gap": ("空当", "long pause"),
        "silence_dead_air": ("冷场", "dead air"),
        # units
        "per_min_words": ("词/分钟", "words/min"),
        "per_min_characters": ("字/分钟", "characters/min"),
        "per_min_syllables": ("音节/分钟", "syllables/min"),
        "unit_st": ("半音", "semitones"),
        "unit_hz": ("赫兹", "Hz"),
        "unit_db": ("分贝", "dB"),
        # interplay
        "rep_talk_share": ("客服代表说话占比", "Rep's share of the talk"),
        "response_latency": ("接话间隔（中位数）", "Time to answer (median)"),
        "rep_interruptions": ("客服代表打断客户", "Rep cuts in"),
        "interruptions": ("打断", "Interruptions"),
        "overlaps": ("同时说话", "Talking at once"),
        "longest_monologue": ("最长独白", "Longest monologue"),
        "dead_air": ("冷场", "Dead air"),
        "times_n": ("{n} 次", "{n}"),
        "times_at": ("{n} 次（{at}）", "{n} (at {at})"),
        # timeline
        "pitch": ("音高", "Pitch"),
        "pace": ("语速", "Pace"),
        "legend": ("图例", "Key"),
        "interrupts": ("打断对方", "cuts in"),
        "timeline_alt": (
            "时间轴：每个人的声音、停顿、音高和语速，编号对应下面的卡片。",
            "Timeline: each speaker's voice, pauses, pitch and pace; the numbers lead to the cards below.",
        ),
        "swipe": ("左右滑动可以看到完整的时间轴 →", "Swipe sideways to see all of it →"),
        "timeline_hint": (
            "编号对应下面的卡片。音高以本人的常用音高为零，单位是半音；语速按 10 秒一段，虚线是整通对话的平均。",
            "The numbers lead to the cards below. Pitch is in semitones above or below the speaker's usual pitch; pace is "
            "shown for every 10 s, the dashed line is the call's average.",
        ),
        "listen": ("听录音", "Listen"),
        "listen_hint": ("点任何一个时间，就从那里播放。", "Click any time to play from there."),
        # transcript
        "upset": ("情绪激动", "upset"),
        "unclear": ("听得不清楚，请先听原声", "heard unclearly: listen before you judge"),
        "two_at_once": ("{times} 同时有人说话", "two talk at once: {times}"),
        "customer_upset": ("客户情绪激动", "customer upset"),
        "missed_here": ("这里该有", "due here"),
        "no_turns": ("没有听到说话声。", "No speech was heard."),
        # criteria
        "points": ("得分", "Points"),
        "out_of": ("满分", "Out of"),
        "not_applicable": ("不适用", "does not apply"),
        "marks": ("卡片", "Cards"),
        "total": ("合计", "Total"),
        "formula": ("得分 = 100 ×", "Score = 100 ×"),
        "formula_hint": (
            "不适用的项目不加分，也不扣分。",
            "A criterion that does not apply earns nothing and costs nothing.",
        ),
        # limits
        "limits": ("哪些地方可能不准", "How this can be wrong"),
        "limit_heard": (
            "对话由电脑听写，可能听错字、听错人。有疑问时请先回听录音，再下结论。",
            "A computer wrote down the words; it can mishear a word or mistake who spoke. Listen before you judge.",
        ),
        "limit_judged": (
            "红牌、错过的时机和亮点都按用语和规则来找：换个说法可能漏掉，也可能误判，公正的培训师也可能有不同看法。"
            "评的是这通对话，不是人。",
            "Cards, missed moments and strengths are found by phrases and rules: said in other words, they can be missed, "
            "and a fair trainer may see a moment differently. They judge this call, not a person.",
        ),
        "limit_pitch": (
            "语调起伏只适合跟自己比、在同一种语言里比，不能拿来比较不同的人。",
            "Pitch variation is for comparing a speaker with themselves in one language, never one person with another.",
        ),
        "limit_text": (
            "这份评分卡来自文字，语气、语速和停顿都没有算进去。",
            "This scorecard comes from text: tone, pace and pauses are not part of it.",
        ),
        # footer
        "rubric": ("评分表", "Rubric"),
        "model": ("语音模型", "Speech model"),
        "engine": ("引擎版本", "Engine"),
        "audio_sha": ("录音 SHA-256", "Recording SHA-256"),
        "hearing_fast": ("快速听写", "fast hearing"),
        "hearing_thorough": ("细致听写", "thorough hearing"),
    }
)


def word(key: str, language: Language, **values: object) -> str:
    """The word for `key`, with `{name}` filled from `values`. Raises KeyError for a key that does not exist."""
    return WORDS[key].in_(language).format(**values)


def label_name(label: str, language: Language) -> str:
    """The name of a label; an id we have no word for is shown as it is written, without underscores."""
    return LABEL_NAMES[label].in_(language) if label in LABEL_NAMES else _readable(label)


def stage_name(stage: str, language: Language) -> str:
    """The name of a stage of the service cycle; an unknown id is shown without underscores."""
    return STAGE_NAMES[stage].in_(language) if stage in STAGE_NAMES else _readable(stage)


def _readable(name: str) -> str:
    return clean(name).replace("_", " ")[:MAX_ID]
