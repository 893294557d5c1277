-- What the group promises each other. Some sentences are there to begin with, because groups forget them; the
-- others are the group's own. Consent is a sign of any kind, by code or first name.
local plugin = {}

function plugin.documents(programme, context)
  return { { id = "agreement", title = tr("Our agreement"), audience = "caregivers", moment = "start", copies = 1 } }
end

local RULES = {
  "What is told here stays here. There is one limit: when a child or an adult is in danger, we get help.",
  "Everybody may speak, and everybody may stay silent.",
  "We listen to the end. We give no advice that nobody asked for.",
  "Nobody is laughed at, and nobody is better than another.",
  "We begin and end on time. Telephones are quiet.",
  "Who misses a meeting is welcome at the next.",
}

local function review(programme)
  local meetings = programme.meetings
  local meeting = meetings[(#meetings + 1) // 2 + 1] or meetings[#meetings]
  return meeting and meeting.date
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title }
  doc:heading(1, descriptor.title)
  doc:paragraph(tr("Read each sentence aloud. Change it until all can say yes to it."), { tone = "lead" })
  local items = {}
  for i, text in ipairs(RULES) do items[i] = tr(text) end
  doc:checklist(items)
  doc:section{ title = tr("In our own words"), keep = true }:lines(5)
  local section = doc:section{ title = tr("We agree"), keep = true }
  section:paragraph(tr("A name, a sign, a thumbprint or a small drawing. Nobody has to sign."))
  local rows = {}
  for i = 1, (context.people + 2) // 3 do rows[i] = { "", "", "" } end
  section:grid(nil, rows, { wide = true })
  local date = review(programme)
  doc:strip{ { label = tr("We look at it again on"), text = date or " ", icon = "calendar" } }
  return doc
end

return plugin
