-- The children's corner: who is there, its rules, and a sheet on which children are brought and collected. Only
-- groups that have a corner get one. First names only; the sheet is locked away after the meeting.
local plugin = {}

function plugin.documents(programme, context)
  if not context.childcare then return {} end
  local list = { { id = "childcare", title = tr("The children's corner"), audience = "facilitator", moment = "always" } }
  for _, meeting in ipairs(programme.meetings) do
    list[#list + 1] = {
      id = "childcare-sheet-" .. meeting.number, title = tr("Brought and collected") .. ": " .. meeting.name,
      audience = "facilitator", moment = "during", session = meeting.sessions[1], meeting = meeting,
    }
  end
  return list
end

local function facts(childcare)
  local list = {}
  local function fact(label, text, icon) list[#list + 1] = { label = label, text = text, icon = icon } end
  if childcare.place then fact(tr("Where"), baraza.text(childcare.place), "place") end
  if childcare.lead then fact(tr("Who leads"), baraza.text(childcare.lead), "people") end
  if childcare.adults then fact(tr("Adults"), baraza.number(childcare.adults), "people") end
  local ages = childcare.ages
  if ages then fact(tr("Ages"), baraza.number(ages.low) .. "–" .. baraza.number(ages.high), "game") end
  return list
end

local RULES = {
  "There are always two adults, and others can see them at any time.",
  "The corner opens before the meeting and closes when the last child has been collected.",
  "A child leaves only with the person who brought the child, or with somebody whom this person has named on the sheet.",
  "Nobody hits, shouts at, shames or forces a child. Nobody takes pictures.",
  "A child who cries for long is brought to the caregiver. The meeting can wait.",
  "Sweets, medicine and food only as the caregiver has said.",
  "The toilet: a child goes with the caregiver, or two adults know about it.",
  "Does a child tell of harm, or does somebody see an injury: listen, ask nothing, and tell the facilitator at once, alone.",
}

local READY = {
  "The adults are known to the team, have signed its rules for the safety of children, and know whom to tell.",
  "The room is looked over: nothing sharp, hot or small enough to swallow; the door closes.",
  "Drinking water and cups, soap, a towel, a cloth.",
  "Mats, balls of cloth, paper and crayons, a song that all know.",
  "The sheet and a pen at the door.",
}

-- Lines of the sheet that one side holds; a larger corner prints it twice.
local ONE_PAGE = 16

local function labels(list)
  local all = {}
  for i, text in ipairs(list) do all[i] = tr(text) end
  return all
end

local function corner(doc, context)
  doc:strip(facts(context.childcare))
  doc:section{ title = tr("Before the children come") }:checklist(labels(READY))
  doc:section{ title = tr("Our rules") }:list(labels(RULES))
end

local function sheet(doc, meeting, context)
  doc:grid({ tr("Date"), { text = tr("Adults here"), span = 2 } }, { { meeting.date or "", { text = "", span = 2 } } }, { wide = true })
  -- Widths by what is written there: a number, an age, a name.
  local columns = {
    { tr("No."), 1 }, { tr("First name"), 2 }, { tr("Age"), 1 }, { tr("Brought by"), 2 },
    { tr("To know (allergy, fear)"), 2 }, { tr("May be collected by"), 2 }, { tr("Collected at, sign or mark"), 2 },
  }
  local head, rows = {}, {}
  for i, column in ipairs(columns) do head[i] = { text = column[1], span = column[2] } end
  for i = 1, math.min(context.people + context.people // 2, ONE_PAGE) do
    rows[i] = {}
    for c, column in ipairs(columns) do rows[i][c] = { text = c == 1 and baraza.number(i) or "", span = column[2] } end
  end
  doc:grid(head, rows, { wide = true })
  doc:paragraph(tr("After the meeting the sheet is locked away. It is destroyed when the programme ends."), { tone = "small" })
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title, tone = "one-page" }
  -- The sheet lies at the door: it does not say what the meeting is about.
  local meeting = descriptor.meeting
  doc:heading(1, meeting and tr("Brought and collected") or descriptor.title)
  if meeting then sheet(doc, meeting, context) else corner(doc, context) end
  return doc
end

return plugin
