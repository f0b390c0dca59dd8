from dataclasses import replace

from coach.model import Finding, Text
from coach.report.cards import LONG_TURN, build_cards, grouped
from tests.report.sample import minimal, missed, sample


def by_uid(card, language="en"):
    return {shown.uid: shown for shown in build_cards(card, language)}


def test_numbered_in_order_of_time_and_those_without_one_last():
    cards = build_cards(sample("en"), "en")
    assert [card.number for card in cards] == list(range(1, 10))
    assert [card.place.text for card in cards[:-1]] == ["0:14", "0:16", "0:28", "0:28", "0:37", "0:42", "1:02", "1:20"]
    assert cards[-1].uid == "f-pace"
    assert cards[-1].place is None


def test_a_red_card_shows_what_the_customer_said_before():
    card = by_uid(sample("en"))["f-irresponsible"]
    assert card.customer.startswith("How should I know the model?")
    assert (card.said.before, card.said.marked) == ("", "That's not my department")
    assert card.said.after.startswith(", that was the installation team")
    assert (card.look, card.kind, card.title) == ("red", "Red card", "Not taking responsibility")


def test_a_mild_red_card_is_a_yellow_one():
    card = by_uid(sample("zh"), "zh")["f-commanding-2"]
    assert (card.look, card.kind) == ("yellow", "黄牌")


def test_a_missed_moment_stands_where_the_answer_was_due():
    card = by_uid(sample("en"))["f-missed"]
    assert card.place.turn == 5
    assert card.customer.startswith("How should I know the model?")
    assert card.said.after.startswith("That's not my department")
    assert card.said.marked == ""


def test_a_listening_signal_is_not_what_the_customer_said():
    card = sample("en")
    said = replace(card.turns[3], text="Mm.", labels=("backchannel",))
    shown = by_uid(replace(card, turns=(*card.turns[:3], said, *card.turns[4:])))
    assert shown["f-irresponsible"].customer.startswith("My internet is down")


def test_the_better_sentence_is_in_the_language_of_the_call():
    better = by_uid(sample("zh"), "en")["f-commanding"].better
    assert better.text.startswith("一个礼拜断三次")
    assert better.gloss.startswith("Three times in one week")
    assert by_uid(sample("zh"), "zh")["f-commanding"].better.gloss is None


def test_without_times_the_turn_is_named():
    card = minimal()
    finding = Finding(uid="f", kind="strength", criterion="c", id="ownership", severity="info", turn="t1", quote="Let me", why=Text(zh="", en=""), source=Text(zh="", en=""))  # fmt: skip
    (shown,) = build_cards(replace(card, findings=(finding,)), "en")
    assert (shown.place.text, shown.place.turn, shown.place.time_s) == ("turn 2", 2, None)


def test_only_critical_failures_are_critical():
    cards = by_uid(sample("en"))
    assert [uid for uid, card in cards.items() if card.critical] == ["f-commanding"]


def test_a_very_long_turn_is_cut_around_the_quote():
    card = sample("en")
    long = replace(card.turns[4], text="x " * 500 + "That's not my department" + " y" * 500)
    said = by_uid(replace(card, turns=(*card.turns[:4], long, *card.turns[5:])))["f-irresponsible"].said
    assert said.marked == "That's not my department"
    assert said.before.startswith("…") and said.after.endswith("…")
    assert len(said.before + said.after) < LONG_TURN


def test_the_reason_for_the_severity_is_a_sentence():
    card = sample("en")
    ended = replace(card.findings[0], uid="f-ended", severity_because=Text(zh="话说得重。", en="Harsh."))
    cards = by_uid(replace(card, findings=(*card.findings, ended)))
    assert cards["f-commanding"].severity_because == "Said to an upset customer, and again later in the call."
    assert cards["f-ended"].severity_because == "Harsh."
    assert cards["f-pace"].severity_because is None


def test_an_unknown_id_takes_the_name_of_its_criterion():
    assert by_uid(sample("en"))["f-dead"].title == "No dead air"


def test_a_quote_that_stops_inside_a_word_is_shown_to_the_end_of_the_word():
    card = sample("en")
    cut = replace(card.findings[3], quote="not my departm")
    said = by_uid(replace(card, findings=(cut,)))["f-irresponsible"].said
    assert (said.marked, said.after[:6]) == ("not my department", ", that")


def test_a_quote_of_the_whole_turn_marks_nothing():
    card = sample("en")
    whole = replace(card.findings[3], quote=card.turns[4].text)
    said = by_uid(replace(card, findings=(whole,)))["f-irresponsible"].said
    assert (said.before, said.marked, said.after) == ("", "", card.turns[4].text)


def test_a_quote_of_the_long_start_of_a_turn_means_the_turn_and_marks_nothing():
    card = sample("en")
    start = replace(card.findings[3], turn="turn-10", quote=card.turns[10].text[:160])
    said = by_uid(replace(card, findings=(start,)))["f-irresponsible"].said
    assert (said.before, said.marked, said.after) == ("", "", card.turns[10].text)


def numbers(card, focus=None):
    cards = build_cards(card, "en")
    shown = next((each for each in cards if each.uid == focus), None)
    return [[each.number for each in group.cards] for group in grouped(cards, shown) if len(group.cards) > 1]


def test_only_what_was_missed_at_one_turn_is_grouped():
    said = ["That's not my department"] * 2
    assert numbers(sample("en")) == []
    assert numbers(missed(sample("en"), "turn-4", said)) == [[3, 5, 6]]
    assert numbers(missed(sample("en"), "turn-2", said)) == [[2, 3]]


def test_the_focus_is_never_grouped():
    card = missed(sample("en"), "turn-4", ["That's not my department"] * 2)
    assert numbers(card, focus="f-missed") == [[5, 6]]


def test_groups_keep_the_order_of_the_numbers():
    groups = grouped(build_cards(missed(sample("en"), "turn-4", ["my department"] * 2), "en"), None)
    firsts = [group.cards[0].number for group in groups]
    assert firsts == sorted(firsts)


def test_a_group_whose_cards_mean_different_words_marks_none():
    groups = grouped(build_cards(missed(sample("en"), "turn-12", ["extension", "ring you"]), "en"), None)
    (group,) = (each for each in groups if len(each.cards) > 1)
    assert (group.said.before, group.said.marked, group.said.after) == ("", "", sample("en").turns[12].text)
