import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nemawashi import fetch
from nemawashi.errors import Refused
from nemawashi.reading import Endpoint, extend, read
from nemawashi.record.store import Store
from tests.reading.reports import DAY, REGISTRY, REPORT

TRUE = "Washington demanded that Japan pay more for American troops"
HIDDEN = "Tokyo Weighs Wider Rice Quota"


def completion(content):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


def statements(*texts, **more):
    return completion(json.dumps({"statements": [{"text": text, "speaker": "", "actor": "US", **more} for text in texts]}))


@contextmanager
def serving(answer, *, status=200, wait=0.0):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append((self.path, dict(self.headers), json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            time.sleep(wait)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(answer)

        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    (one,) = read([path], registry=REGISTRY, published={"a.txt": DAY}, model=False)
    return one


def made(document):
    return [one for one in document.statements if one.method.startswith("llm:")]


def test_a_true_answer_adds_a_statement_with_our_offsets(document):
    new = "Farmers have to be able to plan"
    with serving(statements(new)) as (address, asked):
        bare = extend(document, Endpoint(address, "m", key="k"))
    assert asked[0][0] == "/v1/chat/completions"
    assert asked[0][1]["Authorization"] == "Bearer k"
    assert asked[0][2]["model"] == "m"
    for one in made(bare):
        assert bare.text[one.start : one.end] == one.text
    assert bare.method.endswith("+llm:m")


def test_words_that_are_not_in_the_report_are_left_out(document):
    with serving(statements("Japan will buy a hundred thousand cars", "“We surrender everything,” Ishiba said.")) as (address, _):
        after = extend(document, Endpoint(address, "m"))
    assert after.statements == document.statements
    assert [flag.reason for flag in after.flags if flag.kind == "model"][-2:] == ["its words do not stand in the report"] * 2


def test_offsets_days_and_people_of_the_model_are_not_taken_over(document):
    lies = statements(TRUE, start=0, end=5, speaker="Nobody Of That Name", said_on="1999-01-01", confidence=1.0)
    with serving(lies) as (address, _):
        after = extend(document, Endpoint(address, "m"))
    for one in made(after):
        assert one.reported_speaker == ""
        assert one.confidence < 0.5
        assert one.said_on is None or one.said_on.start.year == 2025


@pytest.mark.parametrize(
    "answer",
    [
        b"{broken",
        b"",
        b"[]",
        b"null",
        completion("no json at all"),
        completion('{"statements": "none"}'),
        completion('{"statements": [1, null, {"text": 5}, {"text": ""}]}'),
        completion("[" * 5000),
        json.dumps({"choices": []}).encode(),
        json.dumps({"error": "overloaded"}).encode(),
        b"\xff\xfe\x00",
    ],
)
def test_broken_answers_cost_only_themselves(document, answer):
    with serving(answer) as (address, _):
        after = extend(document, Endpoint(address, "m"))
    assert after.statements == document.statements
    assert any(flag.kind == "model" for flag in after.flags[len(document.flags) :])


def test_a_server_that_stalls_is_left_in_time(document):
    start = time.perf_counter()
    with serving(statements(TRUE), wait=1.5) as (address, _):
        after = extend(document, Endpoint(address, "m", seconds=0.3))
        assert time.perf_counter() - start < 1.2
    assert after.statements == document.statements
    assert any("no usable answer" in flag.reason for flag in after.flags)


@pytest.mark.parametrize("status", [302, 401, 500])
def test_refusals_and_redirects_send_the_text_nowhere_else(document, status):
    with serving(b"no", status=status) as (address, asked):
        after = extend(document, Endpoint(address, "m", key="secret"))
    assert len(asked) == 1
    assert after.statements == document.statements


def test_answers_are_cached_by_hash(document, tmp_path):
    store = Store(tmp_path / "cache.db")
    with serving(statements("Farmers have to be able to plan")) as (address, asked):
        endpoint = Endpoint(address, "m")
        first = extend(document, endpoint, cache=store)
        assert extend(document, endpoint, cache=store) == first
    store.close()
    assert len(asked) == 1


def test_a_model_that_disagrees_on_the_actor_goes_to_review(document):
    ours = next(one for one in document.statements if one.actor == "JP")
    with serving(statements(ours.text)) as (address, _):
        after = extend(document, Endpoint(address, "m"))
    assert any("disagree" in flag.reason for flag in after.flags)


def test_the_key_is_never_shown():
    assert "secret" not in repr(Endpoint("http://127.0.0.1/v1", "m", key="secret"))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/x", "http://", "javascript:1"])
def test_only_web_addresses_are_opened(address):
    with pytest.raises(Refused):
        fetch.get(address)


def test_an_address_is_read_like_a_file():
    page = b"<html><body><article><p>Prime Minister Shigeru Ishiba said on Monday that Japan will not rush into a deal on tariffs.</p></article></body></html>"
    with serving(page) as (address, _):
        (one,) = read([address], registry=REGISTRY, model=False)
    assert not one.faults
    assert "will not rush" in one.text


def test_an_answer_too_long_is_refused():
    with serving(b"x" * 5000) as (address, _), pytest.raises(Refused, match="1,000 bytes"):
        fetch.get(address, largest=1000)


def test_an_address_that_does_not_answer_gives_a_reason():
    (one,) = read(["http://127.0.0.1:9/nothing"], model=False)
    assert "cannot be reached" in one.faults[0].found
