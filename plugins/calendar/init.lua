-- The dates, in both calendars where there are two: a chart for the wall, and cards to take home. A card carries no name and no
-- topic, since others at home will see it.
local plugin = {}

-- Dates on one card: more stand by month where that can be, and otherwise on cards as high as the page.
local MOST_LINES, MOST_ON_FOUR = 10, 12
local MOST_LARGE = 8 -- in large print

local function has_dates(programme)
  local meeting = programme.meetings[1]
  return meeting and meeting.date
end

-- The hour, when all meetings start at the same.
local function same_hour(programme)
  local hour = programme.meetings[1].starts
  for _, meeting in ipairs(programme.meetings) do
    if meeting.starts ~= hour then return nil end
  end
  return #programme.meetings > 1 and hour or nil
end

-- The name of the day of the week, when all meetings are on the same.
local function same_weekday(programme)
  local day = baraza.day(programme.meetings[1].iso_date)
  for _, meeting in ipairs(programme.meetings) do
    if baraza.day(meeting.iso_date).weekday ~= day.weekday then return nil end
  end
  return day.weekday_name
end

-- Many dates of one weekday, one hour and one calendar stand by month.
local function is_by_month(programme, context)
  local day, most = baraza.day(programme.meetings[1].iso_date), context.paper.large_print and MOST_LARGE or MOST_LINES
  return #programme.meetings > most and day.month_name and not day.second
    and same_hour(programme) and same_weekday(programme) and true or false
end

local function cards_a_page(programme, context)
  if is_by_month(programme, context) then return context.paper.large_print and 4 or 6 end
  return #programme.meetings <= MOST_ON_FOUR and 4 or 2
end

function plugin.documents(programme, context)
  if not has_dates(programme) then return {} end
  local people, a_page = context.people + context.spares, cards_a_page(programme, context)
  return {
    { id = "calendar", title = tr("Our meetings"), audience = "caregivers", moment = "always", copies = 1 },
    { id = "date-cards", title = tr("Date cards"), audience = "caregivers", moment = "start",
      meeting = programme.meetings[1], copies = (people + a_page - 1) // a_page },
  }
end

local function is_sensitive(meeting)
  for _, session in ipairs(meeting.sessions) do
    if session.sensitive then return true end
  end
  return false
end

local function topic(meeting)
  if not baraza.options.topics then return "" end
  if is_sensitive(meeting) then return tr("Our children and us") end
  return meeting.name
end

-- Where nobody reads, a box is crossed when a meeting has been.
local function box(context) return context.facts.literacy == "none_read" and "☐ " or "" end

-- Days without a meeting stand between the meetings, with their reason; several for the same reason as from and to.
local function rows(programme, context)
  local list, closed, at = {}, programme.closed, 1
  local function closed_before(day)
    while closed[at] and closed[at].iso_date < day do
      local last = at
      while closed[last + 1] and closed[last + 1].iso_date < day and closed[last + 1].reason == closed[at].reason do last = last + 1 end
      local days = closed[at].date .. (last > at and " – " .. closed[last].date or "")
      list[#list + 1] = { "–", "*" .. days .. "*", "", "*" .. (closed[at].moved_to and "" or tr("No meeting") .. ": ") .. (closed[at].reason or "") .. "*" }
      at = last + 1
    end
  end
  for _, meeting in ipairs(programme.meetings) do
    closed_before(meeting.iso_date)
    list[#list + 1] = {
      { text = baraza.number(meeting.number), header = true }, box(context) .. "**" .. (meeting.date_both or meeting.date) .. "**", meeting.starts, topic(meeting),
    }
  end
  return list
end

local function chart(doc, programme, context)
  local first = programme.meetings[1]
  doc:heading(1, context.group and baraza.text(context.group.title) or programme.curriculum.title)
  if first.where then
    doc:strip{ { label = tr("Where"), text = baraza.text(first.where), icon = "place" },
      { label = tr("How long"), text = baraza.minutes(first.minutes), icon = "clock" } }
  end
  doc:table({ "", tr("Date"), tr("Time"), "" }, rows(programme, context), { columns = "rlll" })
end

-- The days of one month on one line, each with its box to cross.
local function by_month(programme)
  local lines, before = {}, nil
  for _, meeting in ipairs(programme.meetings) do
    local day = baraza.day(meeting.iso_date)
    local is_new = not before or day.month ~= before.month or day.year ~= before.year
    if is_new then
      local year = before and day.year == before.year and "" or " " .. baraza.number(day.year)
      lines[#lines + 1] = day.month_name .. year .. ":"
    end
    lines[#lines] = lines[#lines] .. " ☐\u{a0}**" .. baraza.number(day.day) .. "**"
    before = day
  end
  return lines
end

local function cards(doc, programme, context, a_page)
  local first = programme.meetings[1]
  local hour, weekday = same_hour(programme), same_weekday(programme)
  local head = tr("Our meetings")
  local lines = {}
  if is_by_month(programme, context) then
    head = head .. tr(", ") .. weekday .. tr(", ") .. hour
    lines = by_month(programme)
  else
    if hour then head = head .. tr(", ") .. hour end
    for i, meeting in ipairs(programme.meetings) do
      local starts = not hour and meeting.starts and tr(", ") .. meeting.starts or ""
      lines[i] = box(context) .. (meeting.date_both or meeting.date) .. starts
    end
  end
  if first.where then table.insert(lines, 1, baraza.text(first.where)) end
  local list = {}
  for i = 1, a_page do list[i] = { text = "**" .. head .. "**", more = lines } end
  -- Smaller type where there are many dates; the cards are as high as they need.
  doc:cards(list, { count = #programme.meetings > 6 and 8 or a_page })
end

function plugin.document(descriptor, programme, context)
  -- The cards are cut in one go from one side of a sheet.
  local doc = baraza.document{ running = programme.curriculum.title, tone = descriptor.id == "date-cards" and "one-page" or nil }
  if descriptor.id == "calendar" then chart(doc, programme, context)
  else cards(doc, programme, context, cards_a_page(programme, context)) end
  return doc
end

return plugin
