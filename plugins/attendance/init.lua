-- Who came, by number: a sheet with names that lies about tells the neighbourhood who is in the group. Which number
-- is who stands on a second sheet that is kept elsewhere. Many meetings go over several pages, each with room for a
-- hand in every box; many people as well.
local plugin = {}

-- Boxes of at least 8 mm beside the numbers and the two sums; lines of 9.5 mm and more, with what is said below them:
-- sixteen people and two spare lines stay together.
local MEETINGS_A_PAGE, MOST_SPARE = 14, 20
local LINES_A_PAGE = { A4 = 18, Letter = 18 }
local FEWEST_LINES = 16
local SUM = 2 -- columns of a sum: its words stand above it
local NAMED = 8 -- meetings on a page up to which the name of a month has room above a single one

function plugin.documents(programme, context)
  local list = { { id = "attendance", title = tr("Attendance"), audience = "facilitator", moment = "start" } }
  if not baraza.options.names then
    list[2] = { id = "attendance-key", title = tr("Who is which number"), audience = "officer", moment = "start" }
  end
  return list
end

local function fill(text, values) return (text:gsub("{(%w+)}", values)) end

local function lines_a_page(context)
  return LINES_A_PAGE[context.paper.size] or FEWEST_LINES
end

local function lines_of(context)
  return context.people + math.max(0, math.min(baraza.options.spare, MOST_SPARE))
end

-- Parts of nearly the same size, none above `most`: "1–7, 8–13", never "1–12, 13".
local function parts_of(total, most)
  local list, pages = {}, (total + most - 1) // most
  for i = 1, pages do list[i] = { total * (i - 1) // pages + 1, total * i // pages } end
  return list
end

local function day_of(meeting) return meeting.iso_date and baraza.day(meeting.iso_date) end

-- By their names, or all by their numbers where one name would not fit; what is what stands in front.
local function name_months(months, span)
  local is_named = true
  for i = 2, #months do
    local day = months[i].day
    if day and (not day.month_name or months[i].span == 1 and span[2] - span[1] >= NAMED) then is_named = false end
  end
  for i = 2, #months do
    local day = months[i].day
    months[i] = { text = day and (is_named and day.month_name or baraza.number(day.month)) or "", span = months[i].span }
  end
end

-- Above the numbers of the days the names of their months, each over all of its meetings: two numbers in one column
-- would be read as day and month here and as month and day there. Without dates, one line to fill in by hand.
local function date_rows(meetings, span)
  local months, days, is_dated = { { text = tr("Month"), header = true } }, { { text = tr("Day"), header = true } }, false
  for i = span[1], span[2] do
    local day, before = day_of(meetings[i]), i > span[1] and day_of(meetings[i - 1])
    local is_same = day and before and day.month == before.month and day.year == before.year
    if is_same then
      months[#months].span = months[#months].span + 1
    else
      months[#months + 1] = { day = day, span = 1 }
    end
    days[#days + 1] = day and baraza.number(day.day) or ""
    is_dated = is_dated or day
  end
  name_months(months, span)
  if is_dated then return { months, days } end
  days[1].text = tr("Day/month")
  return { days }
end

-- So many empty boxes behind what a row has, and the two sums.
local function finish(row, boxes)
  for _ = 1, boxes do row[#row + 1] = "" end
  row[#row + 1], row[#row + 2] = { span = SUM }, { span = SUM }
  return row
end

local function grid(doc, meetings, span, people)
  local head, boxes = { baraza.options.names and tr("Name") or tr("No.") }, span[2] - span[1] + 1
  for i = span[1], span[2] do head[#head + 1] = baraza.number(meetings[i].number) end
  head[#head + 1] = { text = tr("Came"), span = SUM }
  head[#head + 1] = { text = tr("Made up"), span = SUM }
  local rows = date_rows(meetings, span)
  for _, row in ipairs(rows) do finish(row, 0) end
  for i = people[1], people[2] do
    local number = baraza.number(i) .. (baraza.options.names and "." or "")
    rows[#rows + 1] = finish({ { text = number, header = true } }, boxes)
  end
  rows[#rows + 1] = finish({ { text = tr("How many came"), header = true } }, boxes)
  doc:grid(head, rows, { wide = true })
end

local function hints(doc, programme, context)
  local meetings, people = #programme.meetings, context.people
  doc:list{
    tr("Stroke: was here. Circle: was not. M in the circle: made it up afterwards."),
    fill(tr("Share who came: all strokes, divided by people times meetings ({people} × {meetings} = {all})."),
      { people = baraza.number(people), meetings = baraza.number(meetings), all = baraza.number(people * meetings) }),
    tr("Two circles in a row: ask how that person is, in a safe way and without blame."),
  }
end

local function attendance(doc, programme, context)
  local meetings, is_first = programme.meetings, true
  for _, people in ipairs(parts_of(lines_of(context), lines_a_page(context))) do
    for _, span in ipairs(parts_of(#meetings, MEETINGS_A_PAGE)) do
      if not is_first then doc:page_break() end
      grid(doc, meetings, span, people)
      is_first = false
    end
  end
  hints(doc, programme, context)
end

local function key(doc, context)
  local box = doc:act("safety", { title = tr("Kept apart") })
  box:paragraph(tr("Only one person keeps this sheet, locked away, never together with the other papers of the group. It is destroyed when nobody has to be found by it any more."))
  for n, part in ipairs(parts_of(lines_of(context), lines_a_page(context))) do
    if n > 1 then doc:page_break() end
    local rows = {}
    for i = part[1], part[2] do
      rows[#rows + 1] = { baraza.number(i), { span = 5 }, { span = 5 } }
    end
    doc:grid({ tr("No."), { text = tr("Name"), span = 5 }, { text = tr("Safe way to reach this person, and when"), span = 5 } },
      rows, { wide = true })
  end
end

function plugin.document(descriptor, programme, context)
  -- The group stands at the head of the page, where it takes no line from the grid; the programme at the foot.
  local running = context.group and baraza.text(context.group.title) or programme.curriculum.title
  local doc = baraza.document{ running = running, tone = "one-page" }
  doc:heading(1, descriptor.title)
  if descriptor.id == "attendance" then attendance(doc, programme, context) else key(doc, context) end
  return doc
end

return plugin
