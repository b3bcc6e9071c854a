/** What `dli-mock --help` prints. No line is longer than 80 characters, the width of a narrow terminal. */
export const help = `dli-mock: a mock of Huawei Cloud Data Lake Insight, served over HTTP. Unofficial.

Usage: dli-mock [options]

Serving
  --port <number>       port to listen on, 0 for any free one (default 4010)
  --host <name>         address to listen on (default 127.0.0.1, which only this
                        machine reaches)
  --allow-host <name>   another name that requests may call it by, in their header
                        Host; may be given again. Always allowed are localhost and
                        what --host names, such as every address for 0.0.0.0
  --strict              refuse query parameters that the API does not have, and
                        digits in strings; with --proxy, report them, and
                        properties of responses that it does not have
  --auth <file>         take these credentials only, and verify signatures; as JSON:
                        {"token":"…"}, {"accessKeyId":"…","secretAccessKey":"…"}
                        or both
  --latency <time>      wait before each response: 200 (milliseconds), 1s, or a
                        random time of 100-500

Where responses come from (default: the examples of the API's document)
  --sandbox             jobs that are created, run, and can be listed and stopped;
                        time is real, and all is gone when dli-mock ends
  --seed <file>         what the sandbox begins with, as JSON:
                        {"flinkJobs":[{"name":"clicks","status":"job_running"}]}
  --iam                 respond as IAM, too: with tokens, projects and temporary
                        keys for any complete identity
  --metadata            respond as the metadata service of an ECS, too
  --replay <file>       a recording: for the same operation and input the same
                        responses, in the same order, the last one repeated
  --proxy <url>         a real endpoint, scheme, host and port, such as
                        https://dli.cn-north-4.myhuaweicloud.com. Its responses are
                        forwarded unchanged; whatever violates the document, in
                        requests or responses, is reported
  --proxy-timeout <ms>  how long the endpoint may be silent (default 60000)
  --proxy-insecure      take http:// for an endpoint on another machine

The document
  --document <file>     an own OpenAPI 3.1 document, as bundled JSON
  --watch               load the document again when its file changes; one that
                        cannot be served is refused, and the old one stays

What is kept and shown
  --log <format>        pretty, a line for each call (default), json, or silent
  --record <file>       write each request and its response to a file, to replay
  --version, -v         print the version
  --help, -h            print this

Passwords, tokens, keys and signatures are neither logged nor recorded: they are
known by the names of headers, parameters and properties, also in JSON in strings,
in SQL, arguments, forms, URLs and HTML, and hidden wherever they come back.

Requests need the header X-Auth-Token, with any value. A header chooses a response:
  Prefer: example=running    a named example of the document
  Prefer: code=429           another status
  Prefer: dynamic=true       made up from the schema, with Prism installed

With --proxy the token is forwarded, so it must be a real one. A request that is
signed with an access key covers the host that it was signed for: signed for this
address, it is refused here, because the endpoint would refuse it. Use a token, or
sign for the endpoint's host and send that host in the header Host.

Examples
  dli-mock --port 8080
  dli-mock --sandbox --latency 100-500
  dli-mock --proxy https://dli.cn-north-4.myhuaweicloud.com --record calls.jsonl
  dli-mock --replay calls.jsonl
  dli-mock --document openapi.json --watch

The address opened in a browser shows the last calls and what was wrong with them.
Ctrl-C or SIGTERM ends dli-mock: calls that have come get their response first.

Exit codes: 0 ended by Ctrl-C or SIGTERM, 1 a fault (the port is taken, a file
cannot be read), 2 wrong options.`;
