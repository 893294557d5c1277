-- Faith and the hours of meetings. What is kept free is known before the plan from the place's lists of holidays;
-- what falls badly is seen after it. Nobody is asked what they believe: the notes are for all.
local plugin = {}

local function note(title, text)
  return baraza.markdown("::: note \"" .. title .. "\"\n" .. text .. "\n:::\n")
end

-- The fast in the lists of this place, or nil where it is not observed.
local function fast_of(context)
  for _, list in ipairs(context.holidays) do
    for _, day in ipairs(list.days) do
      if day.id == baraza.options.fast then return day end
    end
  end
end

-- What makes room for prayer, by how the group meets.
local function prayer(delivery)
  if delivery == "phone" then
    return tr("Ask before you call which hours are for prayer, and send nothing then. Nobody has to say whether they pray.")
  elseif delivery == "home_visit" then
    return tr("Ask at the door whether it is time for prayer. If so, wait outside or come back. Nobody has to say whether they pray.")
  end
  return tr("Show a clean and quiet place, and water to wash. Whoever prays goes first, and nobody has to say whether they do. Begin again when they are back.")
end

local function adapt_break(activity, fast, delivery)
  if baraza.options.prayer then
    activity:append(note(tr("Room for prayer"), prayer(delivery)),
      { why = tr("who prays should not have to choose between prayer and the meeting") })
  end
  if fast and delivery ~= "phone" then
    activity:append(note(fast.name,
      tr("During the fast the break is for rest: sit, breathe, look after the children. Food and drink stand outside, for children and for those who do not fast. Nobody is asked.")),
      { why = tr("in the month of fasting a break with water shuts people out") })
  end
end

local function adapt_moving(activity)
  activity:append(note(tr("When people fast"), tr("During the fast play it sitting down, or leave out the running.")),
    { why = tr("games that make thirsty are hard on those who fast") })
end

function plugin.adapt(curriculum, context)
  local fast = fast_of(context)
  for _, activity in ipairs(curriculum:activities()) do
    if activity.method == "break" then adapt_break(activity, fast, context.facts.delivery)
    elseif fast and activity.method == "game" then adapt_moving(activity) end
  end
end

-- Sunday is 0 (Zeller's congruence for the Gregorian calendar).
local function weekday(iso)
  local y, m, d = iso:match("^(%d+)-(%d+)-(%d+)$")
  y, m, d = tonumber(y), tonumber(m), tonumber(d)
  if m < 3 then y, m = y - 1, m + 12 end
  return (d + 13 * (m + 1) // 5 + y + y // 4 - y // 100 + y // 400 + 6) % 7
end

local function in_fast(programme, meeting)
  for _, observance in ipairs(programme.observances) do
    if observance.id == baraza.options.fast and observance.iso_from <= meeting.iso_date
      and meeting.iso_date <= observance.iso_to then return observance end
  end
end

local DAYS = { friday = { 5, "Friday" }, saturday = { 6, "Saturday" }, sunday = { 0, "Sunday" } }

-- Once for all meetings: a rhythm that falls on the day does so every week.
local function check_day(dated, report)
  local day, first, n = DAYS[baraza.options.day], nil, 0
  for _, meeting in ipairs(dated) do
    if day and weekday(meeting.iso_date) == day[1] then first, n = first or meeting, n + 1 end
  end
  if n > 0 then
    report:warning(nil, n .. (n == 1 and " meeting is on a " or " meetings are on a ") .. day[2] .. ", the first on " .. first.iso_date,
      "choose another day of the week, or leave the day out by `skip` in the group")
  end
end

-- Said once for all meetings, like the day: a rhythm that ends too late does so every week.
local function check_hour(programme, dated, report)
  local first, numbers = nil, {}
  for _, meeting in ipairs(dated) do
    local hour, minute = (meeting.ends or ""):match("^(%d+):(%d+)$")
    if hour and in_fast(programme, meeting) and tonumber(hour) * 60 + tonumber(minute) > baraza.options.latest * 60 then
      first, numbers[#numbers + 1] = first or meeting, meeting.number
    end
  end
  if not first then return end
  report:warning(nil, (#numbers == 1 and "meeting " or "meetings ") .. table.concat(numbers, ", ") .. " of the fast, from " .. first.iso_date
    .. (#numbers == 1 and ", ends at " or ", end at ") .. first.ends .. ", when those who fast are tired and cook",
    "let meetings in the fast end by " .. baraza.options.latest .. ":00: give the days an earlier `at` below the group's `on`")
end

function plugin.check(programme, context, report)
  local dated = {}
  for _, meeting in ipairs(programme.meetings) do
    if meeting.iso_date then dated[#dated + 1] = meeting end
  end
  check_day(dated, report)
  check_hour(programme, dated, report)
end

return plugin
