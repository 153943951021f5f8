-- One signed message per request, read from FILE: id, time, signature and body of each on a line.
local file = io.open(os.getenv("FILE"))
local path = os.getenv("INBOX")
local headers = { ["Content-Type"] = "application/cloudevents+json" }

request = function()
  local id, at, signature, body = string.match(file:read("*l"), "^(%S+)\t(%S+)\t(%S+)\t(.*)$")
  headers["webhook-id"] = id
  headers["webhook-timestamp"] = at
  headers["webhook-signature"] = signature
  return wrk.format("POST", path, headers, body)
end

done = function(summary, latency)
  local errors = summary.errors
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"not_2xx":%d,"lost":%d,"p50_us":%d,"p99_us":%d}\n',
    summary.requests, summary.duration, errors.status, lost,
    latency:percentile(50), latency:percentile(99)))
end
