-- The activities, one section each: when, how long, how, who; then what the author wrote.
local words = require("words")
local parts = {}

-- What caregivers tried since last time, so that nobody has to look it up.
local function last_practice(section, meeting)
  local before = meeting.previous
  while before and #before.completes == 0 do before = before.previous end
  local session = before and before.completes[#before.completes]
  local practice = session and session.home_practice
  if not practice then return end
  local text = words.practice(session)
  local box = section:box{ label = tr("Last time"), tone = "home-practice", icon = "home", keep = true }
  box:paragraph("**" .. session.title .. "**")
  if text then box:paragraph(text) end
  if practice.handout then box:paragraph(tr("Handout") .. ": " .. practice.handout.title, { tone = "muted" }) end
end

-- What the group talks about, or a line for it.
local function topic(section, meeting)
  local box = section:box{ label = tr("Our topic"), tone = "key", keep = true }
  if meeting.topic then box:paragraph("**" .. meeting.topic .. "**")
  else box:lines(1, tr("Topic chosen by the group")) end
end

local function facts(section, activity)
  local purpose, lead, support = activity.purpose, activity.lead, activity.support
  if purpose then section:paragraph("*" .. purpose .. "*") end
  local line = {}
  if lead then line[#line + 1] = tr("Leads") .. ": " .. lead end
  if support then line[#line + 1] = tr("Supports") .. ": " .. support end
  local things = {}
  for _, material in ipairs(activity.materials) do things[#things + 1] = material.item end
  if #things > 0 then line[#line + 1] = tr("Needs") .. ": " .. table.concat(things, tr(", ")) end
  if activity.may_change == "with_approval" then line[#line + 1] = tr("Core part: keep it as it is") end
  if activity.leave_out then line[#line + 1] = tr("May be left out when time is short") end
  if #line > 0 then section:paragraph(table.concat(line, ". ") .. ".", { tone = "muted" }) end
end

function parts.build(doc, meeting)
  for _, part in ipairs(meeting.parts) do
    local activity = part.activity
    local section = doc:section{
      title = part.title,
      badge = baraza.minutes(part.minutes) .. " · " .. words.how(activity),
      starts = part.at,
      icon = activity and activity.method or "break",
    }
    if activity then
      facts(section, activity)
      if activity.topic then topic(section, meeting) end
      if activity.method == "home_practice_review" then last_practice(section, meeting) end
      section:place(activity)
    end
  end
end

return parts
