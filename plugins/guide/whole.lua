-- The whole programme as one book: cover, contents, the meetings at a glance, what to prepare by the day on which
-- it is due, what is the core and stays, where help is, and then the guide of each meeting on a page of its own.
local closing = require("closing")
local whole = {}

local function cover(doc, programme, context)
  local curriculum, page = programme.curriculum, doc:cover()
  page:heading(1, curriculum.title)
  if curriculum.summary then page:paragraph(curriculum.summary, { tone = "lead" }) end
  page:paragraph(curriculum.audience)
  local facts = {}
  if context.group then facts[#facts + 1] = { label = tr("Group"), text = baraza.text(context.group.title), icon = "people" } end
  local first, last = programme.meetings[1], programme.meetings[#programme.meetings]
  if first and first.date then
    facts[#facts + 1] = { label = tr("When"), text = first.date .. (last ~= first and " – " .. last.date or ""), icon = "calendar" }
  end
  if #facts > 0 then page:strip(facts) end
  if curriculum.credit then page:paragraph(curriculum.credit, { tone = "small" }) end
end

local function overview(doc, programme)
  local rows, dated = {}, false
  for i, meeting in ipairs(programme.meetings) do
    dated = dated or meeting.date ~= nil
    rows[i] = { baraza.number(meeting.number), meeting.date_both or "", meeting.name, meeting.minutes }
  end
  if not dated then
    for _, row in ipairs(rows) do table.remove(row, 2) end
  end
  doc:heading(2, tr("At a glance"))
  doc:table(dated and { tr("No."), tr("When"), tr("Session"), tr("Min") } or { tr("No."), tr("Session"), tr("Min") }, rows,
    { columns = dated and "rllr" or "rlr" })
end

-- Tasks of all meetings, by the day on which they are due; without dates, by how long before.
local function preparation(doc, programme)
  local list = {}
  for _, meeting in ipairs(programme.meetings) do
    for _, session in ipairs(meeting.begins) do
      for _, task in ipairs(session.prepare) do
        local due = meeting.iso_date and baraza.before(meeting.iso_date, task.before) or meeting.iso_date
        list[#list + 1] = { due = due or "", before = task.before, task = task.task, meeting = meeting }
      end
    end
  end
  if #list == 0 then return end
  table.sort(list, function(a, b) return a.due < b.due end)
  local rows = {}
  for i, one in ipairs(list) do
    -- The date stays in one line: parted, each task would take two.
    local by = one.due ~= "" and baraza.date(one.due):gsub(" ", "\u{a0}") or tr(one.before .. " before")
    rows[i] = { by, one.task, baraza.number(one.meeting.number) }
  end
  doc:heading(2, tr("To prepare in time"))
  doc:table({ tr("By"), tr("What"), tr("No.") }, rows, { columns = "llr" })
end

local function core(doc, programme)
  local items = {}
  for _, session in ipairs(programme.curriculum.sessions) do
    local parts = {}
    for _, activity in ipairs(session.activities) do
      if activity.may_change == "with_approval" then parts[#parts + 1] = activity.title end
    end
    if #parts > 0 then items[#items + 1] = "**" .. session.title .. ":** " .. table.concat(parts, tr("; ")) end
  end
  if #items == 0 then return end
  doc:heading(2, tr("What stays as it is"))
  doc:paragraph(tr("These parts make the programme work, or keep people safe. Names, foods and examples may be yours; these parts change only with the consent of those who answer for the programme. Note on the sheet of each meeting what was done in another way, and why."))
  doc:list(items)
end

function whole.build(doc, programme, context, head, build_meeting)
  cover(doc, programme, context)
  doc:contents{ levels = 1 }
  doc:page_break()
  doc:heading(1, tr("The programme"))
  overview(doc, programme)
  preparation(doc, programme)
  core(doc, programme)
  doc:page_break()
  doc:heading(1, tr("When somebody needs help"))
  closing.help(doc, context)
  for _, meeting in ipairs(programme.meetings) do
    doc:page_break{ running = head(meeting, programme) }
    build_meeting(doc, meeting, context, true)
  end
end

return whole
