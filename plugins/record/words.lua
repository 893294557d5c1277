-- The terms of the record as words: English here, `tr` when they are printed.
local words = {}

local light = {
  freely = "Freely (green)", with_care = "With care (yellow)", with_approval = "With approval (red)",
}
local verb = {
  replace = "Another text", insert = "New", drop = "Taken out", move = "Moved", retime = "Other minutes",
  reword = "Other words", add_session = "New session", set = "Other value", remove = "Taken out",
  shorten = "Shorter", lengthen = "Longer", spread = "Over several meetings", ["leave out"] = "Left out",
}
-- FRAME's terms for what kind of change it is.
local nature = {
  tailoring_tweaking_refining = "Tailored, refined",
  changes_in_packaging_or_materials = "Other materials",
  adding_elements = "Parts added",
  removing_skipping_elements = "Parts taken out or skipped",
  shortening_condensing = "Shortened",
  lengthening_extending = "Lengthened",
  substituting = "Parts replaced by others",
  reordering = "Another order",
  spreading = "Spread over meetings",
}
local author = { adaptation = "Adaptation", plugin = "Plugin", planner = "The plan", author = "The curriculum" }

function words.light(term) return tr(light[term]) end
function words.verb(term) return tr(verb[term] or term) end
function words.author(term) return tr(author[term]) end

-- What changes the context only (who leads, how people sit) has no nature in FRAME.
function words.nature(change)
  local term = change.nature
  if not term then return tr("The setting") end
  return tr(nature[term] or term)
end

-- Terms of FRAME and of the Ecological Validity Model as words.
function words.terms(list)
  local said = {}
  for i, term in ipairs(list) do said[i] = tr((term:gsub("_", " "))) end
  return table.concat(said, tr(", "))
end

-- In a text of the record the kind of a box stands alone in a line, and a key before its value.
local act = {
  say = "Say", ask = "Ask", listen = "Listen for", ["do"] = "Do", read = "Read aloud", show = "Show",
  write = "Write", ["if-silent"] = "If nobody speaks", note = "Note", notice = "Notice", safety = "Safety",
  story = "Story", dialogue = "Dialogue", key = "Key message", practice = "Practice",
  ["home-practice"] = "Home practice", challenge = "You may hear", answer = "You can answer",
  option = "Option", cards = "Cards", checklist = "Checklist",
}
local key = {
  title = "Title", purpose = "Purpose", method = "How", minutes = "Minutes", between = "Between",
  item = "Material", per = "Needed", count = "How many", get = "How to get it", use = "From the library", lead = "Leads", support = "Supports", ["in"] = "People sit",
  may_change = "How freely it may change", leave_out = "Left out when late, in this order", objectives = "Serves",
}

-- Terms of the model behind these keys, as the other papers say them.
local value = {
  method = {
    circle = "Circle", story = "Story", discussion = "Discussion", demonstration = "Demonstration", role_play = "Role play",
    practice = "Practice", game = "Game", drawing = "Drawing", writing = "Writing", reflection = "Reflection",
    relaxation = "Relaxation", presentation = "Short talk", home_practice_review = "Home practice review",
    home_practice = "Home practice", notice = "Notice", ["break"] = "Break", ceremony = "Ceremony", planning = "Planning",
  },
  ["in"] = {
    circle = "in a circle", pairs = "in pairs", threes = "in threes", fours = "in fours", small_groups = "in small groups",
    alone = "alone",
  },
  per = {
    room = "for the room", group = "for the group", person = "for each person", pair = "for each pair",
    three = "for each three", four = "for each four", small_group = "for each small group", family = "for each family",
  },
  get = { print = "Print or copy", buy = "Buy", make = "Make", borrow = "Borrow", bring = "Bring" },
  may_change = light,
}

-- A value that was set alone, such as another method, as a word.
function words.setting(text)
  local known = value.method[text] or value["in"][text] or value.per[text] or value.get[text]
  return known and tr(known) or text
end

-- The numbers of a line as they are written in the language of the document.
local function digits(line)
  return (line:gsub("%d+", function(n) return baraza.number(math.tointeger(tonumber(n))) end))
end

local function labelled(line)
  local name, rest = line:match("^([%l_]+): (.*)$")
  if not (name and key[name]) then return "", line end
  local known = value[name] and value[name][rest]
  if known then rest = tr(known) end
  if name == "minutes" or name == "between" or name == "leave_out" or name == "count" then rest = digits(rest) end
  return "*" .. tr(key[name]) .. "*: ", rest
end

-- One line with the words that hold here; what is no word of the programme stays as it was written.
local function worded(line, context)
  local out, from = {}, 1
  while true do
    local a, b, name = line:find("{{([%w_%-]+)[%w_%.%-]*}}", from)
    if not a then break end
    out[#out + 1] = baraza.text(line:sub(from, a - 1))
    local known = context.words[name] ~= nil
    out[#out + 1] = known and line:sub(a, b) or baraza.text(line:sub(a, b))
    from = b + 1
  end
  out[#out + 1] = baraza.text(line:sub(from))
  return table.concat(out)
end

-- A text of the record as lines, as it reads. The kind of a box opens the line after it.
function words.lines(text, context)
  local list, kind = {}, nil
  for line in text:gmatch("[^\n]+") do
    if act[line] then
      if kind then list[#list + 1] = kind end
      kind = "*" .. tr(act[line]) .. "*"
    else
      local name, rest = labelled(line:find("^%d+$") and digits(line) or line)
      list[#list + 1] = (kind and kind .. ": " or "") .. name .. worded(rest, context)
      kind = nil
    end
  end
  if kind then list[#list + 1] = kind end
  return list
end

return words
