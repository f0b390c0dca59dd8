"""Who said what, measured: voices apart in one channel, which voice is the rep, words to people, and what it costs.

    python benchmarks/speakers.py [voices | overlaps | traps | rep | words | cost | memory ...]      all without a name

voices: diarisation error as pyannote.metrics and dscore define it: missed + false alarm + confusion, each in % of the reference
    speech, overlaps scored, best one-to-one match of speakers; once without and once with a collar of 0.25 s around every
    reference border. The number of people is found, not given. Material: RTTM-labelled clips; two-channel calls mixed to one
    (reference: each channel's own voice activity); calls made here by joining different voices, which come from different
    recordings and so are easier to tell apart than people in one room; and one person talking alone.
overlaps: where two talk at once: precision and recall of 10 ms steps, and false alarm in seconds. Calls made here with 0.5-2.5 s
    of the other person laid over a third of the longer utterances; calls that have hardly any; a meeting's four microphones mixed.
traps: how many people are found where music, laughter, a ringing phone, one person alone for eight minutes, two similar voices, a
    person who joins late, or very few seconds could mislead.
rep: which of two is the rep, from the words of `../shared/data/text` with the names hidden, cut at three minutes
    (at 4.5 syllables a second).
words: the words heard in a mixed call, aligned with the transcript of each side: how many went to the right person.
cost: voices apart (with overlaps), alone, against hearing the same eight minutes: by the clock, and by the processor's time.
memory: the most that voices apart takes over the size of the program, for three hours of two people (the same ten minutes again
    and again).

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


def talk_over(desk: Desk, names: list[str], seed: int) -> tuple[np.ndarray, Reference]:
    """A joined call with the other person over a third of the utterances longer than 2.5 s, for 0.5 to 2.5 s."""
    samples, reference = joined(desk, names, seed)
    chance = random.Random(seed + 100)
    spoken = {name: _utterances(desk, load(SPEECH / name), chance) for name in names}
    for start_s, end_s, who in list(reference):
        if end_s - start_s > 2.5 and chance.random() < 1 / 3:
            other = chance.choice([name for name in names if name != who])
            over = chance.choice(spoken[other])[: int(RATE_HZ * chance.uniform(0.5, 2.5))]
            first = int((start_s + chance.uniform(0.3, 1.0)) * RATE_HZ)
            over = over[: len(samples) - first]
            samples[first : first + len(over)] += over
            reference.append((first / RATE_HZ, (first + len(over)) / RATE_HZ, other))
    return samples, reference


def overlap_calls(desk: Desk):
    """(group, name, samples, reference)."""
    for language, pool in VOICES.items():
        chance = random.Random(7)
        for seed in range(3):
            samples, reference = talk_over(desk, chance.sample(pool, 2), 70 + seed)
            yield f"talked over, {language}, 16 kHz", f"{language}-{seed}", samples, reference
            yield f"talked over, {language}, 8 kHz mu-law", f"{language}-{seed}-8k", telephone(samples), reference
    agent, caller = (load(SPEECH / "call_centre" / f"aws_autorepairs40_{side}_8k.wav") for side in ("agent", "caller"))
    yield "hardly any", "aws_autorepairs40", *from_channels(desk, agent, caller)
    for name in ("en-good-broadband", "zh-good-birthday-cake"):
        sides = [load(ROOT / "recordings" / f"{name}.flac", side) for side in (0, 1)]
        yield "hardly any", name, *from_channels(desk, *sides)
    facts = {each["path"]: each for each in json.loads((SPEECH / "MANIFEST.json").read_text("utf-8"))["files"]}
    file = facts["multi_speaker/pyannote_seriously_mixture_60s.wav"]
    turns = [(start_s, min(end_s, file["duration_s"]), who) for start_s, end_s, who in file["speaker_labels"]["turns"]]
    yield "four in a meeting", "pyannote_seriously_mixture", load(SPEECH / file["path"]), turns


def overlaps(desk: Desk) -> None:
    from coach.speakers.diarise import diarise

    print("\noverlaps: precision / recall, % of 10 ms steps; seconds of false alarm of all seconds")
    groups: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(4))
    for group, name, samples, reference in overlap_calls(desk):
        length_s = len(samples) / RATE_HZ
        found = diarise(desk.track(samples), desk.speech(samples)).overlaps
        truth = _grid(reference, length_s).sum(axis=0) > 1
        ours = _grid([(span.start_s, span.end_s, "both") for span in found], length_s)[0]
        counts = np.array([(truth & ours).sum(), ours.sum(), truth.sum(), round(length_s / GRID_S)])
        groups[group] += counts
        print(f"  {name:34} {_found(counts)}")
    print("\n  together")
    for group, counts in groups.items():
        print(f"  {group:34} {_found(counts)}")


def _found(counts: np.ndarray) -> str:
    right, ours, truth, length = counts
    return f"{100 * right / max(1, ours):4.0f} / {100 * right / max(1, truth):4.0f}   {(ours - right) * GRID_S:5.1f} of {length * GRID_S:.0f} s"


def trap_calls(desk: Desk):
    """(name, samples, people)."""
    pair = VOICES["en"][0], VOICES["en"][2]
    call, _ = joined(desk, list(pair), 3, 60.0)
    calm = call[: 40 * RATE_HZ]
    music = load(SPEECH / "traps" / "hold_music_morning_coffee_8k.wav")[: 20 * RATE_HZ]
    vibe = load(SPEECH / "traps" / "librosa_vibe_ace_music.ogg")[: 20 * RATE_HZ]
    laughter = load(SPEECH / "traps" / "wt_laugh1.mp3")
    yield "hold music for 20 s in the middle", np.concatenate([calm, _level(music), call[40 * RATE_HZ :]]), 2
    yield "another music for 20 s", np.concatenate([calm, _level(vibe), call[40 * RATE_HZ :]]), 2
    yield "laughter, twice", np.concatenate([calm, _level(laughter), call[40 * RATE_HZ :], _level(laughter)]), 2
    yield "a phone that rings four times first", np.concatenate([_ringing(4), call]), 2
    yield "music alone", _level(music), 0
    yield "ringing alone", _ringing(4), 0
    for name, path in (("en", "call_centre/aws_demo_agent1_8k.wav"), ("zh", "mandarin_aishell")):
        alone = load(SPEECH / path)
        yield f"one person alone for 8 minutes, {name}", np.resize(alone, 480 * RATE_HZ), 1
    for language, pool in VOICES.items():
        names = _most_alike(desk, pool)
        yield f"the two most alike, {language}: {' and '.join(Path(name).stem for name in names)}", joined(desk, names, 4, 60.0)[0], 2
    late = load(SPEECH / pair[1])[: 15 * RATE_HZ]
    yield "the second person joins for the last 15 s of 90", np.concatenate([np.resize(load(SPEECH / pair[0]), 75 * RATE_HZ), late]), 2
    for language, pool in VOICES.items():
        chance = random.Random(11)
        for seed in range(4):
            names = chance.sample(pool, 2)
            for length_s in (10, 20):
                yield f"{length_s} s, {language}-{seed}", joined(desk, names, 200 + seed, float(length_s))[0], 2


def _level(samples: np.ndarray) -> np.ndarray:
    return (samples * (0.06 / max(1e-6, float(np.sqrt(np.mean(samples**2)))))).astype(np.float32)


def _ringing(times: int) -> np.ndarray:
    """A telephone's ringing tone: 440 and 480 Hz, 2 s on, 4 s off."""
    times_s = np.arange(6 * RATE_HZ) / RATE_HZ
    tone = 0.05 * (np.sin(2 * np.pi * 440 * times_s) + np.sin(2 * np.pi * 480 * times_s)) * (times_s < 2)
    return np.tile(tone, times).astype(np.float32)


def _most_alike(desk: Desk, pool: list[str]) -> list[str]:
    """The two of the pool whose voices have the highest cosine."""
    from itertools import combinations

    from coach.speakers.windows import listen_to_voices

    centres = {}
    for name in pool:
        samples = load(SPEECH / name)[: 15 * RATE_HZ]
        mean = listen_to_voices(desk.track(samples), desk.speech(samples)).vectors.mean(axis=0)
        centres[name] = mean / np.linalg.norm(mean)
    return list(max(combinations(pool, 2), key=lambda pair: float(centres[pair[0]] @ centres[pair[1]])))


def traps(desk: Desk) -> None:
    from coach.speakers.diarise import diarise

    print("\ntraps: people found, of how many; of those the words leave out who says nothing")
    for name, samples, people in trap_calls(desk):
        print(f"  {name:84} {diarise(desk.track(samples), desk.speech(samples)).count} of {people}", flush=True)


def rep(_: Desk) -> None:
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


def cost(desk: Desk, length_s: float = 480.0) -> None:
    from coach.examples import examples
    from coach.hearing.models import model_files
    from coach.hearing.worker import HearingWorker
    from coach.speakers.diarise import diarise

    sides = [load(each.path, 0) + load(each.path, 1) for each in examples() if each.language == "en" and len(each.channels) == 2]
    samples = np.concatenate([*sides, *sides])[: int(length_s * RATE_HZ)]
    track, speech = desk.track(samples), desk.speech(samples)
    print(f"\ncost: {len(samples) / RATE_HZ:.0f} s of one channel, {sum(span.duration_s for span in speech):.0f} s of speech; one after the other, alone")
    with HearingWorker(model_files("base").folder) as worker:
        list(worker.hear([track], [speech[:3]], language="en", mode="fast"))  # loaded
        hearing = _spent(lambda: list(worker.hear([track], [speech], language="en", mode="fast")))
    apart = _spent(lambda: diarise(track, speech))
    for what, heard_s, apart_s in zip(("clock", "processor"), hearing, apart, strict=True):
        print(f"  {what}: hearing {heard_s:.1f} s, voices apart {apart_s:.1f} s: {100 * apart_s / heard_s:.0f} % on top")


def _spent(work) -> tuple[float, float]:
    """Seconds by the clock, and of processor time here and in the processes that were started."""
    import psutil

    def used_s() -> float:
        me = psutil.Process()
        return sum(sum(each.cpu_times()[:2]) for each in (me, *me.children(recursive=True)))

    started, before_s = time.perf_counter(), used_s()
    work()
    return time.perf_counter() - started, used_s() - before_s


def memory(desk: Desk) -> None:
    from coach.speakers.diarise import diarise

    samples, _ = joined(desk, [VOICES["en"][0], VOICES["en"][2]], 1, 600.0)
    speech = desk.speech(samples)
    times, part_s = round(3 * 3600 / (len(samples) / RATE_HZ)), len(samples) / RATE_HZ
    track = desk.track(np.tile(samples, times))
    spans = tuple(type(span)(span.start_s + part_s * i, span.end_s + part_s * i) for i in range(times) for span in speech)
    del samples
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # Linux: the peak counts from here
    before_mb = _peak_mb()
    found = diarise(track, spans)
    print(f"\nmemory: {track.duration_s / 3600:.1f} h, {found.count} people, {_peak_mb() - before_mb:.0f} MB at most over {before_mb:.0f} MB before")


def _peak_mb() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


PARTS = {"rep": rep, "words": words, "cost": cost, "memory": memory, "traps": traps, "overlaps": overlaps, "voices": voices}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    parser.add_argument("--cost-s", type=float, default=480.0, help="how long the call is whose cost is measured (480)")
    options = parser.parse_args()
    chosen = options.parts or list(PARTS)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for name in chosen:
            if name == "cost":
                cost(desk, options.cost_s)
            else:
                PARTS[name](desk)


if __name__ == "__main__":
    main()
