-- A line for each part of the meeting as it was planned, so that nothing has to be copied by hand. Core is what may
-- be changed with approval only: those parts are counted. Changes are written down and not counted as faults.
local plugin = {}

function plugin.documents(programme, context)
  local list = {}
  for _, meeting in ipairs(programme.meetings) do
    list[#list + 1] = {
      id = "fidelity-" .. meeting.number, title = tr("What was done") .. ": " .. meeting.name,
      audience = "facilitator", moment = "after", session = meeting.sessions[1], meeting = meeting,
    }
  end
  return list
end

-- A grid and not a strip of facts: what is not known yet is written by hand.
local function facts(doc, meeting)
  doc:grid({ tr("On"), tr("Planned"), tr("Filled in by (role)") },
    { { meeting.date or "", baraza.minutes(meeting.minutes), "" } }, { wide = true })
end

local function is_core(activity) return activity.may_change == "with_approval" end

-- Columns as wide as a tick; the last is wider than all the others together. In large print it gives of its width, so
-- that the heads above the ticks, and with them the names of the parts, are not set small.
local WIDE, WIDE_IN_LARGE = 5, 3

local function parts(doc, meeting, context)
  local rows, core = {}, 0
  local wide = context.paper.large_print and WIDE_IN_LARGE or WIDE
  for _, part in ipairs(meeting.parts) do
    local activity = part.activity
    if activity then
      local title = part.title .. " (" .. baraza.number(part.minutes) .. ")"
      if is_core(activity) then
        core = core + 1
        title = title .. tr(", ") .. tr("core")
      end
      rows[#rows + 1] = { { text = title, header = true, icon = is_core(activity) and "key" or nil }, "", "", "", "", { span = wide } }
    end
  end
  doc:grid({ tr("Part (minutes)"), tr("Done"), tr("Partly"), tr("Not"), tr("Min"), { text = tr("What was changed, and why"), span = wide } },
    rows, { wide = true })
  return core, #rows
end

function plugin.document(descriptor, programme, context)
  local meeting = descriptor.meeting
  local doc = baraza.document{ running = programme.curriculum.title, tone = "one-page" }
  doc:heading(1, tr("What was done"))
  doc:paragraph("**" .. baraza.number(meeting.number) .. ". " .. meeting.name .. "**")
  facts(doc, meeting)
  local core, rows = parts(doc, meeting, context)
  local sums = { tr("Minutes in all:") .. " ______" }
  if core > 0 then
    table.insert(sums, 1, (tr("Core parts done: {done} of {all}."):gsub("{(%w+)}", { done = "______", all = baraza.number(core) })))
  end
  doc:paragraph(table.concat(sums, "   "))
  doc:paragraph(tr("On the same day, each facilitator alone; then compare. A change with a reason is no mistake: it shows what the programme needs here."), { tone = "small" })
  -- What the parts leave of the page is there to write on.
  doc:lines(math.max(2, 14 - rows), tr("What went well, and what I would do in another way"))
  return doc
end

return plugin
