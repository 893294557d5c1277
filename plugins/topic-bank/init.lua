-- For groups that choose their topics: what there is to choose from, lines for topics of their own, and a sheet
-- for the vote. Votes are stones: nobody has to write. And the log that the keeper of the pen holds: numbers and
-- decisions, no names.
local plugin = {}

-- Lines of the vote for topics of the group's own.
local OWN = 6

function plugin.documents(programme, context)
  if programme.curriculum.runs ~= "by_choice" then return {} end
  return {
    { id = "topic-bank", title = tr("Topics for our meetings"), audience = "caregivers", moment = "start", copies = 1 },
    { id = "topic-votes", title = tr("Our vote"), audience = "caregivers", moment = "start", copies = 1 },
    { id = "circle-log", title = tr("The log of our circle"), audience = "caregivers", moment = "start", copies = 1 },
  }
end

-- What the plan holds already, by the session's id: with which every group begins, and what has its day.
local function planned(programme)
  local taken, list, is_first = {}, {}, {}
  for _, session in ipairs(programme.curriculum.first) do taken[session.id], is_first[session.id] = true, true end
  for _, meeting in ipairs(programme.meetings) do
    local session = meeting.sessions[1]
    local is_topic = meeting.topic or session and not session.open and not is_first[session.id]
    if session and not session.open then taken[session.id] = true end
    if is_topic then list[#list + 1] = (meeting.date and meeting.date .. ": " or "") .. meeting.name end
  end
  return taken, list
end

-- What can be chosen, and what nobody votes on: a hard topic comes when the group wishes it, with a facilitator.
local function topics(curriculum, taken)
  local free, hard = {}, {}
  for _, session in ipairs(curriculum.sessions) do
    if not taken[session.id] and not session.open then
      local list = session.sensitive and hard or free
      list[#list + 1] = session
    end
  end
  return free, hard
end

local function items_of(sessions)
  local items = {}
  for i, session in ipairs(sessions) do
    items[i] = "**" .. session.title .. "**" .. (session.purpose and ": " .. session.purpose or "")
  end
  return items
end

local function bank(doc, free, hard, plan)
  doc:paragraph(tr("Any parent can bring a topic. Put a mark beside what you would like to talk about, or say it to whoever keeps this sheet."), { tone = "lead" })
  if #free > 0 then doc:checklist(items_of(free)) end
  if #hard > 0 then
    doc:heading(2, tr("With a facilitator, when the group wishes"))
    doc:list(items_of(hard))
  end
  if #plan > 0 then
    doc:heading(2, tr("These have their day"))
    doc:list(plan)
  end
  doc:section{ title = tr("Topics of our own"), keep = true }:lines(6)
end

local function votes(doc, free)
  doc:list({
    tr("Lay one picture or thing for each topic on the ground, and say aloud what it stands for."),
    tr("Everybody has three stones or beans. All may go to one topic. All turn round once, and a few people at a time lay theirs."),
    tr("Count aloud, and put the number here. The topic with most stones comes next; the others stay in the bank."),
    tr("Nobody has to explain a stone. What is very heavy, or about danger, is not voted on: it gets a meeting of its own, with a facilitator."),
  }, { ordered = true })
  local rows = {}
  for i, session in ipairs(free) do rows[i] = { { text = session.title, header = true, span = 2 }, "", "" } end
  for _ = 1, OWN do rows[#rows + 1] = { { text = "", span = 2 }, "", "" } end
  doc:grid({ { text = tr("Topic"), span = 2 }, tr("Stones"), tr("On the day") }, rows, { wide = true })
end

-- The number of a meeting, its day and its month.
local function when(meeting)
  local number, day = baraza.number(meeting.number), meeting.iso_date and baraza.day(meeting.iso_date)
  local date = day and day.month_name and baraza.number(day.day) .. " " .. day.month_name or meeting.date
  return date and number .. ". " .. date or number
end

-- A row for each meeting of the plan, and two for those that the group adds.
local function log(doc, programme)
  doc:paragraph(tr("Whoever has the pen keeps it, with strokes, signs or words. No names, and nothing that somebody told."), { tone = "lead" })
  local rows = {}
  for i, meeting in ipairs(programme.meetings) do
    rows[i] = { { text = when(meeting), header = true, span = 2 }, "", { text = "", span = 2 }, { text = "", span = 3 }, "" }
  end
  for _ = 1, 2 do rows[#rows + 1] = { { text = "", span = 2 }, "", { text = "", span = 2 }, { text = "", span = 3 }, "" } end
  doc:grid({ { text = tr("Meeting"), span = 2 }, tr("Came"), { text = tr("Topic"), span = 2 }, { text = tr("What we decided"), span = 3 },
    tr("Stone next") }, rows, { wide = true })
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title }
  if descriptor.id == "circle-log" then
    doc:heading(1, descriptor.title)
    log(doc, programme)
    return doc
  end
  local taken, plan = planned(programme)
  local free, hard = topics(programme.curriculum, taken)
  doc:heading(1, descriptor.title)
  if descriptor.id == "topic-bank" then bank(doc, free, hard, plan) else votes(doc, free) end
  return doc
end

return plugin
