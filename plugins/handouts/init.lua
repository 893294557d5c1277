-- Handouts: one side each, with the seven-day grid (two weeks of it where the next meeting is far), the next
-- meeting and a line of help.
local plugin = {}

-- The meeting in which it is given, and the session: the one that it names, or that gives it as home
-- practice. Of a session parted over meetings, the meeting that completes it.
local function given_in(programme, handout)
  for _, meeting in ipairs(programme.meetings) do
    for _, session in ipairs(meeting.completes) do
      local practice = session.home_practice
      if handout.session == session or practice and practice.handout == handout then return meeting, session end
    end
  end
end

function plugin.documents(programme, context)
  local list = {}
  for _, handout in ipairs(programme.curriculum.handouts) do
    local meeting, session = given_in(programme, handout)
    list[#list + 1] = {
      id = "handout-" .. handout.id, title = handout.title, audience = handout.audience,
      handout = handout, meeting = meeting, session = session,
    }
  end
  return list
end

-- Whether there are more than ten days until the next meeting.
local function is_far(meeting)
  local next = meeting and meeting.next
  return next and next.iso_date and meeting.iso_date and baraza.after(meeting.iso_date, "10 days") < next.iso_date
end

local function grid(doc, handout, meeting, context)
  if not handout.practice then return end
  local far = is_far(meeting)
  doc:heading(2, far and tr("Until we meet again") or tr("This week"))
  local tick = handout.practice
  if context.facts.literacy == "none_read" then tick = tick .. " " .. tr("A bean in a cup, high up, or a knot in a string counts as a tick.") end
  doc:paragraph(tick)
  local days = {}
  for i = 1, 7 do days[i] = tr("Day") .. " " .. baraza.number(i) end
  local week = { "", "", "", "", "", "", "" }
  doc:grid(days, far and { week, week } or { week })
end

local function next_meeting(doc, meeting)
  local next = meeting and meeting.next
  if not (next and next.date) then return end
  local when = next.date_both .. (next.starts and tr(", ") .. next.starts_both or "")
  local facts = { { label = tr("We meet again"), text = when, icon = "calendar" } }
  if next.where then facts[2] = { label = tr("Where"), text = baraza.text(next.where), icon = "place" } end
  doc:strip(facts)
end

-- Only what participants may carry home; a made-up or unverified number is never printed. The number of an example is
-- a line to write the real one on. Where nobody reads there are no hours: the page is for the pictures.
local function help(doc, context)
  local lines, is_short = {}, context.facts.literacy == "none_read"
  for _, referral in ipairs(context.referrals) do
    if referral.show_to == "participants" then
      local phone = tr("example:") .. " ____________"
      if not referral.example and referral.verified and referral.phone then
        phone = "[" .. baraza.text(referral.phone) .. "](tel:" .. referral.phone:gsub("[^%d+]", "") .. ")"
      elseif not referral.example then
        phone = nil
      end
      local line = "**" .. baraza.text(referral.name) .. "**"
      if phone then line = line .. ": " .. phone end
      if referral.hours and not is_short then line = line .. " (" .. baraza.text(referral.hours) .. ")" end
      lines[#lines + 1] = line
    end
  end
  if #lines == 0 then return end
  local box = doc:box{ label = tr("Help"), icon = "phone", tone = "plain", keep = true }
  for _, line in ipairs(lines) do box:paragraph(line) end
end

function plugin.document(descriptor, programme, context)
  local handout = descriptor.handout
  local doc = baraza.document{
    running = programme.curriculum.title,
    tone = baraza.options.large_print and "large" or nil,
  }
  doc:heading(1, handout.title)
  doc:place(handout)
  grid(doc, handout, descriptor.meeting, context)
  if handout.audience ~= "facilitator" then
    -- A sheet without a task until then is one that a group keeps, and uses at many meetings.
    if handout.practice then next_meeting(doc, descriptor.meeting) end
    help(doc, context)
  end
  return doc
end

return plugin
