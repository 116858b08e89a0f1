"""The pipeline that people write today: pandas, mean, standard deviation, the raw numbers in a prompt, a post.

Reads one job a line on standard input, as JSON: {"url", "flux"} for a query to InfluxDB or {"file"} for a CSV
file, and "model" for the chat endpoint. Writes one line for each: the milliseconds of its steps.
"""

import io
import json
import sys
import time

import pandas as pd
import requests

session = requests.Session()


def read(job):
    if "file" in job:
        return pd.read_csv(job["file"], parse_dates=["time"])["temperature"]
    answer = session.post(
        job["url"],
        json={
            "query": job["flux"],
            "type": "flux",
            "dialect": {"header": True, "annotations": ["datatype", "group", "default"]},
        },
        headers={"Authorization": "Token none", "Accept": "application/csv"},
        timeout=60,
    )
    answer.raise_for_status()
    frame = pd.read_csv(io.StringIO(answer.text), comment="#", parse_dates=["_time"])
    return frame["_value"]


def prompt_of(values):
    numbers = ", ".join(str(value) for value in values)
    return (
        "You are a data analyst. Here is temperature data from an office/lab environment "
        f"with mean sensor value {values.mean():.2f} and standard deviation {values.std():.2f}: [{numbers}]. "
        "Are there any unusual outliers? Answer briefly."
    )


def ask(job, prompt):
    body = {"model": "ai/smollm2", "messages": [{"role": "user", "content": prompt}]}
    answer = session.post(job["model"], json=body, timeout=60)
    return answer.json()["choices"][0]["message"]["content"]


for line in sys.stdin:
    job = json.loads(line)
    started = time.perf_counter()
    values = read(job)
    read_at = time.perf_counter()
    prompt = prompt_of(values)
    prompted_at = time.perf_counter()
    ask(job, prompt)
    asked_at = time.perf_counter()
    result = {
        "points": len(values),
        "readMs": (read_at - started) * 1000,
        "promptMs": (prompted_at - read_at) * 1000,
        "postMs": (asked_at - prompted_at) * 1000,
    }
    if job.get("wantPrompt"):
        result["prompt"] = prompt
    print(json.dumps(result), flush=True)
