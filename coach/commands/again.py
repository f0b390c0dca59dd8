"""`redcard again`, `redcard livelier`: a moment of a call answered anew, and a turn of one's own with more rise and fall."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.recording_line import watch
from coach.commands.turns import turn_of
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language

if TYPE_CHECKING:
    from coach.again.attempt import Attempt
    from coach.model import Finding, Scorecard
    from coach.report.cards import Card

LONGEST_S = 120.0


@click.command(
    help=say(
        zh="把通话里的一个时刻重来一次：显示客户的话，录下新的回答（Ctrl-C、Enter 或 q 结束），听写、测量，按原来的评分表评判，"
        "并和当时并排显示。CARD 是报告里卡片的号码或 uid。回答留在通话旁边，通话的得分不变。",
        en="Try a moment of a call again: shows what the customer said, records a better answer (Ctrl-C, Enter or q ends it), hears "
        "and measures it, judges it by the same rubric, and shows then and now. CARD is the card's number in the report, or its "
        "uid. Answers are kept beside the call; its score stays.",
    )
)
@click.argument("uid", metavar="CALL")
@click.argument("card", metavar="CARD")
@click.option("--device", metavar="NAME", help=say(zh="录音设备（默认是上次选的）。", en="The device (else the one chosen last)."))
@click.option("--list", "lists", is_flag=True, help=say(zh="只列出这张卡片以前的回答，不录音。", en="Only list the earlier answers at this card, record nothing."))
def again(uid: str, card: str, device: str | None, lists: bool) -> None:
    from coach.again.keep import answer_again, attempts_of, moment_or_refuse
    from coach.hearing.models import model_files
    from coach.hearing.worker import HearingWorker
    from coach.library.store import get_call, open_library
    from coach.paths import unfinished_folder
    from coach.recording.recorder import Recorder
    from coach.recording.recovery import new_folder
    from coach.settings import load_settings

    with open_library() as db:
        scorecard = get_call(db, uid)
    chosen = _card(scorecard, card)
    if lists:
        for attempt in attempts_of(uid):
            if attempt.finding == chosen.uid:
                _print_answer(scorecard, attempt)
        return
    moment_or_refuse(scorecard, chosen.uid)  # before anything is recorded for nothing
    for name, text in ((say(zh="客户", en="customer"), chosen.customer), (say(zh="比如", en="for instance"), chosen.better and chosen.better.text)):
        if text:
            click.echo(say(zh=f"{name}：{text}", en=f"{name}: {text}"))
    settings = load_settings()
    with HearingWorker(model_files(settings.speech_model).folder) as worker:
        names = [device or settings.microphone]
        with Recorder(new_folder(unfinished_folder()), names, limit_s=LONGEST_S) as recorder:
            status = watch(recorder, limit_s=LONGEST_S)
        _print_answer(scorecard, answer_again(uid, chosen.uid, recorder.folder, worker))
    if status.problem:
        raise status.problem


@click.command(
    help=say(
        zh="把通话里您自己的一句话（TURN 是第几句、分:秒或 uid）存成声音文件：先是原来的，再是更有起伏的，跟着说。",
        en="Write a turn of your own (its number, m:ss or uid) as a sound file: as you said it, then with more rise and fall, to say "
        "along.",
    )
)
@click.argument("uid", metavar="CALL")
@click.argument("turn", metavar="TURN")
@click.argument("out", type=click.Path(path_type=Path), metavar="FILE.wav")
@click.option("--strength", default=1.5, show_default=True, type=click.FloatRange(1.25, 2.0), help=say(zh="起伏变成几倍。", en="How many times the rise and fall."))
def livelier(uid: str, turn: str, out: Path, strength: float) -> None:
    import soundfile

    from coach.again.livelier import livelier_voice, one_after_the_other, own_voice
    from coach.audio.new_file import replacing_sound
    from coach.audio.read import open_recording
    from coach.audio.track import TRACK_RATE_HZ
    from coach.commands.outputs import refuse_inputs
    from coach.files import check_writable
    from coach.library.recording import sound_of
    from coach.library.store import get_call, open_library
    from coach.report.format import number

    with open_library() as db:
        scorecard, path = get_call(db, uid), sound_of(db, uid)
    said = turn_of(scorecard, turn)
    if path is None or said.start_s is None:
        raise UserError(
            zh="这通电话没有录音，或者录音已经不在了：请选一通有录音的通话。",
            en="This call has no sound, or its recording is gone: choose one whose recording is there.",
        )
    refuse_inputs([out], [path])
    check_writable(out)
    with open_recording(path) as recording:
        voice = own_voice(recording.tracks, scorecard, said)
    if voice is None or voice.figures is None:
        raise UserError(
            zh="这一句有声的部分太短，听不出音高：请选长一点的一句。",
            en="Too little voice in this turn to have a pitch: choose a longer one.",
        )
    lively = livelier_voice(voice, strength)
    with replacing_sound(out) as new:
        soundfile.write(new, one_after_the_other(voice, lively).samples, TRACK_RATE_HZ, format="WAV", subtype="PCM_16")
    before, after = number(voice.figures.range_st), number(lively.figures.range_st) if lively.figures else "—"
    click.echo(say(zh=f"语调起伏：{before} → {after} 半音，已写入 {out}", en=f"Pitch variation: {before} → {after} semitones, written to {out}"))


def _card(scorecard: Scorecard, named: str) -> Card:
    from coach.report.cards import build_cards

    cards = build_cards(scorecard, interface_language())
    found = next((card for card in cards if named in (str(card.number), card.uid)), None)
    if found is None:
        raise UserError(
            zh=f"这通电话里没有卡片“{named}”：一共 {len(cards)} 张，请写报告里的号码。",
            en=f"There is no card “{named}” in this call of {len(cards)}: give its number in the report.",
        )
    return found


def _print_answer(scorecard: Scorecard, attempt: Attempt) -> None:
    from coach.report.figures import delivery_rows
    from coach.report.format import clean
    from coach.times import minute_here

    language = interface_language()
    turn = next((turn for turn in scorecard.turns if turn.uid == attempt.turn), None)
    judged = attempt.judged
    click.echo(f"\n{minute_here(attempt.made_at)}")
    then, now = say(zh="当时", en="then"), say(zh="这次", en="now")
    for name, text, findings in (
        (then, turn.text if turn else "—", (*judged.gone, *judged.stays)),
        (now, attempt.said.text, (*judged.stays, *judged.new)),
    ):
        click.echo(f"{name}  {clean(text)}")
        click.echo(f"    {_named(findings, scorecard)}")
    if attempt.said.delivery:
        rows = delivery_rows(attempt.said.delivery, language, spoken=scorecard.language)
        click.echo("    " + " · ".join(f"{each.name} {each.value}" for each in rows if each.value and not each.aside))
    click.echo(say(zh="做到了。", en="Done: it is as it should be.") if judged.met else say(zh="还没有做到。", en="Not yet."))


def _named(findings: tuple[Finding, ...], scorecard: Scorecard) -> str:
    from coach.report.cards import look_of, title_of
    from coach.report.words import word

    language = interface_language()
    names = (f"{word(f'kind_{look_of(one)}', language)} {title_of(one, scorecard, language)}" for one in findings)
    return " · ".join(names) or say(zh="没有卡片", en="no cards")
