"""What the page of a call that is being heard says: zh, en."""

from __future__ import annotations

HEARD: dict[str, tuple[str, str]] = {
    "being_heard": ("正在听写", "Being heard"),
    "being_kept": ("正在保存录音", "Keeping the recording"),
    "your_voice": ("您的声音", "Your voice"),
    "cards_so_far": ("目前看到的", "Seen so far"),
    "no_cards_so_far": ("还没有红黄牌，也还没有亮点。", "No cards and no strengths yet."),
    "judged_at_the_end": (
        "得分、错过的时机和“先改这一点”，要等全部听完才有。",
        "The score, missed moments and what to work on first come when all of it has been heard.",
    ),
    "words_come": ("听到的话会出现在这里。", "The words appear here as they are heard."),
    "behind_others": ("前面还有别的录音，轮到它时就开始。", "Other recordings come first; this one begins after them."),
    "to_files": ("看所有文件", "All files"),
    "loudness": ("音量起伏", "Loudness"),
    "not_measured_yet": ("还没有测出来", "not measured yet"),
    "at_least_syllables": ("至少 {rate} 音节/分", "at least {rate} syll./min"),
    "by_sound_alone": ("只凭声音估计，听写后更准", "by the sound alone; the words will tell exactly"),
    "by_words_so_far": ("按已听写的部分", "by the words heard so far"),
    "too_short_for_pace": ("说得太短，测不出语速", "too little was said for a pace"),
    "too_short_for_pitch": ("说得太短，测不出来", "too little was said to tell"),
    "nothing_spoken": ("没有听到您说话", "you were not heard"),
    "pauses_hint": ("{n} 处，最长 {longest}", "{n} of them, the longest {longest}"),
    "pitch_hint": ("中间音高 {median} Hz", "around {median} Hz"),
    "loudness_hint": ("轻重之间的差别", "between soft and loud"),
}
