-- What a supervisor has to know of a meeting, in numbers and a few lines. No names, and nothing that somebody told:
-- harm goes to the focal point by voice on the same day, never onto a sheet that passes through many hands.
local plugin = {}

function plugin.documents(programme, context)
  local list = {}
  for _, meeting in ipairs(programme.meetings) do
    list[#list + 1] = {
      id = "session-report-" .. meeting.number, title = tr("Report of the meeting") .. ": " .. meeting.name,
      audience = "facilitator", moment = "after", session = meeting.sessions[1], meeting = meeting,
    }
  end
  return list
end

local function present(doc, context)
  local head = { tr("Who was here, in numbers"), tr("On the list"), tr("Came"), tr("For the first time"), tr("Made up a meeting"), tr("With a disability") }
  local rows = {}
  for i, who in ipairs{ tr("Women"), tr("Men"), tr("Other or no answer") } do rows[i] = { { text = who, header = true } } end
  if context.childcare then rows[#rows + 1] = { { text = tr("Children in the corner"), header = true } } end
  doc:grid(head, rows, { wide = true, keep = true })
end

local function count(meeting)
  local all, core = 0, 0
  for _, part in ipairs(meeting.parts) do
    if part.activity then
      all = all + 1
      if part.activity.may_change == "with_approval" then core = core + 1 end
    end
  end
  return all, core
end

-- Its heads say what it is about: a title of its own would cost the page a line to write on.
local function work(doc, meeting)
  local all, core = count(meeting)
  local function of(n) return tr("of") .. "\u{a0}" .. baraza.number(n) end
  local columns = {
    { tr("Parts done"), of(all) },
    { tr("Tried the home practice"), tr("of those who came") },
    { tr("Minutes to prepare"), tr("all facilitators") },
    { tr("Minutes of travel"), tr("there and back") },
    { tr("Minutes of the meeting"), tr("planned:") .. " " .. baraza.number(meeting.minutes) },
  }
  if core > 0 then table.insert(columns, 2, { tr("Core parts done"), of(core) }) end
  local head, empty = {}, {}
  for i, column in ipairs(columns) do head[i], empty[i] = column[1] .. " (" .. column[2] .. ")", "" end
  doc:grid(head, { empty }, { wide = true, keep = true })
end

local function referrals(doc)
  local rows = {}
  for i, what in ipairs{ tr("Health, mental health"), tr("Protection, violence"), tr("Food, money, papers, school, other") } do
    rows[i] = { { text = what, header = true } }
  end
  doc:grid({ tr("Referrals, in numbers"), tr("Talked about"), tr("Wanted"), tr("Asked again how it went") }, rows, { wide = true, keep = true })
end

local function supervisor(doc, context)
  local focal = context.focal_point
  local box = doc:box{ label = tr("Not on this sheet"), tone = "safety", icon = "safety", keep = true }
  local whom = focal and baraza.text(focal.role) .. " (" .. focal.phone_line .. ")" or tr("the person for protection")
  box:paragraph((tr("Names, and what somebody told. When there was talk of harm: call {whom} on the same day."):gsub("{whom}", function() return whom end)))
  doc:checklist{ tr("We called about a danger."), tr("Please call us."), tr("Something is missing for the next meeting."), tr("One of us needs rest or a talk.") }
  -- The shorter sheet keeps one side, and letters that a tired person reads, with fewer lines to write on.
  doc:lines(context.paper.size == "Letter" and 3 or 4, tr("What our supervisor should know"))
end

function plugin.document(descriptor, programme, context)
  local meeting = descriptor.meeting
  local doc = baraza.document{ running = programme.curriculum.title, tone = "one-page" }
  doc:heading(1, tr("Report of the meeting"))
  doc:paragraph("**" .. baraza.number(meeting.number) .. ". " .. meeting.name .. "**")
  -- A grid and not a strip of facts: what is not known yet is written by hand.
  doc:grid({ tr("Group"), tr("On"), tr("Filled in by (role)") },
    { { context.group and baraza.text(context.group.title) or "", meeting.date or "", "" } }, { wide = true })
  present(doc, context)
  work(doc, meeting)
  referrals(doc)
  supervisor(doc, context)
  return doc
end

return plugin
