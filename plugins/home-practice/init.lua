-- All that is tried at home in the programme on one page, with seven boxes after every meeting. It hangs on a wall
-- where others see it: what a handout may not carry home does not stand on it either. Where nobody reads, the
-- picture of the handout stands in place of the sentence; of a sheet that not everybody may take home, an empty
-- frame for a sign of one's own.
local plugin = {}

local DAYS = 7
local IN_A_ROW = 2
-- The frame for a sign of one's own is as wide as so many boxes.
local OWN_SIGN = 3

local function practice_of(session)
  local practice = session.home_practice
  if not practice then return nil end
  local handout = practice.handout
  if handout and handout.take_home == "no" then return nil end
  return practice.text or handout and handout.practice, handout
end

-- What is to be tried after each meeting: that of the sessions which it completes.
local function rows_of(programme)
  local rows = {}
  for _, meeting in ipairs(programme.meetings) do
    for _, session in ipairs(meeting.completes) do
      local text, handout = practice_of(session)
      if text then rows[#rows + 1] = { meeting = meeting, text = text, handout = handout } end
    end
  end
  return rows
end

function plugin.documents(programme, context)
  if #rows_of(programme) == 0 then return {} end
  return { { id = "home-practice", title = tr("What I try at home"), audience = "caregivers", moment = "start" } }
end

local function chart(doc, rows)
  local head, lines = { "" }, {}
  for i = 1, DAYS do head[i + 1] = baraza.number(i) end
  for i, row in ipairs(rows) do
    lines[i] = { { text = baraza.number(row.meeting.number) .. ". " .. row.text, header = true } }
  end
  doc:grid(head, lines, { wide = true })
  doc:paragraph(tr("Numbers at the top: days since the meeting."), { tone = "small" })
end

-- The first picture of a handout, as a block; nil when it has none.
local function picture_of(handout)
  for _, block in ipairs(handout and handout:blocks{ kind = "paragraph" } or {}) do
    if block.picture then return block end
  end
end

local function is_free(row) return row.handout and row.handout.take_home == "yes" end

local function one(part, row)
  local picture = is_free(row) and picture_of(row.handout)
  local boxes = {}
  if picture then part:place(picture)
  else
    part:paragraph(row.text)
    boxes[1] = { text = "", span = OWN_SIGN }
  end
  for _ = 1, DAYS do boxes[#boxes + 1] = "" end
  part:grid(nil, { boxes }, { keep = true })
end

-- Two meetings side by side: the picture, often a strip of panels, and its seven boxes below.
local function pictures(doc, rows)
  for first = 1, #rows, IN_A_ROW do
    local across = doc:columns(IN_A_ROW)
    for i = first, math.min(first + IN_A_ROW - 1, #rows) do
      local row = rows[i]
      local title = baraza.number(row.meeting.number) .. "."
      if is_free(row) then title = title .. " " .. row.handout.title end
      one(across:section{ keep = true, title = title }, row)
    end
  end
end

local function all_have_pictures(rows)
  for _, row in ipairs(rows) do
    if not (is_free(row) and picture_of(row.handout)) then return false end
  end
  return true
end

local function has_pictures(rows)
  for _, row in ipairs(rows) do
    if is_free(row) and picture_of(row.handout) then return true end
  end
  return false
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title, tone = "one-page" }
  local rows = rows_of(programme)
  doc:heading(1, descriptor.title)
  if context.facts.literacy == "none_read" and has_pictures(rows) then
    doc:paragraph(tr("A dot, a scratch or a small hole for each day. A bean in a cup, high up, counts as well. Empty boxes are no shame: at the next meeting we talk about what was hard."))
    if not all_have_pictures(rows) then
      doc:paragraph(tr("Where there is no picture, the wide box is for a sign of your own."))
    end
    pictures(doc, rows)
  else
    doc:paragraph(tr("A tick, a dot or a small drawing for each day. Empty boxes are no shame: at the next meeting we talk about what was hard."))
    chart(doc, rows)
  end
  return doc
end

return plugin
