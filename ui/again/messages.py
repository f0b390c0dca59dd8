"""What trying again and hearing oneself livelier say: zh, en."""

from __future__ import annotations

ROWS = {
    # on a card, in the menu
    "try_moment": ("重来这一刻", "Try that moment again"),
    "try_again_short": ("重来一次", "Try again"),
    "hear_livelier": ("听听更有起伏的自己", "Hear yourself livelier"),
    "tried_n": ("重来过 {n} 次", "Tried {n} times"),
    "tried_once": ("重来过 1 次", "Tried once"),
    "tried_met": ("{tried} · 最近一次做到了", "{tried} · the last one did it"),
    "tried_unmet": ("{tried} · 最近一次还没做到", "{tried} · the last one not yet"),
    "no_moment": (
        "这张卡片没有可以重来的一句话：请选一张红牌、黄牌或“错过”。",
        "There is no answer of yours to try again at this card: choose a red or yellow card, or a missed moment.",
    ),
    "no_own_voice": (
        "这里没有您的声音可听：请选一句您自己说的话，录音也要还在。",
        "There is no voice of yours to hear here: choose something that you said, in a call whose recording is there.",
    ),
    # trying again
    "again_title": ("重来：{title}", "Again: {title}"),
    "again_no_customer": ("这句话之前客户没有说话。", "The customer had said nothing before it."),
    "hear_customer": ("听客户这句话", "Hear the customer"),
    "hear_voice": ("让电脑念客户这句话", "Have a voice say it"),
    "no_voice_to_hear": ("没有录音，本机也没有这种语言的声音，请看文字。", "There is no recording, and no voice here for this language: read it."),
    "again_idea": ("比如", "For instance"),
    "record_answer": ("录下新的回答", "Record a better answer"),
    "record_another": ("再录一次", "Record another one"),
    "stop_answer": ("说完了", "I have finished"),
    "again_ready": ("用“练习”页选的麦克风：{name}", "Uses the microphone chosen in Practise: {name}"),
    "again_recording": ("录音中 {time}，请像在通话里那样回答", "Recording {time}: answer as you would on the call"),
    "again_hearing": ("正在听写和评判…", "Hearing and judging…"),
    "again_kept": ("每次回答都留在这通电话旁边，电话的得分不变。", "Every answer is kept beside the call; the call's score stays as it is."),
    "then_column": ("当时", "Then"),
    "now_column": ("这次", "Now"),
    "attempt_n": ("第 {n} 次 · {when}", "Answer {n} · {when}"),
    "no_attempt": ("还没有新的回答：先听客户这句话，再录。", "No new answer yet: hear the customer, then record."),
    "words_said": ("说的话", "Words"),
    "cards_here": ("评判", "Judgement"),
    "no_cards_here": ("没有卡片", "No cards"),
    "card_gone": ("做到了：这次没有“{title}”", "Done: “{title}” is gone"),
    "card_stays": ("还没有：“{title}”还在", "Not yet: “{title}” is still there"),
    "skill_there": ("做到了：这次有了“{title}”", "Done: “{title}” is there now"),
    "skill_missing": ("还没有：还缺“{title}”", "Not yet: “{title}” is still missing"),
    "new_red": ("，但多了一张牌：{title}", ", but there is a new card: {title}"),
    "one_answer_hint": (
        "只有一句话，数字只作大致比较；说话不到 2 秒不算语速，有声不到 1 秒不算语调。",
        "One answer only, so take the figures as rough: no pace under 2 s of speech, no pitch under 1 s of voice.",
    ),
    "hear_then": ("听当时的", "Hear it then"),
    "hear_now": ("听这次的", "Hear it now"),
    "answer_sound_gone": ("这次回答的录音不在了。", "The recording of this answer is not there any more."),
    # livelier
    "livelier_how": (
        "同一句话，先平后扬。跟着说一遍：让重要的词升上去，句尾落下来。",
        "The same sentence, flat and then livelier. Say it along: let the words that matter rise, and the end come down.",
    ),
    "strength": ("起伏", "Rise and fall"),
    "strength_times": ("{times} 倍", "{times} ×"),
    "play_both": ("先平，后有起伏", "Flat, then livelier"),
    "play_flat": ("原来的", "As you said it"),
    "play_lively": ("更有起伏的", "Livelier"),
    "livelier_figures": ("语调起伏：{before} → {after} 半音", "Pitch variation: {before} → {after} semitones"),
    "too_little_pitch": ("这一句有声的部分太短，听不出音高，没法变得更有起伏。", "Too little voice in this one to have a pitch, so it cannot be made livelier."),
    "making_livelier": ("正在生成…", "Making it…"),
    "pitch_picture": ("音高曲线：细线是原来的，粗线是更有起伏的", "Pitch: thin as you said it, thick livelier"),
}
