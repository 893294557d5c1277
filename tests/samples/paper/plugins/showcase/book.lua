-- The book: cover, contents, chapters.
local book = {}

local function front(doc, t)
  local cover = doc:cover()
  cover:heading(1, t.title)
  cover:paragraph(t.subtitle)
  cover:figure{ src = "curricula/tiny/images/jar.svg", alt = t.jar }
  cover:paragraph(t.imprint, { tone = "muted" })
  doc:contents{ levels = 3 }
  doc:page_break{ right = true }
end

local function text(doc, t)
  doc:heading(2, t.text)
  doc:paragraph(t.paragraph .. baraza.note(t.note) .. " " .. t.more)
  doc:heading(3, t.lists)
  doc:list(t.short, { ordered = true })
  doc:markdown(t.nested)
  doc:paragraph(t.second .. baraza.note(t.other_note))
  doc:rule()
  doc:markdown("> " .. t.quote .. "\n\n```\n10 PRINT \"HELLO\"\n20 GOTO 10\n```\n")
end

local function tables(doc, t)
  doc:heading(2, t.tables)
  doc:table(t.plan_head, t.plan, { columns = "-l-r" })
  doc:table(t.long_head, t.long_rows)
  local rows = {}
  for i = 1, 36 do rows[i] = { i, t.names[(i - 1) % #t.names + 1], t.short[(i - 1) % #t.short + 1] } end
  doc:table(t.list_head, rows, { columns = "r--" })
end

local function forms(doc, t)
  doc:heading(2, t.forms)
  doc:checklist(t.ticks)
  doc:checklist(t.long_ticks)
  doc:lines(3, t.your_notes)
  doc:paragraph(t.how)
  doc:scale(t.faces, { tone = "faces" })
  doc:scale({ 1, 2, 3, 4, 5 }, { tone = "numbers" })
  doc:scale(t.faces)
  local days, rows = { "" }, {}
  for i = 1, 7 do days[i + 1] = t.day .. " " .. baraza.number(i) end
  for i, name in ipairs(t.short) do rows[i] = { { text = name, header = true }, "", "", "", "", "", "", "" } end
  doc:grid(days, rows)
  local head, names = { "" }, {}
  for i = 1, 31 do head[i + 1] = i end
  for i, name in ipairs(t.names) do names[i] = { { text = name, header = true } } end
  doc:grid(head, names)
end

local function pictures(doc, t)
  doc:heading(2, t.pictures)
  doc:figure{ src = "curricula/tiny/images/jar.svg", alt = t.jar, caption = t.caption }
  doc:paragraph(t.inline .. " ![" .. t.jar .. "](curricula/tiny/images/jar.svg) " .. t.more)
  doc:qr{ url = "https://example.org/calm-first", caption = t.scan }
  local columns = doc:columns(2)
  columns:paragraph(t.paragraph)
  columns:paragraph(t.more)
  local box = doc:box{ label = t.scan, icon = "phone", tone = "plain" }
  box:qr{ url = "https://example.org/a/rather/long/address?with=parameters&that=go&on=and+on" }
end

function book.build(doc, t, session)
  front(doc, t)
  doc:strip{
    { label = t.date, text = session.title, icon = "calendar" },
    { label = t.place, text = t.short[1], icon = "place" },
    { label = t.people, text = baraza.number(12), icon = "people" },
    { label = t.time, text = baraza.minutes(90), icon = "clock" },
  }
  text(doc, t)
  tables(doc, t)
  forms(doc, t)
  pictures(doc, t)
  doc:page_break{ right = true }
  for _, activity in ipairs(session.activities) do
    local section = doc:section{
      title = activity.title, badge = baraza.minutes(activity.minutes), starts = "16:30", icon = activity.method,
    }
    section:place(activity)
  end
end

return book
