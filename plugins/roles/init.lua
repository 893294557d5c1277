-- The tasks of a group go round: in each meeting every task has another person, and everybody comes to their turn
-- before anybody has a second one. People are codes; the names are on the group's own sheet.
local plugin = {}

local ROLES = {
  { "Welcomer", "greets each person, looks for those who are missing" },
  { "Timekeeper", "begins and ends on time, gives a sign before the end" },
  { "Leader of the day", "asks the questions and sees that everybody has a turn" },
  { "Keeper of the agreement", "reminds of what we promised each other" },
  { "Children's corner", "is with the children, with a second adult" },
}

function plugin.documents(programme, context)
  if not context.group then return {} end
  return { { id = "roles", title = tr("Who does what"), audience = "caregivers", moment = "start", copies = 1 } }
end

local function roles_of(context)
  local list = {}
  for _, role in ipairs(ROLES) do
    if role[1] ~= "Children's corner" or context.childcare then list[#list + 1] = role end
  end
  return list
end

local function least_common_multiple(a, b)
  local x, y = a, b
  while y > 0 do x, y = y, x % y end
  return a // x * b
end

-- Turn by turn through the whole group, so that no two people ever differ by more than one task. Where the rounds
-- would give a person the same task again, the tasks move on by one.
local function rotation(meetings, roles, people)
  local rows, turn, round = {}, 0, least_common_multiple(people, #roles)
  for m, meeting in ipairs(meetings) do
    local row = { { text = baraza.number(meeting.number) .. (meeting.date and ". " .. meeting.date or ""), header = true } }
    for r = 0, #roles - 1 do
      row[(r + turn // round) % #roles + 2] = baraza.number(turn % people + 1)
      turn = turn + 1
    end
    rows[m] = row
  end
  return rows
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title }
  local roles, items, head = roles_of(context), {}, { tr("Meeting") }
  for i, role in ipairs(roles) do
    items[i] = "**" .. tr(role[1]) .. ":** " .. tr(role[2])
    head[i + 1] = tr(role[1])
  end
  doc:heading(1, descriptor.title)
  doc:paragraph(tr("Each number is a person; who it is stands on the group's own sheet. Anybody may pass or swap. Two may share a task."), { tone = "lead" })
  doc:list(items)
  doc:table(head, rotation(programme.meetings, roles, context.people), { columns = "l" .. ("c"):rep(#roles) })
  return doc
end

return plugin
