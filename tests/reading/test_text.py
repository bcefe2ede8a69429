import io
import time

import pytest

from nemawashi.errors import Fault
from nemawashi.reading import read
from nemawashi.reading.text import LARGEST, canonical, from_bytes

PAGE = (
    "<html><head><title>Talks</title><meta property='article:published_time' content='2025-05-03'></head><body><article><h1>Talks</h1>"
    "<p>“We made progress,” the minister said on Friday after the meeting with his counterpart in Washington.</p>"
    "<script>alert('x')</script><p onclick='evil()'>The next round will be held in the middle of May, an official said.</p></article></body></html>"
)


def test_a_text_file_is_taken_as_it_is():
    raw = "\ufeffCafé said:\r\n“Yes”\r\n".encode()
    text = from_bytes(raw, "x.txt")
    assert not isinstance(text, Fault)
    assert text.text == raw.decode("utf-8")


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "an empty file"),
        (b" \n\t ", "only blanks"),
        (bytes(range(256)) * 8, "binary content"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "binary content"),
        ("Ishiba said “no” 日本".encode() + b"\n\x93quoted\x94 text", "bytes of more than one encoding"),
        (b"%PDF-1.7 this is no PDF", "a PDF that cannot be read"),
        (b"1234 5678 !!", "no words in it"),
        (b"<html>" + b"<div>" * 3000 + b"deep", "elements nested more than 400 deep"),
    ],
)
def test_what_cannot_be_read_says_why(raw, found):
    fault = from_bytes(raw, "x")
    assert isinstance(fault, Fault)
    assert fault.found == found


def test_a_huge_file_is_not_even_opened(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    start = time.perf_counter()
    fault = canonical(path, "huge.txt")
    assert isinstance(fault, Fault)
    assert f"{LARGEST:,}" in fault.rule
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("encoding", "words"), [("cp1252", "“Non,” he said — naïve"), ("shift_jis", "石破首相は「応じない」と述べた"), ("utf-16", "He said no")]
)
def test_older_encodings_are_decoded_and_noted(encoding, words):
    text = from_bytes(words.encode(encoding), "x")
    assert not isinstance(text, Fault)
    assert text.text.lstrip("\ufeff") == words
    assert text.notes


def test_a_page_gives_its_article_and_no_script():
    pytest.importorskip("trafilatura")
    text = from_bytes(PAGE.encode(), "x.html")
    assert not isinstance(text, Fault)
    assert "We made progress" in text.text
    assert "alert" not in text.text
    assert "<p" not in text.text
    assert text.date == "2025-05-03"


def _pdf(words):
    stream = b"BT /F1 12 Tf 72 720 Td (" + words.encode("latin-1") + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(str(number).encode() + b" 0 obj" + body + b"endobj\n")
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(f"{place:010d} 00000 n \n".encode() for place in places))
    out.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + str(start).encode() + b"\n%%EOF")
    return out.getvalue()


def test_a_pdf_is_read_in_a_child_process():
    pytest.importorskip("pypdfium2")
    text = from_bytes(_pdf("Ishiba said that Japan will not rush."), "x.pdf")
    assert not isinstance(text, Fault)
    assert text.text.strip() == "Ishiba said that Japan will not rush."


def test_one_bad_file_does_not_stop_the_folder(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("Ishiba said that Japan will not rush.", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-garbage")
    (tmp_path / "d.txt").write_text("“Never closed, he said\n" * 3, encoding="utf-8")
    documents = list(read([tmp_path, tmp_path / "missing.txt"], model=False))
    assert [bool(one.faults) for one in documents] == [True, False, True, False, True]
    assert any(flag.kind == "unclosed_quote" for flag in documents[3].flags)
