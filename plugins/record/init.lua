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

local function source(change)
  local line = { words.author(change.by) .. (change.author and " " .. baraza.text(change.author) or "") }
  line[#line + 1] = baraza.text(change.address)
  line[#line + 1] = words.nature(change)
  if change.goal then line[#line + 1] = tr("Goal") .. ": " .. term(change.goal) end
  if #change.reasons > 0 then line[#line + 1] = tr("Reasons") .. ": " .. term(table.concat(change.reasons, ", ")) end
  if #change.who > 0 then line[#line + 1] = tr("Decided by") .. ": " .. term(table.concat(change.who, ", ")) end
  if #change.evm > 0 then line[#line + 1] = tr("Fits") .. ": " .. term(table.concat(change.evm, ", ")) end
  return table.concat(line, ". ") .. "."
end

local function one(doc, change, context)
  local section = doc:section{
    title = baraza.number(change.number) .. ". " .. words.verb(change.verb) .. ": " .. change.title,
    badge = words.light(change.may_change),
  }
  if change.why then section:paragraph("**" .. tr("Why") .. "**: " .. baraza.text(change.why))
  else section:paragraph("**" .. tr("No reason given") .. "**") end
  if change.evidence then section:paragraph("**" .. tr("Rests on") .. "**: " .. baraza.text(change.evidence)) end
  texts(section, change, context)
  if change.meaning then section:paragraph("**" .. tr("It says") .. "**: " .. baraza.text(change.meaning)) end
  if change.approved_by then
    section:paragraph("**" .. tr("Approved by") .. "**: " .. baraza.text(change.approved_by) .. ", " .. change.approved_on ..
      " (" .. baraza.text(change.reference) .. ")")
  end
  section:paragraph(source(change), { tone = "muted" })
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
  for _, change in ipairs(changes) do one(doc, change, context) end
  return doc
end

return plugin
