"""Who said what, measured: voices apart in one channel, which voice is the rep, words to people, and what it costs.

    python benchmarks/speakers.py [voices | rep | words | cost ...]      all four without a name

voices: diarisation error as pyannote.metrics and dscore define it: missed + false alarm + confusion, each in % of the reference
    speech, overlaps scored, best one-to-one match of speakers; once without and once with a collar of 0.25 s around every
    reference border. The number of people is found, not given. Material: RTTM-labelled clips; two-channel calls mixed to one
    (reference: each channel's own voice activity); calls made here by joining different voices, which come from different
    recordings and so are easier to tell apart than people in one room; and one person talking alone.
rep: which of two is the rep, from the words of `../shared/data/text` with the names hidden, cut at three minutes
    (at 4.5 syllables a second).
words: the words heard in a mixed call, aligned with the transcript of each side: how many went to the right person.
cost: voices apart, alone, against hearing the same eight minutes.

`../shared` is development data beside a checkout; REDCARD_SHARED says where.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SHARED = Path(os.environ.get("REDCARD_SHARED", ROOT.parent / "shared"))
SPEECH = SHARED / "data" / "speech"

RATE_HZ = 16_000
COLLAR_S = 0.25
GRID_S = 0.01
CUT_S, SYLLABLES_PER_S = 180.0, 4.5
# One person each by ear of nobody but by the encoder and the source's description; two clips that turned out to hold two
# voices (watson_enUS_broadband1, wenet_ios_test) are left out.
VOICES = {
    "en": [
        "english/azure_en_test_audio.wav", "english/earnings22_4482311_60s.wav", "english/watson_enGB_narrowband1_8k.wav",
        "multi_speaker/azure_enrol_katie.wav", "multi_speaker/azure_enrol_steve.wav",
        "telephone_prompts/asterisk_demo-instruct.wav", "call_centre/aws_demo_agent1_8k.wav", "english/jfk.flac",
    ],
    "zh": [
        "mandarin/azure_zh_train_audio1.wav", "mandarin/funasr_paraformer_1.wav", "mandarin/watson_zh_sample1_16k.wav",
        "mandarin/cosyvoice_cross_lingual_prompt.wav", "mandarin/fleurs_zh_1883.wav", "mandarin_aishell",
    ],
}  # fmt: skip
CLIPS = ("ami_dev00_30s", "ami_trn00_30s", "ami_trn01_30s", "pyannote_seriously_mixture_60s", "pyaa_diarizationExample2_22s")

Reference = list[tuple[float, float, str]]  # start, end, who


def diarisation_error(reference: Reference, found: Reference, duration_s: float, collar_s: float = 0.0) -> tuple[float, float, float]:
    """(missed, false alarm, confusion) in % of the reference speech, on a grid of 10 ms."""
    from scipy.optimize import linear_sum_assignment

    is_ref, is_found = (_grid(spans, duration_s) for spans in (reference, found))
    scored = np.ones(is_ref.shape[1], bool)
    for start_s, end_s, _ in reference if collar_s else ():
        for border_s in (start_s, end_s):
            scored[max(0, round((border_s - collar_s) / GRID_S)) : round((border_s + collar_s) / GRID_S)] = False
    is_ref, is_found = is_ref[:, scored], is_found[:, scored]
    shared = is_ref.astype(int) @ is_found.T.astype(int)
    pairs = zip(*linear_sum_assignment(-shared), strict=True)
    right = sum((is_ref[one] & is_found[other]).astype(int) for one, other in pairs)
    ref_count, found_count = is_ref.sum(axis=0), is_found.sum(axis=0)
    total = max(1, ref_count.sum())
    missed = np.maximum(ref_count - found_count, 0).sum()
    false_alarm = np.maximum(found_count - ref_count, 0).sum()
    confusion = (np.minimum(ref_count, found_count) - right).sum()
    return 100 * missed / total, 100 * false_alarm / total, 100 * confusion / total


def _grid(spans: Reference, duration_s: float) -> np.ndarray:
    names = sorted({who for *_, who in spans}) or ["nobody"]
    grid = np.zeros((len(names), round(duration_s / GRID_S) + 1), bool)
    for start_s, end_s, who in spans:
        grid[names.index(who), round(start_s / GRID_S) : round(end_s / GRID_S)] = True
    return grid


def load(path: Path, channel: int | None = None) -> np.ndarray:
    import soundfile
    import soxr

    if path.is_dir():
        return np.concatenate([load(each) for each in sorted(path.glob("*.wav"))])
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    mono = samples.mean(axis=1) if channel is None else samples[:, channel]
    return soxr.resample(mono, rate_hz, RATE_HZ)


def telephone(samples: np.ndarray) -> np.ndarray:
    """8 kHz, mu-law, and back."""
    import soxr

    low = np.clip(soxr.resample(samples, RATE_HZ, 8000), -1, 1)
    coded = np.round(np.sign(low) * np.log1p(255 * np.abs(low)) / np.log(256) * 128) / 128
    return soxr.resample((np.sign(coded) * (256 ** np.abs(coded) - 1) / 255).astype(np.float32), 8000, RATE_HZ)


class Desk:
    """Where tracks are written to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def track(self, samples: np.ndarray):
        from coach.audio.track import Track

        self._count += 1
        path = self._folder / f"{self._count}.s16"
        np.rint(np.clip(samples, -1, 32767 / 32768) * 32768).astype("<i2").tofile(path)
        return Track(path, 0, len(samples))

    def speech(self, samples: np.ndarray):
        from coach.hearing.voice_activity import speech_probabilities, speech_spans

        track = self.track(samples)
        spans = speech_spans(speech_probabilities(track))
        track.path.unlink()
        return spans


def from_channels(desk: Desk, *sides: np.ndarray) -> tuple[np.ndarray, Reference]:
    spans = [(span.start_s, span.end_s, str(side)) for side, samples in enumerate(sides) for span in desk.speech(samples)]
    return np.sum(sides, axis=0), spans


def joined(desk: Desk, names: list[str], seed: int, length_s: float = 120.0) -> tuple[np.ndarray, Reference]:
    """A call of these voices in turn: utterances of 0.4-7 s at one level, pauses, and a cut-in at every seventh change."""
    chance = random.Random(seed)
    spoken = [_utterances(desk, load(SPEECH / name), chance) for name in names]
    used = [0] * len(names)
    now_s, person = 0.5, 0
    parts: list[tuple[float, np.ndarray, str]] = []
    while now_s < length_s:
        for _ in range(chance.choice([1, 1, 2, 3])):
            sound = spoken[person][used[person] % len(spoken[person])]
            used[person] += 1
            parts.append((now_s, sound, names[person]))
            now_s += len(sound) / RATE_HZ + chance.uniform(0.1, 0.6)
        now_s += -chance.uniform(0.3, 1.0) if chance.random() < 0.15 else chance.uniform(0, 0.6)
        person = chance.choice([other for other in range(len(names)) if other != person])
    reference = [(start_s, start_s + len(sound) / RATE_HZ, who) for start_s, sound, who in parts]
    samples = np.random.default_rng(seed).normal(0, 1e-3, round((max(end for _, end, _ in reference) + 0.5) * RATE_HZ))
    for start_s, sound, _ in parts:
        first = int(start_s * RATE_HZ)
        samples[first : first + len(sound)] += sound
    return samples.astype(np.float32), reference


def _utterances(desk: Desk, samples: np.ndarray, chance: random.Random) -> list[np.ndarray]:
    spans = []
    for span in desk.speech(samples):
        start_s = span.start_s
        while span.end_s - start_s > 7.0:
            end_s = start_s + chance.uniform(2.0, 7.0)
            spans.append((start_s, end_s))
            start_s = end_s
        if span.end_s - start_s >= 0.4:
            spans.append((start_s, span.end_s))
    cut = [samples[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)] for start_s, end_s in spans]
    level = np.sqrt(np.mean(np.concatenate(cut) ** 2))
    return [each * (0.06 / level) for each in cut]


def calls(desk: Desk):
    """(group, name, samples, reference, people)."""
    facts = {each["path"]: each for each in json.loads((SPEECH / "MANIFEST.json").read_text("utf-8"))["files"]}
    for name in CLIPS:
        file = facts[f"multi_speaker/{name}.wav"]
        turns = [(start_s, min(end_s, file["duration_s"]), who) for start_s, end_s, who in file["speaker_labels"]["turns"]]
        yield "labelled clips", name, load(SPEECH / file["path"]), turns, len({who for *_, who in turns})
    agent, caller = (load(SPEECH / "call_centre" / f"aws_autorepairs40_{side}_8k.wav") for side in ("agent", "caller"))
    yield "real call mixed, 8 kHz", "aws_autorepairs40", *from_channels(desk, agent, caller), 2
    pair = [load(SPEECH / "call_centre" / "speechmatics_agentL_customerR_stereo_16k.wav", side) for side in (0, 1)]
    pair[0] *= 0.5 / np.abs(pair[0]).max()
    yield "10 s call mixed, 16 kHz", "speechmatics", *from_channels(desk, *pair), 2
    for name in ("en-good-broadband", "en-bad-broadband", "zh-good-birthday-cake", "zh-bad-birthday-cake"):
        sides = [load(ROOT / "recordings" / f"{name}.flac", side) for side in (0, 1)]
        yield "bundled calls mixed (one synthetic voice, moved)", name, *from_channels(desk, *sides), 2
    for language, pool in VOICES.items():
        chance = random.Random(5)
        for people, count in ((2, 6), (3, 3), (4, 3)):
            for seed in range(count):
                samples, reference = joined(desk, chance.sample(pool, people), 10 * people + seed)
                group = f"joined, {people} people, {language}"
                yield f"{group}, 16 kHz", f"{language}{people}-{seed}", samples, reference, people
                if people == 2:
                    yield f"{group}, 8 kHz mu-law", f"{language}{people}-{seed}-8k", telephone(samples), reference, people
        for name in pool[:3] + pool[-1:]:
            yield "one person alone", Path(name).stem, *from_channels(desk, load(SPEECH / name)), 1


def voices(desk: Desk) -> None:
    from coach.speakers.diarise import diarise

    print("\nvoices: missed / false alarm / confusion, % of reference speech; the number of people found")
    groups = defaultdict(list)
    for group, name, samples, reference, people in calls(desk):
        found = diarise(desk.track(samples), desk.speech(samples))
        spans = [(each.span.start_s, each.span.end_s, str(each.person)) for each in found.stretches]
        whole, collared = (diarisation_error(reference, spans, len(samples) / RATE_HZ, collar_s) for collar_s in (0.0, COLLAR_S))
        groups[group].append((*whole, *collared, found.count == people))
        print(f"  {name:34} {_three(whole)}   collar {_three(collared)}   {found.count} of {people}")
    print("\n  means")
    for group, rows in groups.items():
        mean = np.mean(rows, axis=0)
        print(f"  {group:50} {_three(mean[:3])}   collar {_three(mean[3:6])}   number right {sum(row[6] for row in rows)}/{len(rows)}")


def _three(values) -> str:
    return " / ".join(f"{value:5.1f}" for value in values)


def rep() -> None:
    from coach.language.syllables import syllables_in
    from coach.language.tokens import count_characters
    from coach.speakers.which_rep import which_rep

    def spoken_s(text: str, language: str) -> float:
        count = count_characters(text) if language == "zh" else sum(map(syllables_in, text.split()))
        return count / SYLLABLES_PER_S

    print("\nrep: right / wrong / unsure")
    for path in sorted((SHARED / "data" / "text").glob("dialogues_*.jsonl")):
        outcomes = []
        for line in path.read_text("utf-8").splitlines():
            dialogue = json.loads(line)
            turns, length_s = [], 0.0
            for turn in dialogue["turns"]:
                length_s += spoken_s(turn["text"], dialogue["language"])
                if length_s > CUT_S:
                    break
                turns.append(({"rep": "X", "customer": "Y"}[turn["speaker"]], turn["text"]))
            outcomes.append(which_rep(turns, dialogue["language"]).person)
        print(f"  {path.stem:22} {outcomes.count('X')} / {outcomes.count('Y')} / {outcomes.count(None)} of {len(outcomes)}")


def words(desk: Desk) -> None:
    from coach.examples import examples
    from coach.hearing.models import model_files
    from coach.hearing.worker import HearingWorker
    from coach.language.script import to_simplified
    from coach.speakers.attribute import attribute
    from coach.speakers.diarise import diarise
    from coach.transcript import read_transcript

    def units(text: str) -> list[str]:
        import re

        return re.findall(r"[\u3400-\u9fff]|[a-z0-9']+", to_simplified(text).lower())

    print("\nwords: of those that the transcript has too, % given to the right person")
    with HearingWorker(model_files("base").folder) as worker:
        for call in (each for each in examples() if len(each.channels) == 2):
            mixed = load(call.path, 0) + load(call.path, 1)
            track, speech = desk.track(mixed), desk.speech(mixed)
            people = diarise(track, speech)
            heard = sorted(attribute(list(worker.hear([track], [speech], language=call.language, mode="fast")), people), key=lambda u: u.start_s)
            ours = [(unit, utterance.track) for utterance in heard for word in utterance.words for unit in units(word.text)]
            theirs = [(unit, turn.role) for turn in read_transcript(call.transcript).turns for unit in units(turn.text)]
            matcher = SequenceMatcher(None, [unit for unit, _ in ours], [unit for unit, _ in theirs], autojunk=False)
            pairs = [(ours[a + i][1], theirs[b + i][1]) for a, b, size in matcher.get_matching_blocks() for i in range(size)]
            votes = {person: [role for who, role in pairs if who == person] for person in {who for who, _ in pairs}}
            right = sum(max(roles.count("rep"), roles.count("customer")) for roles in votes.values())
            print(f"  {call.id:26} {100 * right / len(pairs):5.1f} % of {len(pairs)} ({people.count} people found)")


def cost(desk: Desk) -> None:
    from coach.examples import examples
    from coach.hearing.models import model_files
    from coach.hearing.worker import HearingWorker
    from coach.speakers.diarise import diarise

    sides = [load(each.path, 0) + load(each.path, 1) for each in examples() if each.language == "en" and len(each.channels) == 2]
    samples = np.concatenate([*sides, *sides])[: 480 * RATE_HZ]
    track, speech = desk.track(samples), desk.speech(samples)
    print(f"\ncost: {len(samples) / RATE_HZ:.0f} s of one channel, {sum(span.duration_s for span in speech):.0f} s of speech; one after the other, alone")
    with HearingWorker(model_files("base").folder) as worker:
        list(worker.hear([track], [speech[:3]], language="en", mode="fast"))  # loaded
        heard_s = _seconds(lambda: list(worker.hear([track], [speech], language="en", mode="fast")))
    apart_s = _seconds(lambda: diarise(track, speech))
    print(f"  hearing {heard_s:.1f} s, voices apart {apart_s:.1f} s: {100 * apart_s / heard_s:.0f} % on top")


def _seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=["voices", "rep", "words", "cost", []], default=[])
    chosen = parser.parse_args().parts or ["rep", "words", "cost", "voices"]
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        if "rep" in chosen:
            rep()
        for name, part in (("words", words), ("cost", cost), ("voices", voices)):
            if name in chosen:
                part(desk)


if __name__ == "__main__":
    main()
