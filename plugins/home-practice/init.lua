-- All that is tried at home in the programme on one page, with seven boxes after every meeting. It hangs on a wall
-- where others read it: what a handout may not carry home does not stand on it either.
local plugin = {}

local function practice_of(session)
  local practice = session.home_practice
  if not practice then return nil end
  local handout = practice.handout
  if handout and handout.take_home == "no" then return nil end
  return practice.text or handout and handout.practice
end

-- What is to be tried after each meeting: that of the sessions which it completes.
local function rows_of(programme)
  local rows = {}
  for _, meeting in ipairs(programme.meetings) do
    for _, session in ipairs(meeting.completes) do
      local text = practice_of(session)
      if text then rows[#rows + 1] = { meeting = meeting, text = text } end
    end
  end
  return rows
end

function plugin.documents(programme, context)
  if #rows_of(programme) == 0 then return {} end
  return { { id = "home-practice", title = tr("What I try at home"), audience = "caregivers", moment = "start" } }
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title, tone = "one-page" }
  doc:heading(1, descriptor.title)
  doc:paragraph(tr("A tick, a dot or a small drawing for each day. Empty boxes are no shame: at the next meeting we talk about what was hard."))
  local head, rows = { "" }, {}
  for i = 1, 7 do head[i + 1] = baraza.number(i) end
  for i, row in ipairs(rows_of(programme)) do
    rows[i] = { { text = baraza.number(row.meeting.number) .. ". " .. row.text, header = true } }
  end
  doc:grid(head, rows, { wide = true })
  doc:paragraph(tr("Numbers at the top: days since the meeting."), { tone = "small" })
  return doc
end

return plugin
