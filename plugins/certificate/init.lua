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
  local is_small = context.paper.size == "A5"
  local doc = baraza.document{ tone = is_small and "one-page" or "large" }
  -- A cover carries no version and no page number: nobody frames a sheet that says DRAFT. A5 has no room for its margins.
  local page = is_small and doc or doc:cover()
  page:heading(1, descriptor.title)
  page:lines(1, tr("Name"))
  page:paragraph(tr("has taken part in the meetings of"), { tone = "lead" })
  page:heading(2, programme.curriculum.title)
  if context.group then page:paragraph(baraza.text(context.group.title)) end
  local when = period(programme.meetings)
  if when then page:paragraph(when) end
  page:box{ label = tr("Thank you"), tone = "key", icon = "heart" }:paragraph(tr("You have shared what you know, and listened to others. That helps your own children and those of your neighbours."))
  page:lines(1, tr("Facilitator"))
  page:lines(1, tr("Place and date"))
  return doc
end

return plugin
