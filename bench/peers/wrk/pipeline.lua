-- Sends so many requests in one go on each connection: wrk ... -- DEPTH

function init(args)
  local requests = {}
  for i = 1, tonumber(args[1]) do
    requests[i] = wrk.format()
  end
  batch = table.concat(requests)
end

function request()
  return batch
end
