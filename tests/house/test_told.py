"""A method is read in the reader's language, with its numbers kept."""

from nemawashi.views.told import told


def test_a_method_is_told_in_japanese_with_its_numbers() -> None:
    assert told("flows of 2022, carried to the duties of 2025-05-03", "ja") == "2022年の貿易額を2025-05-03の関税に合わせたもの"
    assert told("rests on: law 19%, model 61%, judgement 20%", "ja") == "内訳：法令 19%, モデル 61%, 判断 20%"
    assert told("25 % under Proclamation 10908 cl. (1)", "ja") == "Proclamation 10908 cl. (1)による25 %"


def test_english_stays_and_a_sentence_without_a_twin_is_shown_as_written() -> None:
    assert told("trade-weighted statutory total duty", "en") == "trade-weighted statutory total duty"
    assert told("a new method", "ja") == "a new method"
