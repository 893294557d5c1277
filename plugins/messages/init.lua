-- Messages for telephones: a reminder before each meeting and a tip after it. As text (`-f text`) each is
-- a file to be sent as it is; on paper and on a screen they stand together, with the day on which to send.
local texts = require("texts")

local plugin = {}

local kinds = { "reminder", "tip" }

local function each(programme, context, what)
  for _, meeting in ipairs(programme.meetings) do
    for _, kind in ipairs(kinds) do
      local wanted = kind == "reminder" or baraza.options.tip_days > 0
      local lines = meeting.date and wanted and texts[kind](meeting, context)
      if lines then what(meeting, kind, lines) end
    end
  end
end

local function name(kind) return kind == "reminder" and tr("Reminder") or tr("Tip of the week") end

function plugin.documents(programme, context)
  local list = {}
  each(programme, context, function(meeting, kind)
    list[#list + 1] = {
      id = "message-" .. meeting.number .. "-" .. kind, title = name(kind) .. " " .. baraza.number(meeting.number),
      audience = "caregivers", session = meeting.sessions[1], meeting = meeting, format = "text",
      moment = kind == "reminder" and "before" or "after", kind = kind, copies = 1,
    }
  end)
  if #list > 0 then
    list[#list + 1] = { id = "messages", title = tr("Messages to send"), audience = "facilitator", moment = "start" }
  end
  return list
end

-- The reminder of a meeting that was moved comes before the day on which people would go for nothing.
local function send_on(meeting, kind)
  local day = meeting.iso_date
  if kind == "reminder" then
    local moved = meeting.iso_moved_from
    return baraza.before(moved and moved < day and moved or day, baraza.options.reminder)
  end
  return baraza.after(meeting.iso_date, baraza.options.tip_days .. " days")
end

local function all(doc, programme, context)
  doc:heading(1, tr("Messages to send"))
  doc:paragraph(tr("Copy each into your group's chat, or read it to those who have no telephone of their own."))
  each(programme, context, function(meeting, kind, lines)
    local day = send_on(meeting, kind)
    local box = doc:box{ label = name(kind), icon = "phone", tone = "plain", keep = true }
    -- The number stands with the day: behind the name it would fall on a line of its own.
    local number = "**" .. baraza.number(meeting.number) .. ".**"
    box:paragraph(day and number .. " " .. tr("Send on") .. " " .. baraza.date(day) or number, { tone = "muted" })
    for _, line in ipairs(lines) do box:paragraph(line) end
  end)
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title }
  if not descriptor.kind then
    all(doc, programme, context)
    return doc
  end
  for _, line in ipairs(texts[descriptor.kind](descriptor.meeting, context)) do doc:paragraph(line) end
  return doc
end

return plugin
