-- A certificate: one page, the name by hand. It says that somebody took part, and nothing about how.
local plugin = {}

function plugin.documents(programme, context)
  return { { id = "certificate", title = tr("Certificate"), audience = "caregivers", moment = "end" } }
end

local function period(meetings)
  local first, last = meetings[1], meetings[#meetings]
  if not (first and first.date) then return nil end
  return first == last and first.date or first.date .. " – " .. last.date
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ tone = "large" }
  doc:heading(1, descriptor.title)
  doc:lines(1, tr("Name"))
  doc:paragraph(tr("has taken part in the meetings of"), { tone = "lead" })
  doc:heading(2, programme.curriculum.title)
  if context.group then doc:paragraph(baraza.text(context.group.title)) end
  local when = period(programme.meetings)
  if when then doc:paragraph(when) end
  doc:box{ label = tr("Thank you"), tone = "key", icon = "heart" }:paragraph(tr("You have shared what you know, and listened to others. That helps your own children and those of your neighbours."))
  doc:lines(1, tr("Facilitator"))
  doc:lines(1, tr("Place and date"))
  return doc
end

return plugin
