-- Posts a body of so many octets: wrk ... -- LENGTH

function init(args)
  wrk.method = "POST"
  wrk.body = string.rep("x", tonumber(args[1]))
  prepared = wrk.format()
end

function request()
  return prepared
end
