"""What an operator watches."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families
from running import Client, Server


def _figures(server: Server) -> dict[str, float]:
    answer = server.client().http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_what_is_counted(server: Server) -> None:
    before = _figures(server)
    talk: Client = server.conversation()
    talk.say("do i need pre auth for the sensor")
    talk.say("my daughter passed out and does not wake up")
    talk.press("/restart")
    talk.forget()
    after = _figures(server)

    def more(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more("pump_navigator_sessions_total") == 1
    assert more("pump_navigator_forgotten_total") == 1
    assert more("pump_navigator_answers_total diabetes/preauthorization") == 1
    assert more("pump_navigator_answers_total safety/emergency") == 1
    assert more("pump_navigator_intents_total ask_preauthorization") == 1
    assert sum(more(name) for name in after if name.startswith("pump_navigator_dangers_total ")) == 1
    assert more("pump_navigator_problems_total not_offered") == 1
    assert more("pump_navigator_turn_seconds_count") == 3
    assert more("pump_navigator_requests_total webhooks/navigator/messages 200") == 2
    assert after["pump_navigator_waiting"] == 0
    assert after["process_resident_memory_bytes"] > 0


def test_no_label_is_a_clients_own(server: Server) -> None:
    server.client().http.get("/some/odd/path")
    server.client().http.request("ODD", "/health")
    assert "odd" not in server.client().http.get("/metrics").text.lower()
