"""First vent, then solve (LDC, 将怨气发泄出来; CS, 让对方发泄怒气)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.model import Evidence, Finding, Text, Turn
from coach.rubric.call import Call, Outcome, clause_of, evidence_of, letters, missed, substantive
from coach.rubric.format import LetVent
from coach.rubric.labels import only_listens

# From here on an outburst is long enough for the rep to be heard listening: 40 characters or 80 letters (ours).
_LONG_LETTERS = 80
_SIGNALS = ("backchannel", "empathy")

_ANSWERED = Text(
    zh="客户刚开始发泄，就用事实或者手续上的问题去回。", en="The first outburst was answered with facts or questions of procedure. "
)
_SILENT = Text(zh="客户发泄的时候，听不到您在听。", en="While the customer let it out, nothing told them that you were listening. ")
_CUT_IN = Text(zh="客户还没有发泄完，就打断了他。", en="The customer was cut off before the anger was out. ")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What is said from a customer's first upset turn up to the next calm one."""

    turns: tuple[Turn, ...]

    @property
    def upset(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.role == "customer"]

    @property
    def answers(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.role == "rep"]


def judge_let_vent(criterion: LetVent, call: Call) -> Outcome:
    """The share of what was kept, over all runs of upset turns that the rep answered; does not apply without one.

    Each run is looked at for three things: the first answer has none of `instead` unless it has empathy or only
    listens; a signal of listening comes, where the outburst is long or goes on for two turns; the rep does not cut in,
    where there are times for both.
    """
    kept, findings = 0, []
    for run in _runs(call):
        for failed in _checks(criterion, call, run):
            kept += not failed
            findings += failed
    looked_at = kept + len(findings)
    return Outcome(share=kept / looked_at if looked_at else None, findings=tuple(findings))


def _runs(call: Call) -> Iterator[_Run]:
    run: list[Turn] = []
    for turn in [*call.turns, None]:
        if turn is None or turn.role == "customer" and not turn.upset:
            if any(one.role == "rep" for one in run):
                yield _Run(turns=tuple(run))
            run = []
        elif run or turn.role == "customer":
            run.append(turn)


def _checks(criterion: LetVent, call: Call, run: _Run) -> Iterator[list[Finding]]:
    """For each thing looked at: [] when it was kept, else its finding."""
    evidence = tuple(evidence_of(call.marks[turn.uid]["upset"]) for turn in run.upset if call.has(turn, "upset"))
    yield _first_answer(criterion, call, run, evidence)
    if len(run.upset) > 1 or letters(run.upset[0].text) >= _LONG_LETTERS:
        yield _signals(criterion, call, run, evidence)
    if call.interplay is not None:
        yield _cut_ins(criterion, call, run)


def _first_answer(criterion: LetVent, call: Call, run: _Run, evidence: Sequence[Evidence]) -> list[Finding]:
    at = run.turns.index(run.answers[0])
    stop = next((i for i in range(at, len(run.turns)) if run.turns[i].role == "customer"), len(run.turns))
    answer = run.turns[at:stop]
    said = [(turn, mark) for turn in answer for mark in criterion.instead if call.has(turn, mark)]
    if not said or call.opens_the_call(answer) or any(call.has(turn, "empathy") for turn in answer):
        return []
    turn, mark = said[0]
    quote = clause_of(turn, call.marks[turn.uid][mark].quote, with_neighbours=True)
    return [_finding(criterion, "let_vent", turn, _ANSWERED, quote, evidence)]


def _signals(criterion: LetVent, call: Call, run: _Run, evidence: Sequence[Evidence]) -> list[Finding]:
    if any(only_listens(turn) or any(call.has(turn, mark) for mark in _SIGNALS) for turn in run.answers):
        return []
    return [_finding(criterion, "backchannel", substantive(run.answers)[0], _SILENT, "", evidence)]


def _cut_ins(criterion: LetVent, call: Call, run: _Run) -> list[Finding]:
    """One finding at the first turn with which the rep cut in on an upset one."""
    cuts = {cut.start_s for cut in call.interplay.interruptions}
    for turn in call.rep_turns():
        if turn.start_s in cuts and any(one.start_s <= turn.start_s < one.end_s for one in run.upset):
            return [_finding(criterion, "interrupting", turn, _CUT_IN, "", ())]
    return []


def _finding(
    criterion: LetVent, id: str, turn: Turn, because: Text, quote: str, evidence: Sequence[Evidence]
) -> Finding:
    why = Text(zh=because.zh + criterion.why.zh, en=because.en + criterion.why.en)
    return missed(criterion, id, turn, quote=quote, evidence=evidence, why=why)
