-- One performance per request: a key of its own each, the disputes in turn.
-- TOKEN, DISPUTES (one id per line) and PREFIX come by the environment.
local disputes, count, sent = {}, 0, 0
for id in io.lines(os.getenv("DISPUTES")) do
  count = count + 1
  disputes[count] = id
end
local prefix = os.getenv("PREFIX")
local headers = {
  ["Authorization"] = "Bearer " .. os.getenv("TOKEN"),
  ["Content-Type"] = "application/json",
}
local body = '{"occurred_on":"2026-03-16","amount":1}'

request = function()
  sent = sent + 1
  headers["Idempotency-Key"] = prefix .. "-" .. sent
  local path = "/v1/disputes/" .. disputes[sent % count + 1] .. "/performances"
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
