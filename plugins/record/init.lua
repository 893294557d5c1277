-- The record of changes on paper, on the public interface only. Copy it and change it.
local front = require("front")
local words = require("words")

local plugin = {}

function plugin.documents(programme, context)
  return { { id = "record", title = tr("Record of changes"), audience = "officer" } }
end

local function listed(programme)
  local list = {}
  for _, change in ipairs(programme.changes) do
    if baraza.options.planner or change.by ~= "planner" then list[#list + 1] = change end
  end
  return list
end

local function text(doc, label, value, context)
  local lines = words.lines(value, context)
  -- A number or a few words: one line.
  if #lines == 1 then
    doc:paragraph("**" .. label .. "**: " .. lines[1])
    return
  end
  doc:paragraph("**" .. label .. "**")
  doc:list(lines)
end

local function texts(section, change, context)
  local function said(value) return change.verb == "set" and words.setting(value) or value end
  if change.before then text(section, tr("Before"), said(change.before), context) end
  if change.after then text(section, tr("After"), said(change.after), context) end
end

local function terms(label, list) return label .. ": " .. words.terms(list) end

local function source(change, many)
  local line = { words.author(change.by) .. (change.author and " `" .. change.author .. "`" or "") }
  if not many then line[#line + 1] = "`" .. change.address .. "`" end
  line[#line + 1] = words.nature(change)
  if change.goal then line[#line + 1] = terms(tr("Goal"), { change.goal }) end
  if #change.reasons > 0 then line[#line + 1] = terms(tr("Reasons"), change.reasons) end
  if #change.who > 0 then line[#line + 1] = terms(tr("Decided by"), change.who) end
  if #change.evm > 0 then line[#line + 1] = terms(tr("Fits"), change.evm) end
  return table.concat(line, ". ") .. "."
end

-- What was taken out is named with its session, as what is there names it itself.
local function where(change, programme)
  local id = change.address and change.address:match("^session/([%w_%-]+)/")
  for _, session in ipairs(programme.curriculum.sessions) do
    if session.id == id and change.title:sub(1, #session.title) ~= session.title then
      return session.title .. ": " .. change.title
    end
  end
  return change.title
end

-- The same edit in many places, as a plugin makes it, is one entry with a list of where.
local function alike(programme, changes)
  local order, groups = {}, {}
  for _, change in ipairs(changes) do
    local key = table.concat({ change.by, change.author or "", change.verb, change.may_change, change.why or "",
      change.before or "", change.after or "", change.approved_by or "" }, "\0")
    if not groups[key] then
      groups[key] = { change = change, places = {}, numbers = {}, first = change.number }
      order[#order + 1] = groups[key]
    end
    local group = groups[key]
    group.places[#group.places + 1] = where(change, programme)
    group.numbers[#group.numbers + 1] = baraza.number(change.number)
    group.last = change.number
  end
  return order
end

-- "5–14", or "3, 7 … 31": which changes an entry is about.
local function numbers(group)
  local list = group.numbers
  if #list <= 2 then return table.concat(list, tr(", ")) end
  if group.last - group.first == #list - 1 then return list[1] .. "–" .. list[#list] end
  return list[1] .. tr(", ") .. list[2] .. " … " .. list[#list]
end

-- The same part of many sessions is named once: "Break with water: Stress and the body; Grounding".
local function by_part(places)
  local order, sessions = {}, {}
  for _, place in ipairs(places) do
    local session, part = place:match("^(.-): (.+)$")
    local name = part or place
    if not sessions[name] then
      sessions[name] = {}
      order[#order + 1] = name
    end
    if part then table.insert(sessions[name], session) end
  end
  local items = {}
  for i, name in ipairs(order) do
    local list = sessions[name]
    items[i] = #list == 1 and list[1] .. ": " .. name or #list > 1 and name .. ": " .. table.concat(list, tr(", ")) or name
  end
  return items
end

-- A few lines stay on one page.
local function is_short(change)
  local _, breaks = ((change.before or "") .. (change.after or "")):gsub("\n", "")
  return breaks <= 6 and #(change.before or "") + #(change.after or "") < 700
end

local function one(doc, group, context)
  local change, many = group.change, #group.places > 1
  local section = doc:section{
    keep = is_short(change),
    title = numbers(group) .. ". " .. words.verb(change.verb) .. (many and "" or ": " .. group.places[1]),
    badge = words.light(change.may_change),
  }
  if many then
    section:paragraph("**" .. tr("Where") .. "**: " .. table.concat(by_part(group.places), tr("; ")))
  end
  if change.why then section:paragraph("**" .. tr("Why") .. "**: " .. baraza.text(change.why))
  else section:paragraph("**" .. tr("No reason given") .. "**") end
  if change.evidence then section:paragraph("**" .. tr("Rests on") .. "**: " .. baraza.text(change.evidence)) end
  texts(section, change, context)
  if change.meaning then section:paragraph("**" .. tr("It says") .. "**: " .. baraza.text(change.meaning)) end
  if change.approved_by then
    section:paragraph("**" .. tr("Approved by") .. "**: " .. baraza.text(change.approved_by) .. tr(", ") .. change.approved_on ..
      " (" .. baraza.text(change.reference) .. ")")
  end
  section:paragraph(source(change, many), { tone = "muted" })
end

function plugin.document(descriptor, programme, context)
  local changes = listed(programme)
  local doc = baraza.document{
    running = programme.curriculum.title .. " – " .. tr("Record of changes"),
  }
  front.build(doc, programme, context, changes)
  if #changes == 0 then return doc end
  doc:heading(2, tr("The changes, before and after"))
  for _, group in ipairs(alike(programme, changes)) do one(doc, group, context) end
  return doc
end

return plugin
