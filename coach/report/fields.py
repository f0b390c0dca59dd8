"""What each field of the scorecard JSON means: the source of the schema's descriptions and of docs/scorecard.md."""

from __future__ import annotations

from types import MappingProxyType

from coach.model import Text


def _texts(rows: dict[str, tuple[str, str]]) -> MappingProxyType[str, Text]:
    return MappingProxyType({key: Text(en=en, zh=zh) for key, (en, zh) in rows.items()})


# Type -> field -> meaning; a test holds this against the types. Order: as in the JSON.
FIELDS: MappingProxyType[str, MappingProxyType[str, Text]] = MappingProxyType(
    {
        "Scorecard": _texts(
            {
                "schema_version": ("Version of this format; goes up on any change.", "格式的版本号，有任何改动都会增加。"),
                "uid": ("Stable id of this scorecard.", "这份评分卡的固定编号。"),
                "language": ("The call's language: zh or en.", "通话的语言：zh 或 en。"),
                "duration_s": (
                    "Length of the call in seconds: of the recording, else until the end of the last turn that a text gives (SRT, VTT, "
                    "the app's own JSON); null for a text that does not say it.",
                    "通话长度（秒）：录音的长度；文字记录里写明了最后一句何时结束的（SRT、VTT、本程序的 JSON）按它算，没写的为 null。",
                ),
                "audio": ("The recording; null for text.", "录音；文字记录为 null。"),
                "rubric": ("The rubric that judged the call.", "评判所用的评分表。"),
                "engine_version": ("Version of the program.", "程序版本。"),
                "model": ("The speech model that heard the call; null for text.", "听写所用的语音模型；文字记录为 null。"),
                "speakers": (
                    "Who speaks: one on each channel, in the channels' order; or several on one channel, told apart by voice and "
                    "called A, B, C, in the order in which they first speak.",
                    "说话人：各在一个声道时，按声道的顺序；几个人在同一个声道、按声音分出时叫 A、B、C，按先开口的顺序。",
                ),
                "turns": ("Everything that was said, in order.", "按先后排列的全部话语。"),
                "delivery": ("How each speaker spoke, by speaker id; empty for text.", "每位说话人的声音表现，按说话人编号；文字记录为空。"),
                "interplay": ("How the two talked together; null where it cannot be told.", "双方的对话互动；无法判断时为 null。"),
                "stages": ("Where each stage of the service cycle starts.", "服务周期各阶段从哪里开始。"),
                "promises": ("What the rep promised.", "客服代表作出的承诺。"),
                "findings": ("Red cards, missed moments, strengths, voice.", "红牌、错过的时机、亮点和声音方面的发现。"),
                "criteria": ("Points by criterion.", "每个评分项的得分。"),
                "score": (
                    "100 × sum of points ÷ sum of max_points over the criteria that apply; null when none applies or the "
                    "call is too short (a note says so).",
                    "100 × 得分之和 ÷ 满分之和（只算适用的评分项）；没有适用项或通话太短时为 null（notes 里有说明）。",
                ),
                "critical_failures": ("uids of the findings that fail the call whatever its score.", "不管得分多少都必须先改的发现（uid）。"),
                "focus": ("uid of the one finding to work on first; null when there is none.", "最该先练的那一条（uid）；没有时为 null。"),
                "notes": ("Why a value is missing, how far a figure can be trusted.", "某个值为什么缺失，某个数字有多可信。"),
            }
        ),
        "AudioInfo": _texts(
            {
                "path": ("Where the recording was when it was analysed.", "分析时录音所在的位置。"),
                "sha256": ("SHA-256 of the file.", "文件的 SHA-256。"),
                "sample_rate_hz": ("Samples per second of the file itself.", "原文件的采样率（赫兹）。"),
                "channels": ("Channels of the file itself.", "原文件的声道数。"),
                "customer_path": (
                    "Where the customer's file was, for a call that came as two; null for one file.",
                    "同一通电话分成两个文件时，客户那个文件所在的位置；只有一个文件时为 null。",
                ),
            }
        ),
        "RubricInfo": _texts(
            {
                "id": ("Id of the rubric.", "评分表的编号。"),
                "title": ("Its name.", "评分表的名称。"),
                "sha256": ("SHA-256 of the rubric's text.", "评分表文本的 SHA-256。"),
            }
        ),
        "ModelInfo": _texts(
            {
                "name": ("Name of the speech model.", "语音模型的名称。"),
                "revision": ("Its pinned revision.", "锁定的版本。"),
                "hearing": ("fast, or thorough (keeps fillers).", "fast（快速）或 thorough（细致，保留口头语）。"),
            }
        ),
        "Speaker": _texts(
            {
                "id": ("Id that turns and delivery refer to.", "话语和声音表现引用的编号。"),
                "role": ("rep, customer, observer or unknown.", "rep 客服代表、customer 客户、observer 观察员或 unknown 未识别。"),
                "name": ("Name, when known.", "姓名，不知道时为 null。"),
                "role_confidence": ("How certain the role is, 0-1; null when it was given.", "角色判断的把握，0–1；由人指定时为 null。"),
                "talk_s": (
                    "Seconds of the speaker's turns as the transcript times them, pauses inside included; null without times.",
                    "说话人各句话的时长之和（秒），按对话记录的起止时间，含句内停顿；没有时间时为 null。",
                ),
                "talk_share": ("Share of everybody's talk, 0-1.", "占所有人说话时间的比例，0–1。"),
            }
        ),
        "Turn": _texts(
            {
                "uid": ("Stable id.", "固定编号。"),
                "index": ("Position in the call, from 0.", "在通话中的次序，从 0 起。"),
                "speaker": ("Id of the speaker.", "说话人的编号。"),
                "role": ("The speaker's role.", "说话人的角色。"),
                "start_s": ("Start in seconds; null in a text without times.", "开始时间（秒）；没有时间的文字记录为 null。"),
                "end_s": ("End in seconds.", "结束时间（秒）。"),
                "text": ("What was said.", "说了什么。"),
                "labels": ("What the turn does: red cards and skills, by id.", "这句话的标签：红牌与技巧的编号。"),
                "upset": ("Whether a customer's turn shows distress.", "客户这句话是否流露出焦急或不满。"),
                "label_evidence": (
                    "Why each label was given: an entry for each layer that saw it, the one that decided it first.",
                    "每个标签的依据：每个认出它的层一条，定下结论的那一层在最前。",
                ),
                "words": ("The words with their times; empty for text.", "逐词时间；文字记录为空。"),
                "heard": (
                    "What the program heard, where a person corrected the words; else null.",
                    "人改过文字时，程序原来听到的话；没改过为 null。",
                ),
                "heard_speaker": (
                    "Who the program took for the speaker, where a person corrected it; else null.",
                    "人改过说话人时，程序原来认定的说话人；没改过为 null。",
                ),
                "overlaps": (
                    "Where somebody else talks at the same time in the same channel, by its sound; empty for two channels and text.",
                    "同一个声道里听得出另有人同时说话的地方；双声道和文字记录为空。",
                ),
            }
        ),
        "LabelEvidence": _texts(
            {
                "label": ("The label.", "标签。"),
                "layer": ("phrase, sound, meaning, measurement, order or person.", "依据的层次：phrase 用语、sound 读音、meaning 语义、measurement 测量、order 先后顺序、person 人工。"),
                "certainty": ("How certain, 0-1.", "把握，0–1。"),
                "quote": (
                    "The words it stands on; empty where a person says that the label is not there (layer person).",
                    "依据的原话；人工（layer 为 person）认定没有这个标签时为空。",
                ),
            }
        ),
        "Word": _texts(
            {
                "start_s": ("Start in seconds.", "开始时间（秒）。"),
                "end_s": ("End in seconds.", "结束时间（秒）。"),
                "text": ("The word; in Chinese one or a few characters.", "词；中文为一个或几个字。"),
                "probability": ("The recogniser's own certainty, 0-1.", "听写模型给出的把握，0–1。"),
            }
        ),
        "Delivery": _texts(
            {
                "speech_rate_per_min": ("Words (Chinese: characters) per minute, pauses inside turns included.", "每分钟词数（中文为字数），含话语内的停顿。"),
                "articulation_rate_per_min": ("The same without pauses of 0.25 s and more.", "同上，去掉 0.25 秒及以上的停顿。"),
                "rate_unit": ("words or characters.", "words 词或 characters 字。"),
                "syllables_per_min": ("Syllables per minute, pauses included.", "每分钟音节数，含停顿。"),
                "articulation_syllables_per_min": ("Syllables per minute without pauses.", "每分钟音节数，去掉停顿。"),
                "speaking_s": (
                    "Seconds the rates were measured over: the same turns from their first to their last sound (talk_s uses the "
                    "transcript's times, so the two differ a little).",
                    "计算语速所用的时长（秒）：同样这些话，从第一声到最后一声（talk_s 按对话记录的时间，两者略有出入）。",
                ),
                "phonation_share": ("Share of that time with speech sound, 0-1.", "其中有语音的比例，0–1。"),
                "voiced_s": ("Seconds of voiced sound the pitch was measured on.", "计算音高所用的浊音时长（秒）。"),
                "pitch_median_hz": ("Median pitch in hertz.", "音高中位数（赫兹）。"),
                "pitch_sd_st": ("Standard deviation of pitch in semitones.", "音高的标准差（半音）。"),
                "pitch_range_st": ("10-90 % range of pitch in semitones; null below 15 s of voiced sound.", "音高 10–90 % 的范围（半音）；浊音不足 15 秒时为 null。"),
                "level_sd_db": ("Standard deviation of loudness in decibels.", "音量的标准差（分贝）。"),
                "level_range_db": ("10-90 % range of loudness in decibels.", "音量 10–90 % 的范围（分贝）。"),
                "pauses": ("Silences inside the speaker's turns, from the sound.", "话语内部的停顿，由声音测得。"),
                "pause_share": ("Share of the speaking time that is pause, 0-1.", "停顿占说话时间的比例，0–1。"),
                "longest_pause_s": ("The longest pause in seconds.", "最长的停顿（秒）。"),
                "filler_count": ("Fillers heard: at least this many.", "听到的口头语次数：至少这么多。"),
                "fillers_per_min": ("The same per minute of speaking.", "每分钟的口头语次数，同样是下限。"),
                "curves": ("Measurements over time, by name.", "随时间变化的曲线，按名称。"),
            }
        ),
        "Pause": _texts(
            {
                "start_s": ("Start in seconds.", "开始时间（秒）。"),
                "end_s": ("End in seconds.", "结束时间（秒）。"),
                "class": ("short, hesitation, gap or dead_air.", "short 短停顿、hesitation 犹豫、gap 空当或 dead_air 冷场。"),
            }
        ),
        "Curve": _texts(
            {
                "unit": ("Unit of the values.", "数值的单位。"),
                "times_s": ("Seconds from the start of the recording.", "距录音开头的时间（秒）。"),
                "values": ("One value for each time; null where nothing could be measured.", "与时间一一对应；测不出时为 null。"),
            }
        ),
        "Interplay": _texts(
            {
                "rep_talk_share": ("The rep's share of the talk, 0-1.", "客服代表说话的占比，0–1。"),
                "response_latency_median_s": ("Median wait before the rep answers, in seconds.", "客服代表接话前等待时间的中位数（秒）。"),
                "interruptions": ("Where somebody cut in; a backchannel is none.", "谁在哪里打断了对方；倾听回应不算。"),
                "overlaps": ("Where both speak at once.", "双方同时说话的地方。"),
                "longest_monologue_s": ("Longest stretch of one speaker, in seconds.", "一个人连续说话的最长时间（秒）。"),
                "dead_air": ("Silences of everybody.", "谁都没有说话的地方。"),
            }
        ),
        "Interruption": _texts(
            {
                "start_s": ("Start in seconds.", "开始时间（秒）。"),
                "end_s": ("End in seconds.", "结束时间（秒）。"),
                "by": ("Id of the speaker who cut in.", "打断者的编号。"),
            }
        ),
        "Span": _texts(
            {
                "start_s": ("Start in seconds.", "开始时间（秒）。"),
                "end_s": ("End in seconds.", "结束时间（秒）。"),
            }
        ),
        "Stage": _texts(
            {
                "id": ("Id of the stage.", "阶段的编号。"),
                "start_s": ("Start in seconds; null without times.", "开始时间（秒）；没有时间时为 null。"),
                "turn": ("uid of the turn that starts it.", "阶段从哪句话开始（uid）。"),
                "moved_by": ("Who moved the mark; null when the program set it.", "谁移动过这个标记；由程序判断时为 null。"),
            }
        ),
        "Promise": _texts(
            {
                "turn": ("uid of the turn.", "所在话语的 uid。"),
                "quote": ("The promise as it was said.", "承诺的原话。"),
                "due": ("The words that say by when; null when no time was given.", "说明时限的词语；没有说时间时为 null。"),
            }
        ),
        "Finding": _texts(
            {
                "uid": ("Stable id.", "固定编号。"),
                "kind": ("red_card, missed, strength or delivery.", "red_card 红牌、missed 错过的时机、strength 亮点或 delivery 声音。"),
                "criterion": ("Id of the criterion that found it.", "得出它的评分项编号。"),
                "id": ("What was found, such as commanding.", "发现的内容，例如 commanding。"),
                "severity": ("red, yellow or info.", "red 红、yellow 黄或 info 提示。"),
                "severity_because": ("Why it is that severe.", "为什么是这个程度。"),
                "turn": ("uid of the turn it stands in.", "所在话语的 uid。"),
                "due_turn": ("uid of the turn that should have carried it.", "本该说出它的那句话的 uid。"),
                "start_s": ("Start in seconds; null without times.", "开始时间（秒）；没有时间时为 null。"),
                "end_s": ("End in seconds.", "结束时间（秒）。"),
                "quote": ("The words it is about.", "相关的原话。"),
                "evidence": ("Why it was noticed.", "判断的依据。"),
                "why": ("The reason, for the rep.", "给客服代表看的原因。"),
                "say_instead": ("A better sentence; null when none is needed.", "更好的说法；不需要时为 null。"),
                "source": ("Course or measurement behind it.", "出自哪门课程或哪项测量。"),
            }
        ),
        "Evidence": _texts(
            {
                "layer": ("phrase, sound, meaning, measurement, order or person.", "依据的层次：phrase 用语、sound 读音、meaning 语义、measurement 测量、order 先后顺序、person 人工。"),
                "certainty": ("How certain, 0-1.", "把握，0–1。"),
                "quote": ("The words it stands on.", "依据的原话。"),
            }
        ),
        "Suggestion": _texts(
            {
                "zh": ("The sentence in Chinese.", "中文句子。"),
                "en": ("The sentence in English.", "英文句子。"),
                "from_this_call": ("Whether it uses something the customer said; else it is a general sentence.", "是否用到了客户说过的内容；否则是通用句式。"),
            }
        ),
        "CriterionResult": _texts(
            {
                "id": ("Id of the criterion.", "评分项的编号。"),
                "title": ("Its name.", "评分项的名称。"),
                "points": ("Points earned.", "得分。"),
                "max_points": ("Points that could be earned.", "满分。"),
                "applicable": ("Whether it counts in this call.", "是否适用于这通对话。"),
                "critical_failed": ("Whether it failed the call.", "是否属于必须先改。"),
                "findings": ("uids of its findings.", "相关发现的 uid。"),
            }
        ),
        "Note": _texts(
            {
                "code": ("Id of the kind of note.", "说明的种类。"),
                "text": ("The note.", "说明的内容。"),
            }
        ),
        "Text": _texts(
            {
                "zh": ("The sentence in Chinese.", "中文句子。"),
                "en": ("The sentence in English.", "英文句子。"),
            }
        ),
    }
)
