-- The run sheet: a meeting on one page, with the times by the clock and what may go when it runs late.
local cuts = require("cuts")

local plugin = {}

function plugin.documents(programme, context)
  local list = {}
  for _, meeting in ipairs(programme.meetings) do
    list[#list + 1] = {
      id = "run-sheet-" .. meeting.number, title = tr("Run sheet") .. ": " .. meeting.name,
      audience = "facilitator", session = meeting.sessions[1], meeting = meeting,
    }
  end
  return list
end

local function facts(meeting, context)
  local list = {}
  local function fact(label, text, icon) list[#list + 1] = { label = label, text = text, icon = icon } end
  if meeting.date then
    local moved = meeting.moved_from and " (" .. tr("in place of") .. " " .. meeting.moved_from .. ")" or ""
    fact(tr("When"), meeting.date_both .. (meeting.starts and tr(", ") .. meeting.times or "") .. moved, "calendar")
  end
  fact(tr("How long"), baraza.minutes(meeting.minutes), "clock")
  if meeting.where then fact(tr("Where"), baraza.text(meeting.where), "place") end
  if #meeting.leaders > 0 then fact(tr("Can lead"), baraza.text(table.concat(meeting.leaders, tr(", "))), "people") end
  local focal = context.focal_point
  if focal then fact(tr("Child in danger"), baraza.text(focal.role) .. ": " .. focal.phone_line, "safety") end
  return list
end

-- Cards that are told aloud, where nobody reads: one set, for whoever tells them.
local function is_told(supply, activity, context)
  return context.facts.literacy == "none_read" and supply.get == "print" and not supply.from
    and #activity:blocks{ act = "cards" } > 0
end

-- What a part needs, with the number of each that the whole meeting was counted for.
local function needs(meeting, activity, context)
  local list = {}
  for _, supply in ipairs(meeting.materials) do
    for _, user in ipairs(supply.activities) do
      if user == activity and is_told(supply, activity, context) then
        list[#list + 1] = supply.item .. " (" .. tr("for you, to tell aloud") .. ")"
      elseif user == activity then
        list[#list + 1] = (supply.count > 1 and baraza.number(supply.count) .. "\u{a0}× " or "") .. supply.item
      end
    end
  end
  return table.concat(list, tr("; "))
end

-- A role stays in one line: "co-" above "facilitator" reads as two people.
local function unbroken(text)
  if utf8.len(text) > 22 then return text end
  return (text:gsub(" ", "\u{a0}"):gsub("%-", "\u{2011}"))
end

-- In large print there is no room for a fifth column: who leads stands behind the part.
local function agenda(doc, meeting, context)
  local rows, led, is_large = {}, false, context.paper.large_print
  for _, part in ipairs(meeting.parts) do led = led or part.activity and part.activity.lead and not is_large end
  local function row(at, minutes, title, icon, needed, lead)
    rows[#rows + 1] = { { text = at, header = true }, minutes, { text = title, icon = icon }, needed, led and lead or nil }
  end
  if meeting.settle then row(meeting.starts, meeting.settle, tr("Arriving"), "people", "", "") end
  for _, part in ipairs(meeting.parts) do
    local activity = part.activity
    local title = "**" .. part.title .. "**"
    if activity and activity["in"] then title = title .. tr(", ") .. activity.in_label end
    if is_large and activity and activity.lead then title = title .. " (" .. unbroken(activity.lead) .. ")" end
    row(part.at, part.minutes, title, activity and activity.method or "break",
      activity and needs(meeting, activity, context) or "", activity and activity.lead and unbroken(activity.lead) or "")
  end
  if meeting.ends then row(meeting.ends, "", tr("End"), "home", "", "") end
  local head = { tr("Time"), tr("Min"), tr("Part"), tr("Have ready") }
  if led then head[5] = tr("Who leads") end
  doc:table(head, rows, { columns = led and "lrlll" or "lrll" })
end

-- What is to be tried at home, as it is said in the meeting: "One tick for each day …" is what the sheet says.
local function practice_of(session)
  local practice = session.home_practice
  if practice and practice.text then return practice.text end
  for _, activity in ipairs(session.activities) do
    local block = activity.method == "home_practice" and activity:blocks{ act = "home-practice" }[1]
    if block then return table.concat(block.lines, " ") end
  end
  return practice and practice.handout and practice.handout.practice
end

local function ending(doc, meeting, context)
  local items = {}
  for _, session in ipairs(meeting.completes) do
    local text = practice_of(session)
    if text then items[#items + 1] = tr("Home practice") .. ": " .. text end
  end
  local next = meeting.next
  if next and next.date then
    items[#items + 1] = tr("Next meeting") .. ": " .. next.date_both .. (next.starts and tr(", ") .. next.starts_both or "")
  end
  local make_up = context.group and context.group.meetings and context.group.meetings.make_up
  if make_up and meeting.make_up then
    items[#items + 1] = tr("For those who missed it") .. ": " .. meeting.make_up .. tr(", ") .. make_up.at
      .. (make_up.where and tr(", ") .. baraza.text(make_up.where) or "")
  end
  if #items > 0 then doc:box{ label = tr("Say before all leave"), tone = "say", keep = true }:list(items) end
end

function plugin.document(descriptor, programme, context)
  local meeting = descriptor.meeting
  local doc = baraza.document{ running = programme.curriculum.title, tone = "one-page" }
  doc:heading(1, baraza.number(meeting.number) .. ". " .. meeting.name)
  doc:strip(facts(meeting, context))
  agenda(doc, meeting, context)
  cuts.build(doc, meeting)
  ending(doc, meeting, context)
  return doc
end

return plugin
