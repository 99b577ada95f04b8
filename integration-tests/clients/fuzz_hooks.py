"""What schemathesis is told about Weir: who calls, which resources there are, what every answer has to look like.

Bodies come from the examples in the description, with one part of what schemathesis made up put into most of them, so
that a good share of the requests gets past the first check. All is counted; the counts are written to FUZZ_REPORT.
Needs FUZZ_KEY and FUZZ_SECRET (a tenant that nobody else uses), FUZZ_ADMIN_KEY and FUZZ_ADMIN_SECRET, and FUZZ_VICTIM,
the organization that may be suspended.
"""
import atexit
import base64
import collections
import copy
import json
import os
import random
import threading
import urllib.request

import schemathesis

from fuzz_sent import was_sent

REGION = "local"
PLAN = "fuzzed"
BROKERS = 40
MOST_CLUSTERS, MOST_CLUSTERS_MADE = 2, 15
REAL_ID, GOOD_BODY, GRAFTED_BODY, GOOD_QUERY = 0.85, 0.35, 0.85, 0.85

environment = os.environ
lock = threading.RLock()
chance = random.Random(int(environment.get("FUZZ_SEED", "1")))
counts = collections.Counter()
by_operation = collections.defaultdict(collections.Counter)
pool = collections.defaultdict(list)
untouchable = set()
serial = 0


def basic(key, secret):
    return "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode()


TENANT = basic(environment["FUZZ_KEY"], environment["FUZZ_SECRET"])
ADMIN = basic(environment["FUZZ_ADMIN_KEY"], environment["FUZZ_ADMIN_SECRET"])
VICTIM = environment["FUZZ_VICTIM"]


def call(method, path, body=None):
    request = urllib.request.Request(
        environment["FUZZ_URL"] + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": TENANT, "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError:
        return {}


def collection(path):
    return path.split("/{")[0]


def remember(path, body):
    """Keeps the ids of what there is, by the path of its list."""
    if not isinstance(body, dict):
        return
    rows = body["data"] if isinstance(body.get("data"), list) else [body]
    for row in rows:
        if isinstance(row, dict) and isinstance(row.get("id"), str) and row["id"] not in pool[collection(path)]:
            pool[collection(path)].append(row["id"])


for listed in ("/org/v2/organizations", "/org/v2/environments", "/iam/v2/users", "/iam/v2/service-accounts",
               "/iam/v2/api-keys", "/iam/v2/role-bindings", "/weir/v1/sessions"):
    remember(listed, call("GET", listed))
organization = pool["/org/v2/organizations"][0]
home = pool["/org/v2/environments"][0]
untouchable.update(identifier for known in pool.values() for identifier in known)
remember("/iam/v2/service-accounts", call("POST", "/iam/v2/service-accounts", {"display_name": "first"}))
remember(
    "/cmk/v2/clusters",
    call(
        "POST",
        "/cmk/v2/clusters",
        {
            "spec": {
                "display_name": "first",
                "availability": "LOW",
                "cloud": "AWS",
                "region": REGION,
                "config": {"kind": "Basic"},
                "environment": {"id": home},
            }
        },
    ),
)

REFERRED = {
    "environment": "/org/v2/environments",
    "owner": "/iam/v2/service-accounts",
    "resource": "/cmk/v2/clusters",
    "cluster": "/cmk/v2/clusters",
    "principals": "/iam/v2/service-accounts",
}


def known(path):
    ids = pool[path]
    return chance.choice(ids) if ids else None


def fitting(value, field=""):
    """An example with ids of what there is, and a name that nobody has yet."""
    global serial
    if isinstance(value, dict):
        return {name: fitting(inner, field if name == "id" else name) for name, inner in value.items()}
    if isinstance(value, list):
        return [fitting(inner, field) for inner in value]
    if not isinstance(value, str):
        return value
    if field in REFERRED and value.count("-") == 1:
        # One environment, since its clusters are looked for there.
        return home if field == "environment" else known(REFERRED[field]) or value
    serial += 1
    if field in ("display_name", "organization_name"):
        return chance.choice(["fuzz %d", "größe %d", "名前 %d", "a&b=<c> %d", "' or 1=1 -- %d"]) % serial
    if field == "email":
        return f"fuzz{serial}@example.org"
    if field == "crn_pattern":
        return f"crn://weir/organization={organization}"
    if field == "principal":
        return f"User:{known('/iam/v2/service-accounts') or known('/iam/v2/users')}"
    return value


def graft(good, made_up):
    """The good body with one of its parts, at any depth, as schemathesis would have it."""
    if not isinstance(good, dict) or not isinstance(made_up, dict) or not made_up:
        return made_up
    body = copy.deepcopy(good)
    name = chance.choice(sorted(made_up, key=str))
    body[name] = graft(body[name], made_up[name]) if isinstance(body.get(name), dict) else made_up[name]
    return body


def example(operation):
    content = operation.definition.raw.get("requestBody", {}).get("content", {})
    return next((media["example"] for media in content.values() if "example" in media), None)


def known_not_to_be_ours(identifier):
    return VICTIM if identifier == organization else identifier


def known_and_free(path):
    return next((identifier for identifier in reversed(pool[collection(path)]) if identifier not in untouchable), "none")


def real_id(path):
    if "/admin/" in path:
        return {
            "organizations": VICTIM,
            "regions": REGION,
            "clusters": known("/cmk/v2/clusters"),
            "plans": PLAN,
        }.get(path.split("/")[4])
    return known(collection(path))


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation
    path, method = operation.path, operation.method.upper()
    with lock:
        case.headers = {name: value for name, value in (case.headers or {}).items() if name != "Authorization"}
        if chance.random() > 0.02:
            case.headers["Authorization"] = ADMIN if "/admin/" in path else TENANT
        if case.path_parameters and chance.random() < REAL_ID:
            identifier = real_id(path)
            if identifier:
                case.path_parameters = dict(case.path_parameters, id=identifier)
        # Schemathesis finds ids by itself, too: what everything else needs stays.
        if path.startswith("/weir/v1/admin/organizations/{") and case.path_parameters:
            case.path_parameters = dict(case.path_parameters, id=known_not_to_be_ours(case.path_parameters["id"]))
        if path == "/weir/v1/admin/plans/{id}" and method != "GET" and (case.path_parameters or {}).get("id") == "free":
            # Everybody's: less of it, and nobody could make anything any more.
            case.path_parameters = dict(case.path_parameters, id=PLAN)
        if method == "DELETE" and (case.path_parameters or {}).get("id") in untouchable:
            case.path_parameters = dict(case.path_parameters, id=known_and_free(path))
        good = example(operation)
        if good is not None and isinstance(case.body, (dict, list, str, int, float, bool, type(None))):
            luck = chance.random()
            if luck < GOOD_BODY:
                case.body = fitting(good)
            elif luck < GRAFTED_BODY:
                case.body = graft(fitting(good), case.body)
        if isinstance(case.body, dict) and isinstance(case.body.get("max_awake_brokers"), int):
            # Fewer, and nobody could make a cluster any more.
            case.body = dict(case.body, max_awake_brokers=BROKERS + case.body["max_awake_brokers"] % BROKERS)
        if method == "POST" and path == "/cmk/v2/clusters" and by_operation[f"POST {path}"][202] >= MOST_CLUSTERS_MADE:
            # Each is a process; the rest of them is refused for want of a place to run.
            if isinstance(case.body, dict) and isinstance(case.body.get("spec"), dict):
                case.body["spec"]["region"] = "nowhere"
        if case.query and chance.random() < GOOD_QUERY:
            query = {name: value for name, value in case.query.items() if name != "page_token"}
            if "environment" in query:
                query["environment"] = home
            case.query = query


@schemathesis.hook
def after_call(context, case, response):
    path, method = case.operation.path, case.operation.method.upper()
    with lock:
        accepted = 200 <= response.status_code < 300
        counts["requests"] += 1
        counts["accepted"] += accepted
        by_operation[f"{method} {path}"][response.status_code] += 1
        if not accepted or "/admin/" in path or not response.content:
            return
        try:
            remember(path, json.loads(response.content))
        except ValueError:
            return
        clusters = pool["/cmk/v2/clusters"]
        while len(clusters) > MOST_CLUSTERS:
            call("DELETE", "/cmk/v2/clusters/" + clusters.pop(0))


@schemathesis.check
def answers_keep_their_shape(context, response, case):
    text = response.content.decode("utf-8", "replace")
    assert response.status_code < 500, f"{response.status_code}: {text[:500]}"
    for leaked in ("<html", "<!doctype", "\tat ", "dev.weir.", "java.", "Exception", "org.hibernate", "ERROR:"):
        assert leaked.lower() not in text.lower() or was_sent(case, leaked), f"{leaked!r} in {text[:500]}"
    if response.status_code < 400:
        return
    if case.method.upper() == "HEAD":
        return
    errors = json.loads(text)["errors"]
    assert errors, text
    for error in errors:
        assert error["status"] == str(response.status_code), text
        for field in ("id", "code", "title", "detail"):
            assert error[field], f"{field} is missing: {text}"


@atexit.register
def report():
    if counts["requests"]:
        with open(environment["FUZZ_REPORT"], "w", encoding="utf-8") as file:
            json.dump(
                {**counts, "operations": {name: dict(codes) for name, codes in sorted(by_operation.items())}},
                file,
                indent=1,
            )
