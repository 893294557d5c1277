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
  item = "Material", per = "One for each",
}

local function labelled(line)
  if act[line] then return "*" .. tr(act[line]) .. "*", "" end
  local name, rest = line:match("^(%l+): (.*)$")
  if name and key[name] then return "*" .. tr(key[name]) .. "*: ", rest end
  return "", line
end

-- A text of the record as lines: exactly as it reads, but with the words that hold here.
function words.lines(text, context)
  local list = {}
  for line in text:gmatch("[^\n]+") do
    local out, from = {}, 1
    out[1], line = labelled(line)
    while true do
      local a, b, name = line:find("{{([%w_%-]+)[%w_%.%-]*}}", from)
      if not a then break end
      out[#out + 1] = baraza.text(line:sub(from, a - 1))
      local known = context.words[name] ~= nil
      out[#out + 1] = known and line:sub(a, b) or baraza.text(line:sub(a, b))
      from = b + 1
    end
    out[#out + 1] = baraza.text(line:sub(from))
    list[#list + 1] = table.concat(out)
  end
  return list
end

return words
