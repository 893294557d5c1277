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
  if change.before then text(section, tr("Before"), change.before, context) end
  if change.after then text(section, tr("After"), change.after, context) end
end

-- A term of FRAME as words.
local function term(text) return baraza.text((text:gsub("_", " "))) end

local function source(change, many)
  local line = { words.author(change.by) .. (change.author and " " .. baraza.text(change.author) or "") }
  if not many then line[#line + 1] = baraza.text(change.address) end
  line[#line + 1] = words.nature(change)
  if change.goal then line[#line + 1] = tr("Goal") .. ": " .. term(change.goal) end
  if #change.reasons > 0 then line[#line + 1] = tr("Reasons") .. ": " .. term(table.concat(change.reasons, tr(", "))) end
  if #change.who > 0 then line[#line + 1] = tr("Decided by") .. ": " .. term(table.concat(change.who, tr(", "))) end
  if #change.evm > 0 then line[#line + 1] = tr("Fits") .. ": " .. term(table.concat(change.evm, tr(", "))) end
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
      groups[key] = { change = change, places = {}, numbers = {} }
      order[#order + 1] = groups[key]
    end
    local group = groups[key]
    group.places[#group.places + 1] = where(change, programme)
    group.numbers[#group.numbers + 1] = baraza.number(change.number)
  end
  return order
end

-- "3, 7 … 31": which changes an entry is about.
local function numbers(group)
  local list = group.numbers
  if #list <= 3 then return table.concat(list, tr(", ")) end
  return list[1] .. tr(", ") .. list[2] .. " … " .. list[#list]
end

local function one(doc, group, context)
  local change, many = group.change, #group.places > 1
  local section = doc:section{
    title = numbers(group) .. ". " .. words.verb(change.verb) .. (many and "" or ": " .. group.places[1]),
    badge = words.light(change.may_change),
  }
  if many then
    local places = {}
    for i, place in ipairs(group.places) do places[i] = group.numbers[i] .. ". " .. place end
    section:paragraph("**" .. tr("Where") .. "**: " .. table.concat(places, tr("; ")))
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
  doc:page_break()
  doc:heading(2, tr("The changes, before and after"))
  for _, group in ipairs(alike(programme, changes)) do one(doc, group, context) end
  return doc
end

return plugin
