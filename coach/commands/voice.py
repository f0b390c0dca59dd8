"""`redcard voice`: voice prints, by which a rep is known in recordings of one channel."""

from __future__ import annotations

from pathlib import Path

import click

from coach.commands.words import say
from coach.errors import UserError
from coach.names import checked_name


@click.group(help=say(zh="声纹：让程序在单声道录音里认出客服本人。", en="Voice prints: know the rep in recordings of one channel."))
def voice() -> None:
    pass


@voice.command(help=say(zh="用一段只有本人朗读的录音（约 20 秒）建立声纹；声纹只存在本机，录音本身不保存。", en="Make a voice print from a recording of one person reading (about 20 s); it stays on this machine, and the recording is not kept."))
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("--name", required=True, metavar="NAME", help=say(zh="这是谁的声音。", en="Whose voice it is."))
def enrol(audio: Path, name: str) -> None:
    from coach.audio.channels import mix
    from coach.audio.read import open_recording
    from coach.hearing.voice_activity import speech_probabilities, speech_spans
    from coach.speakers.prints import enrol as make_print

    with open_recording(audio) as recording:
        track = mix(recording.tracks)
        made = make_print(_named(name), track, speech_spans(speech_probabilities(track)))
    click.echo(
        say(
            zh=f"已建立“{made.name}”的声纹（来自 {made.speech_s:.0f} 秒语音）；可用 `redcard voice delete` 删除。",
            en=f"The voice print of {made.name} was made from {made.speech_s:.0f} s of speech; `redcard voice delete` removes it.",
        )
    )


@voice.command(help=say(zh="列出本机上的声纹。", en="Show which voice prints are on this machine."))
def show() -> None:
    from coach.speakers.prints import voice_prints

    prints = voice_prints()
    for each in prints:
        click.echo(f"{each.name}\t{each.made:%Y-%m-%d %H:%M}\t{each.speech_s:.0f} s")
    if not prints:
        click.echo(say(zh="本机上没有声纹。", en="There are no voice prints on this machine."))


@voice.command(help=say(zh="删除一个人的声纹。", en="Delete somebody's voice print."))
@click.argument("name")
def delete(name: str) -> None:
    from coach.speakers.prints import delete_print

    delete_print(_named(name))
    click.echo(say(zh=f"已删除“{name.strip()}”的声纹。", en=f"The voice print of {name.strip()} was deleted."))


def _named(name: str) -> str:
    checked = checked_name(name)
    if checked is None:
        raise UserError(zh="名字是空的：请写出这是谁的声音。", en="The name is empty: say whose voice it is.")
    return checked
