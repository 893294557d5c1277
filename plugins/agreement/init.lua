-- What the group promises each other. Some sentences are there to begin with, because groups forget them; the
-- others are the group's own. Consent is a sign of any kind, by code or first name. Where nobody reads, a promise
-- is a sign or a thing on the ground, and nobody signs: a mark on a paper looks like a list of an office.
local plugin = {}

local function nobody_reads(context) return context.facts.literacy == "none_read" end

function plugin.documents(programme, context)
  local audience = nobody_reads(context) and "facilitator" or "caregivers"
  return { { id = "agreement", title = tr("Our agreement"), audience = audience, moment = "start", copies = 1 } }
end

local RULES = {
  "What is told here stays here. There is one limit: when a child or an adult is in danger, we get help.",
  "Everybody may speak, and everybody may stay silent.",
  "We listen to the end. We give no advice that nobody asked for.",
  "Nobody is laughed at, and nobody is better than another.",
  "We begin and end on time. Telephones are quiet.",
  "Whoever misses a meeting is welcome at the next one.",
}

-- Promises that the group adds.
local OWN_LINES, OWN_THINGS = 5, 3

local function review(programme)
  local meetings = programme.meetings
  local meeting = meetings[(#meetings + 1) // 2 + 1] or meetings[#meetings]
  return meeting and meeting.date
end

local function signed(doc, context)
  doc:paragraph(tr("Read each sentence aloud. Change it until all can say yes to it."), { tone = "lead" })
  local items = {}
  for i, text in ipairs(RULES) do items[i] = tr(text) end
  doc:checklist(items)
  doc:section{ title = tr("In our own words"), keep = true }:lines(OWN_LINES)
  local section = doc:section{ title = tr("We agree"), keep = true }
  section:paragraph(tr("A name, a sign, a thumbprint or a small drawing. Nobody has to sign."))
  local rows = {}
  for i = 1, (context.people + 2) // 3 do rows[i] = { "", "", "" } end
  section:grid(nil, rows, { wide = true })
end

local function laid_down(doc)
  doc:paragraph(tr("For the facilitator: nobody else has to read or write. Say each promise aloud, and let the group choose a sign or a thing for it: a drawing, a leaf, a stone. Change it until all can say yes to it."), { tone = "lead" })
  local rows = {}
  for i, text in ipairs(RULES) do rows[i] = { { text = tr(text), header = true, span = 2 }, "" } end
  for i = 1, OWN_THINGS do rows[#RULES + i] = { { text = "", span = 2 }, "" } end
  doc:grid({ { text = tr("Promise"), span = 2 }, tr("Our sign or thing for it") }, rows, { wide = true })
  local section = doc:section{ title = tr("We agree"), keep = true }
  section:list{
    tr("Everybody lays a hand on them, or says yes. Nobody has to sign, and nobody gives a thumbprint."),
    tr("They lie in the middle of each meeting. Whoever is new is told each one."),
  }
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{
    running = programme.curriculum.title,
    tone = nobody_reads(context) and "one-page" or nil,
  }
  doc:heading(1, descriptor.title)
  if nobody_reads(context) then laid_down(doc) else signed(doc, context) end
  local date = review(programme)
  doc:strip{ { label = tr("We look at it again on"), text = date or " ", icon = "calendar" } }
  return doc
end

return plugin
