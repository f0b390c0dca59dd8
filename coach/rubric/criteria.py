"""The kinds of criterion: which function judges which. A new kind is one file in `kinds/` and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from coach.rubric import format
from coach.rubric.call import Call, Outcome
from coach.rubric.kinds.before import judge_before
from coach.rubric.kinds.delivery_band import judge_delivery_band
from coach.rubric.kinds.due_skill import judge_due_skill
from coach.rubric.kinds.feeling_first import judge_feeling_first
from coach.rubric.kinds.followed import judge_followed
from coach.rubric.kinds.jargon import judge_jargon
from coach.rubric.kinds.let_vent import judge_let_vent
from coach.rubric.kinds.mark_due import judge_mark_due
from coach.rubric.kinds.mark_unwanted import judge_mark_unwanted
from coach.rubric.kinds.order import judge_order
from coach.rubric.kinds.present import judge_present
from coach.rubric.kinds.promise_with_time import judge_promise_with_time
from coach.rubric.kinds.red_card import judge_red_card

JUDGES: Mapping[type, Callable[[Any, Call], Outcome]] = MappingProxyType(
    {
        format.RedCard: judge_red_card,
        format.DueSkill: judge_due_skill,
        format.Present: judge_present,
        format.Before: judge_before,
        format.Followed: judge_followed,
        format.PromiseWithTime: judge_promise_with_time,
        format.DeliveryBand: judge_delivery_band,
        format.FeelingFirst: judge_feeling_first,
        format.Jargon: judge_jargon,
        format.LetVent: judge_let_vent,
        format.Order: judge_order,
        format.MarkDue: judge_mark_due,
        format.MarkUnwanted: judge_mark_unwanted,
    }
)
