"""What schemathesis is told about the gateway's HTTP API: which cluster, topics and groups there are.

Needs FUZZ_CLUSTER, FUZZ_KEY and FUZZ_SECRET. Names of topics and groups are mostly those that there are, bodies mostly
the description's examples with a part of what schemathesis made up. Counts are written to FUZZ_REPORT.
"""
import atexit
import base64
import collections
import copy
import json
import os
import random
import threading

import schemathesis

from fuzz_sent import was_sent

environment = os.environ
lock = threading.RLock()
chance = random.Random(int(environment.get("FUZZ_SEED", "1")))
counts = collections.Counter()
by_operation = collections.defaultdict(collections.Counter)

KEY = "Basic " + base64.b64encode(f"{environment['FUZZ_KEY']}:{environment['FUZZ_SECRET']}".encode()).decode()
KNOWN = {
    "cluster_id": [environment["FUZZ_CLUSTER"]],
    "topic_name": ["fuzzed", "fuzzed-too", "no-such"],
    "consumer_group_id": ["fuzzers", "no-such"],
    "group_id": ["fuzzers", "no-such"],
    "group": ["fuzzers"],
    "instance": ["one", "no-such"],
    "partition_id": ["0", "0", "7", "-1", "x"],
    "broker_id": ["0", "9"],
    "name": ["retention.ms", "cleanup.policy", "no.such"],
    "assignments_type": ["active", "odd"],
}


def example(operation):
    content = operation.definition.raw.get("requestBody", {}).get("content", {})
    return next((copy.deepcopy(media["example"]) for media in content.values() if "example" in media), None)


def graft(good, made_up):
    """The good body with one of its parts as schemathesis would have it."""
    if not isinstance(good, dict) or not isinstance(made_up, dict) or not made_up:
        return made_up
    body = dict(good)
    name = chance.choice(sorted(made_up, key=str))
    body[name] = graft(body[name], made_up[name]) if isinstance(body.get(name), dict) else made_up[name]
    return body


@schemathesis.hook
def before_call(context, case, kwargs):
    with lock:
        case.headers = {name: value for name, value in (case.headers or {}).items() if name != "Authorization"}
        if chance.random() > 0.02:
            case.headers["Authorization"] = KEY
        if case.path_parameters:
            case.path_parameters = {
                name: chance.choice(KNOWN[name]) if name in KNOWN and chance.random() < 0.85 else value
                for name, value in case.path_parameters.items()
            }
        good = example(case.operation)
        if good is not None and isinstance(case.body, (dict, list, str, int, float, bool, type(None))):
            luck = chance.random()
            if luck < 0.35:
                case.body = good
            elif luck < 0.85:
                case.body = graft(good, case.body)


@schemathesis.hook
def after_call(context, case, response):
    with lock:
        counts["requests"] += 1
        counts["accepted"] += 200 <= response.status_code < 300
        by_operation[f"{case.method.upper()} {case.operation.path}"][response.status_code] += 1


@schemathesis.check
def errors_are_told_as_everywhere(context, response, case):
    text = response.content.decode("utf-8", "replace")
    assert response.status_code < 500, f"{response.status_code}: {text[:500]}"
    for leaked in ("<html", "\tat ", "dev.weir.", "java.", "Exception"):
        told = response.status_code >= 400 and leaked.lower() in text.lower()
        assert not told or was_sent(case, leaked), f"{leaked!r} in {text[:500]}"
    if response.status_code >= 400 and case.method.upper() != "HEAD":
        error = json.loads(text)
        assert str(error["error_code"]).startswith(str(response.status_code)), text
        assert error["message"], text


@atexit.register
def report():
    if counts["requests"]:
        with open(environment["FUZZ_REPORT"], "w", encoding="utf-8") as file:
            json.dump(
                {**counts, "operations": {name: dict(codes) for name, codes in sorted(by_operation.items())}},
                file,
                indent=1,
            )
