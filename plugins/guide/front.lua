-- What stands before the first activity: title, facts, notice, preparation, materials, the table of times.
local words = require("words")
local front = {}

local function when(meeting)
  if not meeting.date then return nil end
  local text = meeting.date_both
  if meeting.starts then text = text .. tr(", ") .. meeting.times end
  return text
end

-- Who is with the children meanwhile, so that caregivers can be told.
local function childcare(care)
  if not care then return nil end
  local text = {}
  if care.place then text[#text + 1] = baraza.text(care.place) end
  if care.lead then text[#text + 1] = baraza.text(care.lead) end
  if care.adults then text[#text + 1] = tr("adults") .. ":\u{a0}" .. baraza.number(care.adults) end
  if care.ages then text[#text + 1] = tr("ages") .. ":\u{a0}" .. baraza.number(care.ages.low) .. "–" .. baraza.number(care.ages.high) end
  return table.concat(text, tr(", "))
end

local function begins(meeting, session)
  for _, other in ipairs(meeting.begins) do
    if other == session then return true end
  end
  return false
end

-- What stands above the title: which session it is, and whether it began in an earlier meeting.
-- Groups that choose count their meetings.
local function number(meeting, session, context)
  if context.curriculum.runs == "by_choice" then return tr("Meeting") .. " " .. baraza.number(meeting.number) end
  local text = tr("Session") .. " " .. baraza.number(session.number)
  if not begins(meeting, session) then text = text .. " (" .. tr("goes on from last time") .. ")" end
  return text
end

local function names(doc, meeting, context)
  local sessions = meeting.sessions
  if #sessions == 1 then
    doc:paragraph(number(meeting, sessions[1], context), { tone = "muted" })
    doc:heading(1, sessions[1].open and meeting.name or sessions[1].title)
    if meeting.open and not meeting.topic then doc:lines(1) end
    doc:paragraph(sessions[1].purpose)
    return
  end
  doc:heading(1, meeting.title)
  for _, session in ipairs(sessions) do
    doc:paragraph(number(meeting, session, context), { tone = "muted" })
    doc:paragraph("**" .. session.title .. "**. " .. session.purpose)
  end
end

local function title(doc, meeting, context)
  names(doc, meeting, context)
  local facts = {}
  local function fact(label, text, icon)
    if text and text ~= "" then facts[#facts + 1] = { label = tr(label), text = text, icon = icon } end
  end
  fact("When", when(meeting), "calendar")
  fact("On this day", meeting.observed, "calendar")
  fact("How long", baraza.minutes(meeting.minutes), "clock")
  fact("Where", meeting.where and baraza.text(meeting.where), "place")
  if context.group then
    fact("Group", baraza.text(context.group.title) .. tr(", ") .. baraza.number(context.people) .. " " .. tr("caregivers"), "people")
  else
    fact("Group", tr("counted for") .. " " .. baraza.number(context.people) .. " " .. tr("caregivers"), "people")
  end
  local rooms = {}
  for _, session in ipairs(meeting.sessions) do rooms[#rooms + 1] = session.room end
  fact("Room", table.concat(rooms, tr("; ")), "room")
  fact("Children", childcare(context.childcare), "people")
  doc:strip(facts)
end

local function notice(doc, session)
  if not session.sensitive then return end
  local box = doc:box{ label = tr("Content notice"), tone = "notice", keep = true }
  box:paragraph(session.notice or tr("This session touches on painful things. Say so at the start. Everyone may stay silent or step out at any time."))
end

local function focal_point(doc, context)
  local focal = context.focal_point
  if not focal then return end
  local box = doc:box{ label = tr("If a child is in danger"), tone = "safety", keep = true }
  local line = "**" .. baraza.text(focal.role) .. "**: " .. focal.phone_line
  if focal.deputy and not focal.example then
    line = line .. tr("; ") .. tr("if nobody answers") .. ": " .. focal.deputy_line
  end
  box:paragraph(line)
end

local function objectives(doc, sessions)
  local heads = { know = tr("know"), feel = tr("feel"), ["do"] = tr("do") }
  local items = {}
  for _, session in ipairs(sessions) do
    local objectives = session.objectives
    for _, kind in ipairs{ "know", "feel", "do" } do
      for _, objective in ipairs(objectives) do
        if objective.kind == kind then items[#items + 1] = objective.text .. " *(" .. heads[kind] .. ")*" end
      end
    end
  end
  if #items == 0 then return end
  doc:heading(2, tr("After this session caregivers can"))
  doc:list(items)
end

-- Tasks by how long before they are due, in the order in which the session first names each.
local function preparation(doc, meeting)
  local order, tasks = {}, {}
  for _, session in ipairs(meeting.begins) do
    for _, task in ipairs(session.prepare) do
      local before = task.before
      if not tasks[before] then
        order[#order + 1] = before
        tasks[before] = {}
      end
      table.insert(tasks[before], task.task)
    end
  end
  if #order == 0 then return end
  doc:heading(2, tr("Before the meeting"))
  for _, before in ipairs(order) do
    local text = tr(before .. " before")
    local day = meeting.iso_date and baraza.before(meeting.iso_date, before)
    if day then text = text .. ": " .. tr("by") .. " " .. baraza.date(day) end
    doc:heading(3, text)
    doc:checklist(tasks[before])
  end
end

-- Cards that are told aloud, where nobody reads: one set.
local function is_told(supply, context)
  if context.facts.literacy ~= "none_read" or supply.get ~= "print" or supply.from then return false end
  for _, activity in ipairs(supply.activities) do
    if #activity:blocks{ act = "cards" } > 0 then return true end
  end
  return false
end

local function material_line(supply, context)
  local text, count = supply.item, supply.count
  if is_told(supply, context) then return text .. " (" .. tr("for you, to tell aloud") .. ")" end
  if count > 1 then text = "**" .. baraza.number(count) .. " ×** " .. text end
  return text
end

local function materials(doc, meeting, context)
  local supplies = meeting.materials
  if #supplies == 0 then return end
  doc:heading(2, tr("What to bring"))
  for _, get in ipairs{ "print", "buy", "make", "borrow", "bring" } do
    local items = {}
    local label
    for _, supply in ipairs(supplies) do
      if supply.get == get then
        items[#items + 1] = material_line(supply, context)
        label = supply.get_label
      end
    end
    if #items > 0 then
      doc:heading(3, label)
      doc:checklist(items)
    end
  end
end

local function glance(doc, meeting)
  doc:heading(2, tr("At a glance"))
  local rows, led = {}, false
  if meeting.settle then
    rows[1] = { { text = meeting.starts, header = true }, meeting.settle, tr("Arriving"), "" }
  end
  for _, part in ipairs(meeting.parts) do
    if part.activity and part.activity.lead then led = true end
  end
  for _, part in ipairs(meeting.parts) do
    local activity = part.activity
    local row = { { text = part.at, header = true }, part.minutes, part.title, words.how(activity) }
    -- A hyphen that does not part: "co-" above "facilitator" reads as two people.
    if led then row[5] = activity and activity.lead and activity.lead:gsub("%-", "\u{2011}") or "" end
    rows[#rows + 1] = row
  end
  local head = { tr("Time"), tr("Min"), tr("Part"), tr("How") }
  if led then head[5] = tr("Who leads") end
  doc:table(head, rows, { columns = led and "lrlll" or "lrll", keep = true })
end

local function background(doc, session)
  if #session:blocks() == 0 then return end
  doc:heading(2, tr("Background for you"))
  doc:place(session)
end

function front.build(doc, meeting, context)
  local sessions = meeting.sessions
  title(doc, meeting, context)
  for _, session in ipairs(sessions) do notice(doc, session) end
  focal_point(doc, context)
  objectives(doc, sessions)
  preparation(doc, meeting)
  materials(doc, meeting, context)
  for _, session in ipairs(meeting.begins) do background(doc, session) end
  glance(doc, meeting)
end

return front
