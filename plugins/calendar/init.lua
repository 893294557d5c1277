-- The dates, in both calendars where there are two: a chart for the wall, and cards to take home. A card carries no name and no
-- topic, since others at home will see it.
local plugin = {}

local A_PAGE = 4

local function has_dates(programme)
  local meeting = programme.meetings[1]
  return meeting and meeting.date
end

function plugin.documents(programme, context)
  if not has_dates(programme) then return {} end
  local people = context.people + context.spares
  return {
    { id = "calendar", title = tr("Our meetings"), audience = "caregivers", moment = "always", copies = 1 },
    { id = "date-cards", title = tr("Date cards"), audience = "caregivers", moment = "start",
      meeting = programme.meetings[1], copies = (people + A_PAGE - 1) // A_PAGE },
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
      list[#list + 1] = { "–", "*" .. days .. "*", "", "*" .. tr("No meeting") .. ": " .. (closed[at].reason or "") .. "*" }
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

-- The hour, when all meetings start at the same.
local function same_hour(programme)
  local hour = programme.meetings[1].starts
  for _, meeting in ipairs(programme.meetings) do
    if meeting.starts ~= hour then return nil end
  end
  return #programme.meetings > 1 and hour or nil
end

local function cards(doc, programme, context)
  local first = programme.meetings[1]
  local hour = same_hour(programme)
  local lines = { first.where and baraza.text(first.where) or nil }
  for _, meeting in ipairs(programme.meetings) do
    local starts = not hour and meeting.starts and tr(", ") .. meeting.starts or ""
    lines[#lines + 1] = box(context) .. (meeting.date_both or meeting.date) .. starts
  end
  local list = {}
  for i = 1, A_PAGE do list[i] = { text = "**" .. tr("Our meetings") .. (hour and tr(", ") .. hour or "") .. "**", more = lines } end
  -- Smaller type where there are many dates; the cards are as high as they need.
  doc:cards(list, { count = #programme.meetings > 6 and 8 or A_PAGE })
end

function plugin.document(descriptor, programme, context)
  -- The cards are cut in one go from one side of a sheet.
  local doc = baraza.document{ running = programme.curriculum.title, tone = descriptor.id == "date-cards" and "one-page" or nil }
  if descriptor.id == "calendar" then chart(doc, programme, context)
  else cards(doc, programme, context) end
  return doc
end

return plugin
