-- A leaf with a little of everything, in the words of its curriculum: each line of the session's prepare
-- list is a text to use. Its design is the test's own, so that guides may change without it.
local plugin = {}

function plugin.documents(programme, context)
  local list = {}
  for _, session in ipairs(programme.curriculum.sessions) do
    list[#list + 1] = { id = "leaf-" .. session.id, title = session.title, audience = "facilitator", session = session }
  end
  return list
end

local function words(session)
  local list = {}
  for _, task in ipairs(session.prepare) do list[#list + 1] = baraza.text(task.task) end
  return list
end

function plugin.document(descriptor, programme, context)
  local session = descriptor.session
  local w = words(session)
  local doc = baraza.document{ running = programme.curriculum.title }
  doc:heading(1, session.title)
  doc:strip{
    { label = w[1], text = w[2], icon = "clock" },
    { label = w[3], text = w[4], icon = "people" },
    { label = w[5], text = w[6], icon = "place" },
  }
  for i, activity in ipairs(session.activities) do
    local part = doc:section{ title = activity.title, badge = baraza.number(i), icon = activity.method }
    part:place(activity)
  end
  doc:page_break()
  doc:heading(2, w[3])
  doc:table({ w[1], w[3], w[5] }, { { w[2], w[4], w[6] }, { w[6], baraza.number(12), w[2] }, { w[4], w[6], w[1] } })
  doc:checklist{ w[2], w[4], w[6] }
  local halves = doc:columns(2)
  halves:paragraph(w[6])
  halves:paragraph(w[4])
  doc:grid({ w[1], w[3], w[5] }, { { w[2], "", "" }, { w[4], "", "" } })
  doc:scale{ w[1], w[3], w[5] }
  doc:lines(2, w[5])
  doc:figure{ src = "curricula/shared/door.svg", alt = w[6], caption = w[6] }
  doc:qr{ url = "https://example.org/baraza", caption = w[5] }
  doc:cards{ w[1], w[2], w[3], w[4] }
  return doc
end

return plugin
