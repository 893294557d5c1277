-- For groups that choose their topics: what there is to choose from, lines for topics of their own, and a sheet
-- for the vote. Votes are stones or strokes: nobody has to write.
local plugin = {}

function plugin.documents(programme, context)
  if programme.curriculum.runs ~= "by_choice" then return {} end
  return {
    { id = "topic-bank", title = tr("Topics for our meetings"), audience = "caregivers", moment = "start", copies = 1 },
    { id = "topic-votes", title = tr("Our vote"), audience = "caregivers", moment = "start", copies = 1 },
  }
end

-- What can be chosen: not the sessions with which every group begins, nor the open meeting that a topic fills.
local function topics(curriculum)
  local begins, list = {}, {}
  for _, session in ipairs(curriculum.first) do begins[session.id] = true end
  for _, session in ipairs(curriculum.sessions) do
    if not begins[session.id] and session.id ~= "open-meeting" then list[#list + 1] = session end
  end
  return list
end

local function bank(doc, list)
  doc:paragraph(tr("Any parent can bring a topic. Put a mark beside what you would like to talk about, or say it to whoever keeps this sheet."), { tone = "lead" })
  local items = {}
  for i, session in ipairs(list) do
    items[i] = "**" .. session.title .. "**" .. (session.purpose and ": " .. session.purpose or "")
  end
  doc:checklist(items)
  doc:section{ title = tr("Topics of our own"), keep = true }:lines(6)
end

local function votes(doc, list)
  doc:list({
    tr("Lay one picture or sheet for each topic on the ground, and read it aloud."),
    tr("Everybody has three stones, or three strokes on this sheet. All may go to one topic."),
    tr("Count aloud. The topic with most stones comes next; the others stay in the bank."),
    tr("Nobody has to explain a stone."),
  }, { ordered = true })
  local rows = {}
  for i, session in ipairs(list) do rows[i] = { { text = session.title, header = true }, "", "" } end
  for _ = 1, 3 do rows[#rows + 1] = { "", "", "" } end
  doc:grid({ tr("Topic"), tr("Stones or strokes"), tr("On the day") }, rows, { wide = true })
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title }
  local list = topics(programme.curriculum)
  doc:heading(1, descriptor.title)
  if descriptor.id == "topic-bank" then bank(doc, list) else votes(doc, list) end
  return doc
end

return plugin
