-- The session guide: one document a meeting, on the public interface only. Copy it and change it.
local front = require("front")
local parts = require("parts")
local closing = require("closing")
local whole = require("whole")

local plugin = {}

-- How often each session is held: a group that chooses may come back to one.
local function counts(programme)
  local held = {}
  for _, meeting in ipairs(programme.meetings) do
    for _, session in ipairs(meeting.sessions) do held[session.id] = (held[session.id] or 0) + 1 end
  end
  return held
end

function plugin.documents(programme, context)
  local list, held = {}, counts(programme)
  for _, meeting in ipairs(programme.meetings) do
    local session = meeting.sessions[1]
    -- A session that is parted, held again or shares its meeting has no guide of its own.
    local is_whole = #meeting.sessions == 1 and #meeting.begins == 1 and #meeting.completes == 1
      and held[session.id] == 1
    list[#list + 1] = {
      id = "guide-" .. (is_whole and session.id or meeting.id),
      title = tr("Guide") .. ": " .. meeting.name,
      audience = "facilitator", session = session, meeting = meeting,
    }
  end
  if baraza.options.whole and #programme.meetings > 0 then
    list[#list + 1] = { id = "guide-whole",
      title = tr("Guide") .. ": " .. programme.curriculum.title .. " (" .. tr("all meetings in one book") .. ")",
      audience = "facilitator", is_whole = true }
  end
  return list
end

-- The focal point stands on every page: whoever needs it has no time to look for it.
local function foot(context)
  local focal = context.focal_point
  if not focal then return nil end
  local text = tr("Child in danger") .. ": " .. baraza.text(focal.role)
  if focal.example then return text .. " (" .. tr("example: put the real number here") .. ")" end
  return text .. tr(", ") .. baraza.text(focal.phone)
end

local function build_meeting(doc, meeting, context, in_book)
  front.build(doc, meeting, context)
  parts.build(doc, meeting)
  closing.build(doc, meeting, context, in_book)
end

-- Programme, number and name. No middle dot before a number: beside Arabic digits it reads as their zero.
local function head(meeting, programme)
  local numbers = {}
  for _, session in ipairs(meeting.sessions) do numbers[#numbers + 1] = baraza.number(session.number) end
  if programme.curriculum.runs == "by_choice" then numbers = { baraza.number(meeting.number) } end
  return programme.curriculum.title .. " – " .. table.concat(numbers, tr(", ")) .. " " .. meeting.name
end

function plugin.document(descriptor, programme, context)
  if descriptor.is_whole then
    local doc = baraza.document{ running = programme.curriculum.title, footer = foot(context), tone = baraza.options.large_print and "large" or nil }
    whole.build(doc, programme, context, head, build_meeting)
    return doc
  end
  local meeting = descriptor.meeting
  local doc = baraza.document{
    running = head(meeting, programme),
    footer = foot(context),
    tone = baraza.options.large_print and "large" or nil,
  }
  build_meeting(doc, meeting, context)
  return doc
end

return plugin
