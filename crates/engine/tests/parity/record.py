#!/usr/bin/env python3
"""Asks a real ComfyUI 0.3.75 server about every graph of `corpus.py` and writes `recorded.json`.

    python3 record.py http://127.0.0.1:18188

Only what a caller can rely on is kept: no tracebacks, no times, and lists whose order
the server draws by lot (its sets of strings) are sorted.
"""

import json
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from corpus import GRAPHS, SHARED

SERVER = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:18188"


def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(SERVER + path, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        text = refused.read().decode()
        return refused.code, json.loads(text) if text.startswith("{") else text


def without_traceback(problem):
    extra = {name: value for name, value in problem["extra_info"].items() if name != "traceback"}
    return problem | {"extra_info": extra}


def tidy(node_error):
    problems = sorted(map(without_traceback, node_error["errors"]), key=lambda it: (it["type"], it["details"]))
    return node_error | {"errors": problems, "dependent_outputs": sorted(node_error["dependent_outputs"])}


def record(graph):
    status, body = ask("/prompt", {"prompt": graph})
    if isinstance(body, str):
        return {"status": status}
    answer = {"status": status, "node_errors": {id: tidy(it) for id, it in sorted(body["node_errors"].items())}} \
        if isinstance(body.get("node_errors"), dict) else {"status": status, "node_errors": {}}
    if status != 200:
        answer["error"] = body["error"]
        answer["error"]["details"] = "\n".join(sorted(body["error"]["details"].split("\n")))
        return answer
    history = {}
    while not history:
        time.sleep(0.02)
        history = ask("/history/" + body["prompt_id"])[1]
    (done,) = history.values()
    answer["outputs"] = {id: it["text"] for id, it in sorted(done["outputs"].items())}
    kind, last = done["status"]["messages"][-1]
    if kind == "execution_error":
        kept = ["node_id", "node_type", "exception_type", "exception_message"]
        answer["failure"] = {name: last[name] for name in kept}
    return answer


def main():
    info = {name: ask("/object_info/" + name)[1][name] for name in SHARED}
    graphs = [{"name": name, "graph": graph, "answer": record(graph)} for name, graph in GRAPHS.items()]
    lines = ",\n".join(json.dumps(it, ensure_ascii=False) for it in graphs)
    types = ",\n".join(f"{json.dumps(name)}: {json.dumps(it)}" for name, it in info.items())
    text = f'{{"object_info": {{\n{types}\n}},\n"graphs": [\n{lines}\n]}}\n'
    Path(__file__).with_name("recorded.json").write_text(text, encoding="utf-8")
    print(f"{len(graphs)} graphs, {len(text.encode())} bytes")


main()
