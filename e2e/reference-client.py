"""A client as it was written for the reference system: it knows five calls and nothing of Sinode.

Usage: python3 reference-client.py http://127.0.0.1:8000 [username]
Prints one JSON object with what it was answered.
"""

import json
import sys
import urllib.error
import urllib.request

base = sys.argv[1]
username = sys.argv[2] if len(sys.argv) > 2 else "reference"


def call(method, path, body=None, token=None):
    request = urllib.request.Request(base + path, method=method)
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    if token is not None:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


user = {"username": username, "password": "as good as any"}
welcome = call("GET", "/")
registered = call("POST", "/register", user)
again = call("POST", "/register", user)
wrong = call("POST", "/login", {**user, "password": "not this one"})
status, answer = call("POST", "/login", user)
if status != 200:
    sys.exit(f"registered: {registered}, signed in: {status} {answer}")
token = json.loads(answer)["token"]
file = {"data_path": "./data/", "ecg_file": "data_00001.mat"}
anonymous = call("POST", "/predict", file)
predicted = call("POST", "/predict", file, token)
outside = call("POST", "/predict", {**file, "data_path": "../"}, token)
missing = call("POST", "/predict", {**file, "ecg_file": "data_99999.mat"}, token)
evaluated = call("GET", "/evaluate", None, token)
documented = call("GET", "/docs")[0]

print(
    json.dumps(
        {
            "welcome": welcome,
            "registered": registered,
            "again": again,
            "wrong": wrong,
            "login": status,
            "anonymous": anonymous,
            "predicted": predicted,
            "outside": outside,
            "missing": missing,
            "evaluated": evaluated,
            "documented": documented,
        }
    )
)
