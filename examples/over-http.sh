# Needs the mock: npx dli-mock --port 4010
jobs="${DLI_ENDPOINT:-http://127.0.0.1:4010}/v1.0/test/streaming/jobs"

curl -s -H 'X-Auth-Token: any' "$jobs/104"                                        # the first example
curl -s -H 'X-Auth-Token: any' -H 'Prefer: example=running' "$jobs/104"           # another one
curl -s -H 'X-Auth-Token: any' -H 'Prefer: code=429' -w '%{http_code}' "$jobs"    # another status
curl -s -H 'X-Auth-Token: any' -H 'Prefer: dynamic=true' "$jobs"                  # made up from the schema, by Prism
curl -s -H 'X-Auth-Token: any' "$jobs/104?__example=running"                      # where a header is hard to set
