-- The tasks of a group go round: in each meeting every task has another person, and everybody comes to their turn
-- before anybody has a second one. People are numbers; the names are on the group's own sheet. Each task is an
-- object that is handed on, so that nobody has to read whose turn it is.
local plugin = {}

-- Where the group leads itself: those that a circle learns, the talk led by two.
local CIRCLE = {
  { "Cup: welcomer", "greets each person, sits with someone new", "break" },
  { "Clock: timekeeper", "says when half of the time is over", "clock" },
  { "Toy: children's corner", "is with the children, never as the only adult", "game" },
  { "Pen: keeper of the log", "date, how many came, topic, what was decided; strokes and signs will do, and no names", "write" },
  { "Stone: leaders of the talk", "two together: open, pass on, bring in the quiet, close", "say", people = 2 },
}

-- Where a facilitator leads: nothing that takes a caregiver out of the meeting, or changes it.
local LED = {
  { "Cup: welcomer", "greets each person, sits with someone new", "break" },
  { "Clock: timekeeper", "says when half of the time is over", "clock" },
  { "Leaf: keeper of the promises", "reminds kindly of what we promised each other", "circle" },
  { "Bowl: keeper of the break", "sees to water and cups, with whoever likes to help", "people" },
}

local function is_circle(programme) return programme.curriculum.runs == "by_choice" end

-- The tasks are explained first: in a circle by the sessions that all begin with, elsewhere in the first meeting of
-- several.
local function meetings_of(programme)
  local explained, list = {}, {}
  for _, session in ipairs(programme.curriculum.first) do explained[session.id] = true end
  for i, meeting in ipairs(programme.meetings) do
    local session = meeting.sessions[1]
    local begins = is_circle(programme) and session and explained[session.id]
    if not begins and (is_circle(programme) or i > 1 or #programme.meetings == 1) then list[#list + 1] = meeting end
  end
  return list
end

function plugin.documents(programme, context)
  if not context.group or #meetings_of(programme) == 0 then return {} end
  local audience = context.facts.literacy == "none_read" and "facilitator" or "caregivers"
  return { { id = "roles", title = tr("Who does what"), audience = audience, moment = "start", copies = 1 } }
end

local function roles_of(programme, context)
  local list = {}
  for _, role in ipairs(is_circle(programme) and CIRCLE or LED) do
    if role[3] ~= "game" or context.childcare then list[#list + 1] = role end
  end
  return list
end

local function least_common_multiple(a, b)
  local x, y = a, b
  while y > 0 do x, y = y, x % y end
  return a // x * b
end

-- What one meeting needs: the column of each turn, a task for two twice.
local function turns_of(roles)
  local list = {}
  for i, role in ipairs(roles) do
    for _ = 1, role.people or 1 do list[#list + 1] = i end
  end
  return list
end

-- Day and month: the year and the weekday are on the calendar, and the columns beside are many.
local function short_date(meeting)
  local day = meeting.iso_date and baraza.day(meeting.iso_date)
  return day and day.month_name and baraza.number(day.day) .. " " .. day.month_name or meeting.date or ""
end

-- Turn by turn through the whole group, so that no two people ever differ by more than one task. Where the rounds
-- would give a person the same task again, the tasks move on by one.
local function rotation(meetings, roles, people)
  local rows, turn, turns = {}, 0, turns_of(roles)
  local round = least_common_multiple(people, #turns)
  for m, meeting in ipairs(meetings) do
    local row = { { text = baraza.number(meeting.number), header = true }, { text = short_date(meeting), header = true } }
    for t = 0, #turns - 1 do
      local column = turns[(t + turn // round) % #turns + 1] + 2
      local number = baraza.number(turn % people + 1)
      row[column] = row[column] and row[column] .. " + " .. number or number
      turn = turn + 1
    end
    rows[m] = row
  end
  return rows
end

-- "Cup: welcomer" is the cup: what it stands for is told above the table.
local function object(name) return (name:match("^(.-)%s*:") or name) end

local function lead(doc, context)
  if context.facts.literacy == "none_read" then
    doc:paragraph(tr("For the facilitator: nobody else has to read it. At the end of a meeting say aloud who comes next, and hand on the objects."), { tone = "lead" })
  else
    doc:paragraph(tr("At the end of a meeting the objects are handed on to those who come next."), { tone = "lead" })
  end
  doc:paragraph(tr("It is a proposal. Each number is a person; who it is stands on the group's own sheet. Ask each one alone first: anybody may pass, swap, or do it with a partner."))
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{
    running = programme.curriculum.title,
    tone = context.facts.literacy == "none_read" and "one-page" or nil,
  }
  local roles, items, head = roles_of(programme, context), {}, { "", tr("Meeting") }
  for i, role in ipairs(roles) do
    items[i] = "**" .. tr(role[1]) .. "** – " .. tr(role[2])
    head[i + 2] = { text = object(tr(role[1])), icon = role[3] }
  end
  doc:heading(1, descriptor.title)
  lead(doc, context)
  doc:list(items)
  doc:table(head, rotation(meetings_of(programme), roles, context.people), { columns = "ll" .. ("c"):rep(#roles) })
  return doc
end

return plugin
