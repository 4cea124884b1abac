"""Two servers are one: whoever answers, it is the same conversation."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from load import crowd
from network import Network
from running import a_word, is_problem

from pump_navigator.server.limits import SharedPerMinute

ROUNDS = 6


def test_a_conversation_goes_on_at_either_server(network: Network) -> None:
    talk = network.conversation()
    one, other = network.at(network.one, talk), network.at(network.other, talk)
    assert one.say("what does a sensor cost").json()["device"] == "cgm"
    assert other.say("how long does it take").json()["device"] == "cgm"
    offered = one.say("who trains me").json()["messages"][-1]["buttons"][0]["payload"]
    assert other.press(offered).status_code == 200
    assert one.transcript().json() == other.transcript().json()
    assert len(talk.heard()) == 4


def test_a_paper_is_made_at_both_servers(network: Network) -> None:
    talk = network.conversation()
    turns = iter([network.at(network.one, talk), network.at(network.other, talk)] * 4)
    begun = next(turns).say("make a call script").json()
    answers = [next(turns).say("skip").json() for _ in range(3)]
    texts = [answer["messages"][-1]["text"] for answer in (begun, *answers)]
    assert len(set(texts)) == len(texts)


def test_messages_at_the_same_moment_are_answered_in_order(network: Network) -> None:
    talk = network.conversation()
    places = [network.at(network.one, talk), network.at(network.other, talk)]
    answers = {}
    with ThreadPoolExecutor(2) as threads:
        for number in range(ROUNDS):
            questions = [f"what does a pump cost {'a' * (number + 1)}", f"how long does it take {'b' * (number + 1)}"]
            said = threads.map(lambda place, question: place.say(question), places, questions)
            answers.update(zip(questions, (answer.json() for answer in said), strict=True))
    told = talk.transcript().json()["messages"][len(talk.opening["messages"]) :]
    expected = []
    for question in (entry["text"] for entry in told if entry["from"] == "user"):
        expected.append({"from": "user", "text": question})
        expected += [{"from": "assistant", **message} for message in answers[question]["messages"]]
    assert told == expected
    assert len(answers) == 2 * ROUNDS


def test_a_message_sent_again_to_the_other_server_is_said_once(network: Network) -> None:
    talk = network.conversation()
    one, other = network.at(network.one, talk), network.at(network.other, talk)
    key = {"Idempotency-Key": "k"}
    first = one.say("what does a pump cost", **key).json()
    assert other.say("what does a pump cost", **key).json() == first
    with ThreadPoolExecutor(4) as threads:
        at_once = [threads.submit(place.say, "who trains me", **{"Idempotency-Key": "l"}) for place in (one, other) * 2]
    assert len({answer.result().text for answer in at_once}) == 1
    assert talk.heard() == ["what does a pump cost", "who trains me"]


def test_forgotten_at_one_server_is_forgotten_at_both(network: Network) -> None:
    talk = network.conversation()
    network.at(network.other, talk).say("who trains me")
    network.at(network.one, talk).forget()
    assert is_problem(network.at(network.other, talk).say("hello"), 401, "ended")


async def test_servers_count_together(network: Network) -> None:
    word = a_word("limit")
    limits = [SharedPerMinute(network.redis.client(), word, 3) for _ in range(2)]
    assert [await limits[number % 2].take("somebody") for number in range(3)] == [0, 0, 0]
    assert 0 < await limits[1].take("somebody") <= 60
    assert await limits[0].take("somebody else") == 0


def test_the_proxy_keeps_figures_inside_and_believes_no_address(network: Network) -> None:
    client = network.client()
    assert client.http.get("/metrics").status_code == 403
    assert client.http.get("/health").status_code == 200
    assert client.http.get("/widget.js").headers["content-type"].startswith("text/javascript")


def test_many_at_once(network: Network) -> None:
    with crowd(network.conversation, 8) as people:
        people.goes_on()


def test_the_tables_are_made_at_the_start(network: Network) -> None:
    with network.database.connection() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'events'")
        assert "ix_events_sender_id_id" in {name for (name,) in cursor.fetchall()}


def test_the_end_of_a_long_conversation_is_found_by_the_index(network: Network) -> None:
    with network.database.connection() as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events (sender_id, type_name, timestamp, data)"
            " SELECT 'long', 'action', 0, '{}' FROM generate_series(1, 20000)"
        )
        cursor.execute("ANALYZE events")
        cursor.execute("EXPLAIN SELECT id, data FROM events WHERE sender_id = 'long' ORDER BY id DESC LIMIT 200")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("DELETE FROM events WHERE sender_id = 'long'")
    assert "ix_events_sender_id_id" in plan or "events_pkey" in plan
    assert "Sort" not in plan
