from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi.reading.quotes import paragraphs, quotes


def texts(text):
    return [text[q.start : q.end] for q in quotes(text)]


def test_marks_of_every_kind_pair():
    assert texts("He said “yes” and ‘no’ and «oui» and 「はい」.") == ["“yes”", "‘no’", "«oui»", "「はい」"]


def test_an_apostrophe_opens_nothing():
    assert texts("Japan’s ministers’ plans won't change; it's the farmers' turn.") == []


def test_a_quotation_inside_a_quotation_is_deeper():
    inner = [(q.depth, q.closed) for q in quotes("“He called it ‘unfair’ twice,” she said.")]
    assert inner == [(0, True), (1, True)]


def test_a_curly_opening_closed_by_a_straight_mark():
    assert texts("“military costs, and ‘fair trade.'\" he wrote") == ["“military costs, and ‘fair trade.'\"", "‘fair trade.'"]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    text = "“We will never agree to that.\nThe talks went on."
    (only,) = quotes(text)
    assert not only.closed
    assert not only.continues
    assert text[only.start : only.end] == "“We will never agree to that."


def test_a_quotation_continues_where_the_next_paragraph_opens_with_the_mark():
    first, second = quotes("“First part of it.\n\n“Second part,” he said.")
    assert first.continues
    assert second.closed


@settings(max_examples=200, derandomize=True)
@given(st.text(alphabet="ab .,\n“”‘’'\"«»「」„", max_size=80))
def test_any_marks_at_all_give_spans_inside_the_text(text):
    for quote in quotes(text):
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.start < quote.inner_start <= quote.inner_end <= quote.end
    assert all(text[a:b].strip() for a, b in paragraphs(text))
