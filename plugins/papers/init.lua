-- What to print: a page that leads to every document, grouped by when it is needed and for whom, and a
-- cover for the papers of one meeting. Both are made when the other documents are there.
local plugin = {}

function plugin.documents(programme, context)
  local list = { {
    id = "start-here", title = tr("What to print, and when"), audience = "facilitator", moment = "index",
  } }
  for _, meeting in ipairs(programme.meetings) do
    list[#list + 1] = {
      id = "papers-" .. meeting.number, title = tr("Papers for the meeting") .. ": " .. meeting.name, audience = "facilitator",
      moment = "pack", session = meeting.sessions[1], meeting = meeting, number = meeting.number,
    }
  end
  return list
end

-- To read on a screen or to print: the PDF where there is one.
local function best_file(document)
  local files = document.files
  for _, ending in ipairs{ "%.pdf$", "%.html$", "%.docx$", "%.xlsx$", "%.txt$" } do
    for _, file in ipairs(files) do
      if file:find(ending) then return file end
    end
  end
  return files[1]
end

-- Under the name of its meeting a document need not say it again.
local function short(document, meeting)
  local text = document.title
  local tail = meeting and ": " .. meeting.name
  if tail and #text > #tail and text:sub(-#tail) == tail then return text:sub(1, -#tail - 1) end
  return text
end

local function title(document, meeting)
  local file, text = best_file(document), short(document, meeting)
  return file and "[" .. text .. "](" .. file .. ")" or text
end

-- Three cells: on a telephone each stands in a line of its own, below the name.
local function row(name, document, copies)
  copies = baraza.number(copies or document.copies)
  return {
    { text = "☐ " .. name, header = true }, document.audience_label,
    document.pages and baraza.number(document.pages) .. " × " .. copies or copies,
  }
end

-- What every meeting needs, though it is one document: so many copies each, or nil.
local function copies_each(programme, document)
  local moment, n = document.moment, #programme.meetings
  if document.meeting or n == 0 or (moment ~= "before" and moment ~= "during" and moment ~= "after") then return nil end
  if document.copies % n ~= 0 then return nil end
  return document.copies // n
end

-- How many pages is known where the documents are there on paper.
local function counted(programme)
  for _, document in ipairs(programme.documents) do
    if document.pages then return true end
  end
  return false
end

local function table_of(doc, rows, programme)
  if #rows == 0 then return end
  doc:table({ tr("Document"), "", counted(programme) and tr("Pages × copies") or tr("Copies") }, rows, { columns = "llr", keep = #rows <= 16 })
end

-- Whom papers are for stands once above them, the facilitator first: short lists, on paper and on a telephone.
local function by_reader(list)
  local readers, known = {}, {}
  for _, entry in ipairs(list) do
    local name = entry.document.audience
    if not known[name] then
      known[name] = { label = entry.document.audience_label, entries = {} }
      table.insert(readers, name == "facilitator" and 1 or #readers + 1, known[name])
    end
    table.insert(known[name].entries, entry)
  end
  return readers
end

-- Side by side: a meeting takes a quarter of a page, and is not parted.
local function to_tick(doc, list, meeting)
  local readers = by_reader(list)
  local into = #readers > 1 and doc:columns(2) or doc
  for _, reader in ipairs(readers) do
    local items = {}
    -- The numbers stand in brackets: a dot before them would be a nought in Arabic.
    for i, entry in ipairs(reader.entries) do
      local document, copies = entry.document, baraza.number(entry.copies)
      items[i] = title(document, meeting) .. " (" .. (document.pages and baraza.number(document.pages) .. "\u{a0}×\u{a0}" or "") .. copies .. ")"
    end
    into:box{ label = reader.label, tone = "plain", keep = true }:checklist(items)
  end
end

-- The documents of one moment that belong to no meeting.
local function general(doc, programme, moment)
  local list = {}
  for _, document in ipairs(programme.documents) do
    if document.moment == moment and (not document.meeting or moment == "start") and not copies_each(programme, document) then
      list[#list + 1] = { document = document, copies = document.copies }
    end
  end
  if #list == 0 then return end
  doc:heading(2, list[1].document.moment_label)
  to_tick(doc, list)
end

local moments = { "before", "during", "after", "end", "always" }

-- The documents of one meeting, with the copies of each that it takes.
local function of_meeting(programme, meeting)
  local list = {}
  for _, moment in ipairs(moments) do
    for _, document in ipairs(programme.documents) do
      if document.moment == moment then
        local each = copies_each(programme, document)
        if each or document.meeting and document.meeting.number == meeting.number then
          list[#list + 1] = { document = document, copies = each or document.copies }
        end
      end
    end
  end
  return list
end

local function index(doc, programme, context)
  doc:heading(1, context.group and baraza.text(context.group.title) or programme.curriculum.title)
  doc:paragraph(tr("Print what stands under the date of your next meeting. Once at the beginning, print what stands first.") .. " "
    .. (counted(programme) and tr("Behind each name: pages × copies.") or tr("Behind each name: copies.")))
  general(doc, programme, "start")
  general(doc, programme, "always")
  if #programme.meetings > 0 then doc:heading(2, tr("Meeting by meeting")) end
  for _, meeting in ipairs(programme.meetings) do
    doc:heading(3, baraza.number(meeting.number) .. ". " .. (meeting.date and meeting.date .. ": " or "") .. meeting.name)
    to_tick(doc, of_meeting(programme, meeting), meeting)
  end
  for _, moment in ipairs{ "before", "during", "after", "end" } do general(doc, programme, moment) end
end

local function cover(doc, programme, context, number)
  local meeting = programme.meetings[number]
  doc:heading(1, (tr("Papers for meeting {number}"):gsub("{number}", baraza.number(number))))
  doc:paragraph("**" .. meeting.name .. "**")
  if meeting.date then
    doc:strip{ { label = tr("When"), text = meeting.date .. (meeting.starts and tr(", ") .. meeting.starts or ""), icon = "calendar" },
      meeting.where and { label = tr("Where"), text = baraza.text(meeting.where), icon = "place" } or nil }
  end
  local rows = {}
  for _, moment in ipairs{ "start", "before", "during", "after", "end" } do
    for _, document in ipairs(programme.documents) do
      if document.moment == moment then
        rows[#rows + 1] = row(short(document, meeting), document, copies_each(programme, document))
      end
    end
  end
  table_of(doc, rows, programme)
  doc:paragraph(tr("The papers follow in this order, each once. Copy each as often as its line says."), { tone = "muted" })
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title }
  if descriptor.number then cover(doc, programme, context, descriptor.number)
  else index(doc, programme, context) end
  return doc
end

return plugin
