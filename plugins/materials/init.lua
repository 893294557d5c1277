-- Packing lists: one a meeting, to tick while packing; and one for the whole programme, to buy, make
-- and print in one go. The counts come with the plan.
local plugin = {}

local ways = { "print", "buy", "make", "borrow", "bring" }

function plugin.documents(programme, context)
  local list = { {
    id = "materials", title = tr("Shopping and printing list"), audience = "facilitator", moment = "start",
  } }
  for _, meeting in ipairs(programme.meetings) do
    if #meeting.materials > 0 then
      list[#list + 1] = {
        id = "materials-" .. meeting.number, title = tr("Packing list") .. ": " .. meeting.name,
        audience = "facilitator", moment = "before", session = meeting.sessions[1], meeting = meeting,
      }
    end
  end
  return list
end

local function count(supply)
  local text = baraza.number(supply.count)
  return supply.spares > 0 and text .. "\u{a0}+\u{a0}" .. baraza.number(supply.spares) or text
end

-- "1–3, 5": three and more in a row as from and to.
local function ranges(numbers)
  local list, at = {}, 1
  while at <= #numbers do
    local last = at
    while numbers[last + 1] == numbers[last] + 1 do last = last + 1 end
    if last < at + 2 then last = at end
    local text = baraza.number(numbers[at])
    list[#list + 1] = last > at and text .. "–" .. baraza.number(numbers[last]) or text
    at = last + 1
  end
  return table.concat(list, tr(", "))
end

-- The numbers of the meetings that need the same thing.
local function meetings(programme, supply)
  local list = {}
  for _, meeting in ipairs(programme.meetings) do
    for _, other in ipairs(meeting.materials) do
      if other.item == supply.item and other.get == supply.get and other.per == supply.per then
        list[#list + 1] = meeting.number
        break
      end
    end
  end
  return ranges(list)
end

local function needed_for(supply)
  local list = {}
  for _, activity in ipairs(supply.activities) do list[#list + 1] = activity.title end
  return table.concat(list, tr("; "))
end

-- Whether the sheets of plugin `cards` are made for this group.
local function has_sheets(context)
  for _, adaptation in ipairs(context.adaptations) do
    for _, plugin in ipairs(adaptation.plugins) do
      if plugin.use.id == "cards" then return true end
    end
  end
  return false
end

-- What is printed for parts with cards: how many sets, that they are in the guide where there are no sheets of them, and
-- where nobody reads that they are the facilitator's. By item, for the sums of a programme do not say which parts they
-- are for.
local function cards_of(meetings, context)
  local cards, sheets = {}, has_sheets(context)
  local function note(supply, activity)
    local known = cards[supply.item] or { sets = 0, said = {} }
    local session = activity.session.id
    if not known[session] then known[session], known.sets = true, known.sets + 1 end
    known.is_told = context.facts.literacy == "none_read"
    known.said = { not sheets and tr("copied from the guide") or nil }
    if known.is_told then known.said[#known.said + 1] = tr("for you, to tell aloud") end
    cards[supply.item] = known
  end
  for _, meeting in ipairs(meetings) do
    for _, supply in ipairs(meeting.materials) do
      for _, activity in ipairs(supply.activities) do
        if supply.get == "print" and not supply.from and #activity:blocks{ act = "cards" } > 0 then note(supply, activity) end
      end
    end
  end
  return cards
end

-- One table, so that all columns stand below each other, with a row of its own for each way of coming by things; `last`
-- gives the last cell. For whom a thing is stands on the list of its meeting: who shops needs the number.
local function row_of(supply, cards, last, is_all)
  local what, card = supply.item, cards[supply.item]
  local is_told = card and card.is_told
  if card and #card.said > 0 then what = what .. " (" .. table.concat(card.said, tr("; ")) .. ")" end
  local row = { "☐\u{a0}" .. (is_told and baraza.number(card.sets) or count(supply)), what }
  if not is_all then row[3] = is_told and "" or supply.per_label end
  row[#row + 1] = last(supply)
  return row
end

local function list_of(doc, supplies, cards, head, last, is_all)
  local heads = { (tr("How many"):gsub(" ", "\u{a0}")), tr("What"), head }
  if not is_all then table.insert(heads, 3, tr("For whom")) end
  local rows = {}
  for _, way in ipairs(ways) do
    local is_first = true
    for _, supply in ipairs(supplies) do
      if supply.get == way then
        if is_first then rows[#rows + 1] = { { text = supply.get_label, header = true, span = #heads } } end
        rows[#rows + 1] = row_of(supply, cards, last, is_all)
        is_first = false
      end
    end
  end
  if #rows > 0 then doc:table(heads, rows, { columns = ("l"):rep(#heads) }) end
end

local function counted_for(doc, context)
  local people = baraza.number(context.people) .. " " .. tr("caregivers")
  if context.families ~= context.people then people = people .. tr(", ") .. baraza.number(context.families) .. " " .. tr("families") end
  doc:paragraph(tr("Counted for") .. " " .. people .. ". " .. tr("What stands behind a plus is spare."), { tone = "muted" })
end

function plugin.document(descriptor, programme, context)
  local meeting = descriptor.meeting
  local cards = cards_of(meeting and { meeting } or programme.meetings, context)
  local doc = baraza.document{ running = programme.curriculum.title, tone = "one-page" }
  doc:heading(1, descriptor.title)
  if not meeting then
    counted_for(doc, context)
    list_of(doc, programme.materials, cards, tr("Meetings"), function(supply) return meetings(programme, supply) end, true)
    return doc
  end
  if meeting.date then
    doc:strip{ { label = tr("When"), text = meeting.date .. (meeting.starts and tr(", ") .. meeting.starts or ""), icon = "calendar" },
      meeting.where and { label = tr("Where"), text = baraza.text(meeting.where), icon = "place" } or nil }
  end
  counted_for(doc, context)
  list_of(doc, meeting.materials, cards, tr("Part"), needed_for)
  doc:lines(3, tr("Also"))
  return doc
end

return plugin
