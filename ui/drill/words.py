"""What the screen of the two-minute drill says: zh, en."""

from __future__ import annotations

DRILL: dict[str, tuple[str, str]] = {
    "drill": ("两分钟", "Drill"),
    "drill_title": ("两分钟练习", "The two-minute drill"),
    "drill_reading": ("正在从您的通话里找可练的时机…", "Looking through your calls…"),
    "drill_due": ("今天 {n} 个时机", "{n} to answer today"),
    "drill_due_one": ("今天 1 个时机", "One to answer today"),
    "drill_how": (
        "您自己的通话里错过的时机和红牌，客户的原话会再来找您。听完就像在通话里那样回答：停下来两秒，程序就听懂您说了什么、评给您看。"
        "答得好，隔几天、几周再来；答得不好，明天再来。",
        "What customers said where you missed a moment or got a red card comes back to you. Answer aloud as you would on the call; "
        "two seconds after you stop, the program hears what you said and judges it. A good answer comes back after days, then "
        "weeks; a bad one tomorrow.",
    ),
    "drill_by": ("怎样回答", "How you answer"),
    "drill_by_voice": ("开口说", "Aloud"),
    "drill_by_typing": ("打字", "Typed"),
    "drill_person": ("练谁的通话", "Whose calls"),
    "drill_everybody": ("所有人", "Everybody's"),
    "drill_start": ("开始", "Begin"),
    "drill_next_days": ("接下来", "Coming back"),
    "drill_day": ("{day} {n} 个", "{day}: {n}"),
    # nothing to do
    "drill_no_calls": ("还没有通话", "No calls yet"),
    "drill_no_calls_how": (
        "这里练的是您自己通话里错过的时机和红牌。先打开一段录音，或者练习一通电话，评出来以后再来。",
        "This drills the missed moments and red cards of your own calls. Open a recording or practise a call first; once it is "
        "scored, come back.",
    ),
    "drill_no_moments": ("没有可练的时机", "Nothing to drill"),
    "drill_no_moments_how": (
        "这些通话里没有错过的时机，也没有红牌。再练一通难一点的电话吧。",
        "These calls have no missed moments and no red cards. Practise a harder call.",
    ),
    "drill_not_today": ("今天没有要练的", "Nothing due today"),
    "drill_not_today_how": ("下一次是{day}，{n} 个。", "The next come back {day}: {n}."),
    "drill_to_practise": ("练习一通电话", "Practise a call"),
    # one moment
    "drill_place": ("第 {n} 个，共 {all} 个", "{n} of {all}"),
    "drill_own_sound": ("您那通电话的录音", "from your call's recording"),
    "drill_voice_sound": ("声音：{name}", "Voice: {name}"),
    "drill_no_sound": ("没有声音，请看文字", "no sound: read it"),
    "drill_sound_coming": ("正在准备声音…", "Getting the sound ready…"),
    "drill_again_please": ("再听一遍", "Hear it again"),
    "drill_your_turn": ("请回答", "Your answer"),
    "drill_opening": ("正在打开麦克风", "Opening the microphone"),
    "drill_listen": ("先听客户说", "Listen to the customer first"),
    "drill_speak": ("请说话", "Speak now"),
    "drill_hearing": ("正在听您说了什么…", "Hearing what you said…"),
    "drill_judging": ("正在评判…", "Judging…"),
    "drill_type_here": ("在这里打字，Enter 提交", "Type what you would say; Enter hands it in"),
    "drill_done_speaking": ("说完了", "That's my answer"),
    "drill_speak_again": ("再说一次", "Say it again"),
    "drill_answer_now": ("直接回答", "Answer now"),
    "drill_done": ("说完了、下一个", "Answer over, next"),
    "drill_hand_in": ("提交", "Hand it in"),
    "drill_nothing_heard": ("没有听到您说话。请再说一次，或者改成打字。", "Nothing was heard. Say it again, or type it."),
    "drill_type_instead": ("改成打字", "Type it instead"),
    "drill_speak_instead": ("改成开口说", "Say it aloud instead"),
    "drill_leave": ("结束练习", "End the drill"),
    # the verdict
    "drill_mended": ("答到了", "Mended"),
    "drill_caught": ("还不行", "Not yet"),
    "drill_you_say_good": ("您说：这次算好", "You say: it was good"),
    "drill_you_say_again": ("您说：还要再练", "You say: once more"),
    "drill_you_said": ("您这次说的", "What you said"),
    "drill_then": ("当时说的", "What you said then"),
    "drill_also": ("也可以这样说", "You could also say"),
    "drill_comes_back": ("{day}再来。", "It comes back {day}."),
    "drill_next": ("下一个", "Next"),
    "drill_to_end": ("看结果", "See how it went"),
    "drill_good": ("算好", "That was good"),
    "drill_once_more": ("再练", "Again"),
    "drill_keys": (
        "Enter 说完、下一个　R 再听　T 文字　G 算好　A 再练　Esc 结束",
        "Enter: done, next   R: hear again   T: text   G: good   A: again   Esc: end",
    ),
    # the end
    "drill_over": ("练完了", "That's it for today"),
    "drill_time_over": ("两分钟到了", "Two minutes are over"),
    "drill_stopped": ("先练到这里", "Enough for now"),
    "drill_result": ("{n} 个里答好了 {good} 个。", "{good} of {n} answered well."),
    "drill_more_wait": ("今天还有 {n} 个。", "Still due today: {n}."),
    "drill_another": ("再来两分钟", "Another two minutes"),
}
