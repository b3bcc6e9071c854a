# Needs the mock: npx dli-mock --port 4010
import json
import os
import urllib.error
import urllib.request

endpoint = os.environ.get("DLI_ENDPOINT", "http://127.0.0.1:4010")


def show_job(job_id, prefer):
    request = urllib.request.Request(
        f"{endpoint}/v1.0/test/streaming/jobs/{job_id}",
        headers={"X-Auth-Token": "any", "Prefer": prefer},
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)["job_detail"]


print(show_job(104, "example=running")["status"])
try:
    show_job(104, "code=400, example=flink_job_not_found")
except urllib.error.HTTPError as error:
    print(error.code, json.load(error)["error_code"])
