"""What the window says, in both languages; the words of the scorecard are the report's own."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QObject, Signal

from coach.interface import language_with
from coach.model import Language, Text
from coach.report.words import WORDS, word
from ui.again.messages import ROWS as AGAIN
from ui.drill.words import DRILL
from ui.exercise.words import EXERCISE
from ui.heard.words import HEARD
from ui.library.messages import ROWS as LIBRARY
from ui.practise.words import PRACTISE
from ui.progress.messages import ROWS as PROGRESS
from ui.settings.messages import ROWS as SETTINGS


LanguageChoice = Literal["system", "zh", "en"]


class Words(QObject):
    """The interface's language now, and its words: `words("open_files")`. `changed` when the language is another.

    `choice` is what the user wants: a language, or that of the system; `chosen` when it is another.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, language: Language, choice: LanguageChoice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language: Language = language
        self.choice: LanguageChoice = choice

    def choose(self, choice: LanguageChoice) -> None:
        language = language_with(None) if choice == "system" else choice
        is_other, is_another_choice = language != self.language, choice != self.choice
        self.language, self.choice = language, choice
        if is_other:
            self.changed.emit()
        if is_another_choice:
            self.chosen.emit()

    def __call__(self, key: str, **values: object) -> str:
        """The window's word for `key`, else the report's. Raises KeyError for a key that neither knows."""
        if key in MESSAGES:
            return MESSAGES[key].in_(self.language).format(**values)
        return word(key, self.language, **values)

    @property
    def colon(self) -> str:
        return "：" if self.language == "zh" else ": "


def _texts(rows: dict[str, tuple[str, str]]) -> MappingProxyType[str, Text]:
    assert not rows.keys() & WORDS.keys(), "one word for one thing"
    return MappingProxyType({key: Text(zh=zh, en=en) for key, (zh, en) in rows.items()})


MESSAGES = _texts(
    {
        **AGAIN,
        **LIBRARY,
        **PROGRESS,
        **SETTINGS,
        **EXERCISE,
        # menus
        "menu_file": ("文件(&F)", "&File"),
        "menu_view": ("查看(&V)", "&View"),
        "menu_call": ("通话(&C)", "&Call"),
        "menu_help": ("帮助(&H)", "&Help"),
        "open_files": ("打开录音…", "Open recordings…"),
        "open_example": ("打开示例通话", "Open the example call"),
        "recent": ("最近的通话", "Recent calls"),
        "quit": ("退出", "Quit"),
        "language": ("界面语言", "Language"),
        "language_system": ("跟随系统", "As the system"),
        "theme": ("外观", "Appearance"),
        "theme_system": ("跟随系统", "As the system"),
        "theme_light": ("浅色", "Light"),
        "theme_dark": ("深色", "Dark"),
        "full_screen": ("全屏", "Full screen"),
        "shortcuts": ("快捷键", "Keyboard shortcuts"),
        "about": ("关于红牌教练", "About Red Card Coach"),
        "close": ("关闭", "Close"),
        # places
        "calls": ("通话", "Calls"),
        "files": ("文件", "Files"),
        "back_to_calls": ("回到通话列表", "Back to the calls"),
        **PRACTISE,
        **HEARD,
        **DRILL,
        # the list of calls
        "welcome": ("欢迎使用红牌教练", "Welcome to Red Card Coach"),
        "welcome_how": (
            "对着电脑扮演的客户练一通电话，或打开一段通话录音，很快就能看到评分卡：哪一秒得了红牌、为什么、怎样说更好，"
            "以及先练哪一条。一切都在本机完成，录音不会离开这台电脑。",
            "Practise a call with the computer as the customer, or open a recorded one, and see its scorecard soon after: which "
            "second earned a red card, why, what to say instead, and the one thing to work on first. Everything happens on this computer; recordings never leave it.",
        ),
        "welcome_example": ("先看示例通话", "See the example call"),
        "welcome_drop": ("也可以把录音拖到窗口里。", "Or drop recordings onto the window."),
        "calls_n": ("{n} 通", "{n}"),
        "call_row": (
            "{title}，{facts}，{when}，得分 {score}，红牌 {red}，黄牌 {yellow}",
            "{title}, {facts}, {when}, score {score}, red cards {red}, yellow cards {yellow}",
        ),
        "today_at": ("今天 {time}", "Today {time}"),
        # files on their way
        "files_title": ("打开录音", "Open recordings"),
        "drop_here": ("把录音拖到这里", "Drop recordings here"),
        "drop_kinds": (
            "wav、flac、mp3、m4a、ogg、opus、aac、amr，视频的声音也可以；还有 txt、srt、vtt 文字记录",
            "wav, flac, mp3, m4a, ogg, opus, aac, amr, the sound of videos; and transcripts as txt, srt, vtt",
        ),
        "choose_files": ("选择文件…", "Choose files…"),
        "audio_files": ("录音、视频和文字记录", "Recordings, videos and transcripts"),
        "all_files": ("所有文件", "All files"),
        "for_new_files": ("用于接下来添加的文件", "For the files you add next"),
        "call_language": ("通话语言", "Language of the call"),
        "language_auto": ("自动识别", "Find out"),
        "who_is_rep": ("谁是客服代表", "Who is the rep"),
        "rep_auto": ("自动（双声道时为左声道）", "Automatic (two channels: the left)"),
        "rep_left": ("左声道", "Left channel"),
        "rep_right": ("右声道", "Right channel"),
        "rep_only": ("全是客服代表", "Every voice is the rep's"),
        "people": ("单声道里几个人", "People in one channel"),
        "people_auto": ("自动判断", "Find out"),
        "people_n": ("{n} 个人", "{n}"),
        "rep_name": ("客服代表的名字", "Rep's name"),
        "rep_name_hint": ("可不填", "optional"),
        "state_waiting": ("等待中", "Waiting"),
        "state_working": ("{step} {percent}", "{step} {percent}"),
        "state_left": ("{step} {percent} · 大约还要 {left}", "{step} {percent} · about {left} left"),
        "state_done": ("完成", "Done"),
        "state_failed": ("没有成功", "Failed"),
        "state_cancelled": ("已取消", "Cancelled"),
        "cancel": ("取消", "Cancel"),
        "remove": ("移除", "Remove"),
        "try_again": ("再试一次", "Try again"),
        "open": ("打开", "Open"),
        "earlier": ("上移", "Move up"),
        "later": ("下移", "Move down"),
        "clear_finished": ("清除已完成的", "Clear what is finished"),
        "no_files_yet": ("这里还没有文件。", "There are no files here yet."),
        "file_named": ("{name}，{state}", "{name}, {state}"),
        # a call
        "loading_sound": ("正在读取声音…", "Reading the sound…"),
        "play": ("播放", "Play"),
        "pause": ("暂停", "Pause"),
        "play_pause": ("播放 / 暂停", "Play or pause"),
        "back_5": ("后退 5 秒", "Back 5 seconds"),
        "forward_5": ("前进 5 秒", "Forward 5 seconds"),
        "next_finding": ("下一张卡片", "Next card"),
        "previous_finding": ("上一张卡片", "Previous card"),
        "next_moment": ("下一个标记的时刻", "Next marked moment"),
        "previous_moment": ("上一个标记的时刻", "Previous marked moment"),
        "moment_at": ("录音时标记的时刻 {time}", "Marked while recording, at {time}"),
        "no_moments": ("录音时没有标记时刻。", "No moment was marked while recording."),
        "speed": ("播放速度", "Speed"),
        "slower": ("慢一点", "Slower"),
        "faster": ("快一点", "Faster"),
        "loop": ("循环这一段", "Loop this passage"),
        "loop_hint": (
            "循环播放所选的一段：在时间轴上按住 Shift 拖动来选；没有选时，循环当前这句话",
            "Play a passage again and again: select it with Shift and the mouse on the timeline; else the turn you are in",
        ),
        "zoom_in": ("放大时间轴", "Zoom in"),
        "zoom_out": ("缩小时间轴", "Zoom out"),
        "zoom_all": ("看整通电话", "See the whole call"),
        "words_shown": ("对话记录", "Transcript"),
        "card_at": ("{number} {kind}{colon}{title}（{place}）", "{number} {kind}{colon}{title} ({place})"),
        "timeline_keys": (
            "单击播放，滚轮缩放，拖动平移，Shift+拖动选一段循环",
            "Click to play, wheel to zoom, drag to move, Shift+drag to select a loop",
        ),
        "position": ("位置", "Position"),
        "scorecard_panel": ("评分卡", "Scorecard panel"),
        "hear_it": ("听这一段", "Hear it"),
        # correcting a call
        "correct_turn": ("更正这句话…", "Correct this turn…"),
        "correct_turn_n": ("更正第 {n} 句", "Correct turn {n}"),
        "swap_speakers": ("对调客服代表和客户", "Swap rep and customer"),
        "who_speaks": ("这句话是谁说的、谁是客服代表…", "Who says this, who is the rep…"),
        "join_chosen": ("合并选中的几句（没有选时：与下一句合并）", "Join the selected turns (none selected: with the next)"),
        "cut_here": ("从光标处分成两句", "Cut the turn in two at the cursor"),
        "ask_who_is_rep": ("听一听，谁是客服代表…", "Listen: which voice is the rep's…"),
        "who_is_this": ("单击可改：这句话是谁说的、说话人叫什么、谁是客服代表", "Click to say who speaks here, what they are called, who is the rep"),
        "turn_chosen": ("第 {n} 句：", "Turn {n}:"),
        "turns_chosen": ("已选 {n} 句：", "{n} turns selected:"),
        "said_by": ("说话人：{name}", "Said by: {name}"),
        "join_turns": ("{n} 句合成一句", "Join the {n} turns into one"),
        "join_with_next": ("与下一句合成一句", "Join with the next turn"),
        "cut_before": ("在“{words}”之前分成两句", "Cut in two before “{words}”"),
        "in_whole_call": ("整通电话：", "In the whole call:"),
        "name_speaker": ("写上名字：{name}…", "Name: {name}…"),
        "name_title": ("说话人的名字", "A speaker's name"),
        "name_label": ("{name}叫什么？（留空：不写名字）", "What is “{name}” called? (Empty: no name)"),
        "is_the_rep": ("客服代表：{name}", "The rep: {name}"),
        "one_voice": ("这通电话里只有一个人的声音。", "There is only one voice in this call."),
        "cut_where": ("请先在一句话中间单击，再分成两句（D）。", "First click inside a turn, where it is to be cut (D)."),
        "which_is_rep": ("谁是客服代表？", "Which voice is the rep's?"),
        "which_is_rep_why": (
            "同一个声道里有几个人的声音，从说的话分不清谁是客服代表。请听一听再选；选好之后马上评判。",
            "There are several voices in one channel, and what they say does not tell which is the rep's. Listen and choose; the call "
            "is judged at once.",
        ),
        "which_is_rep_keys": ("A、B…：听声音；1、2…：选定", "A, B, …: hear a voice; 1, 2, …: choose it"),
        "hear_sample": ("▶ {letter}", "▶ {letter}"),
        "this_is_rep": ("是客服代表", "This is the rep"),
        "decide_later": ("以后再说", "Later"),
        "mark_right": ("这张卡片判得对", "This card is right"),
        "mark_wrong": ("这张卡片判错了", "This card is wrong"),
        "undo": ("撤销更正", "Undo the correction"),
        "redo": ("重做更正", "Redo the correction"),
        "is_it_right": ("判得对吗？", "Is this right?"),
        "say_right": ("✓ 对", "✓ Right"),
        "say_right_hint": ("以后重新评判，这张卡片也会保留", "The card stays, also when the call is judged again"),
        "say_wrong": ("✗ 错", "✗ Wrong"),
        "say_wrong_hint": ("不算这一条，马上重新计分；程序的判断仍然看得到", "It no longer counts; the program's own verdict stays visible"),
        "said_right": ("人工：判得对", "A person: right"),
        "said_wrong": ("人工：判错了", "A person: wrong"),
        "said_added": ("人工补充", "Added by a person"),
        "said_gone": ("更正之后不再有", "Gone with a correction"),
        "take_back": ("收回", "Take back"),
        "take_back_hint": ("恢复程序的判断", "The program's own verdict counts again"),
        "offer_example": ("复制成例句", "Copy as example"),
        "offer_example_hint": (
            "把这句话按评分表的格式（TOML）复制到剪贴板，粘贴到您的评分表里",
            "Copy the sentence in the rubric's own form (TOML), to be pasted into your rubric",
        ),
        "example_copied": (
            "已复制：粘贴到您的评分表末尾，再用 redcard rubric check 检查",
            "Copied: paste it at the end of your rubric, then redcard rubric check",
        ),
        "no_example": ("这一条没有可以当例句的话。", "There is no sentence in it that could be an example."),
        "choose_card_first": ("请先选一张卡片（N、P）。", "Choose a card first (N, P)."),
        "judging_again": ("正在重新评判…", "Judging again…"),
        "score_changed": ("得分 {before} → {after}", "Score {before} → {after}"),
        "score_alone": ("程序自己的判断：{score}", "By the program alone: {score}"),
        "programs_own": ("程序原来的判断", "The program's own verdict"),
        "program_heard": ("程序听到的是：{text}", "The program heard: {text}"),
        "program_took_for": ("程序以为是：{name}", "The program took this for: {name}"),
        "words_of_turn": ("这句话说的是", "What is said"),
        "who_spoke": ("这句话是谁说的", "Who says it"),
        "rep_of_call": ("整通电话里谁是客服代表", "The rep in this call"),
        "rep_as_it_is": ("不变", "As it is"),
        "rep_is": ("换成“{name}”这个声音", "The voice now called “{name}”"),
        "add_missed": ("程序漏掉了什么", "What the program missed here"),
        "nothing_missed": ("没有漏掉", "Nothing"),
        "on_which_words": ("依据哪几个字（可不填，表示整句）", "On which words (optional: all of it)"),
        "add_missed_hint": (
            "只有客服代表说的话才能补；评分表要求了这一项才会影响得分。",
            "Only for what the rep says; it changes the score where the rubric asks for it.",
        ),
        "save_key": ("Ctrl+Enter 保存", "Ctrl+Enter saves"),
        "save_and_judge": ("保存并重新评判", "Save and judge again"),
        # sound
        "no_sound_text": ("这是文字记录，没有声音。", "This is a transcript; there is no sound to play."),
        "sound_missing": (
            "原来的录音不在了（{name}）：评分卡还在；把录音放回原处就能再听。",
            "The recording is no longer where it was ({name}). The scorecard is kept; put the file back to hear it again.",
        ),
        "sound_changed": (
            "录音文件（{name}）在评分之后被改过，声音和评分卡可能对不上。",
            "The recording ({name}) was changed after it was scored: sound and scorecard may not fit together.",
        ),
        # failures
        "copy_details": ("复制详情", "Copy the details"),
        "copied": ("已复制", "Copied"),
        "dismiss": ("知道了", "Dismiss"),
        "no_files_dropped": ("拖进来的不是文件：请拖入录音文件。", "What was dropped is no file: drop recordings."),
        # about
        "about_text": (
            "红牌教练 {version}\n在自己的电脑上练习与客户通话。MIT 许可证；窗口用 Qt（LGPL）。",
            "Red Card Coach {version}\nPractise talking with customers, on your own computer. MIT licence; the window "
            "uses Qt (LGPL).",
        ),
    }
)
