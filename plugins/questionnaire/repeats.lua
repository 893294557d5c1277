-- What is asked again for each participant: a grid with a line for each, the number first; in two halves beside each
-- other where the questions are few and the people many, so that all stand on one side; across the page where the
-- questions are many, and where they are too many for that, a block for each. Numbers only: the sheet with the names
-- is another one, and lies elsewhere.
local repeats = {}

-- Columns as wide as a short answer: so many stand beside the numbers on a page held upright, and across.
local UPRIGHT, ACROSS = 6, 10
-- Two halves of so many columns are wide enough for a digit or two; fewer people than this stand below each other.
local HALF, MANY = 4, 10

-- Words need the room of two.
local function width_of(question) return question.type == "text" and 2 or 1 end

local function width(question)
  local sum = 0
  for _, inner in ipairs(question.questions) do sum = sum + width_of(inner) end
  return sum
end

-- Whether the sheet of a form lies across: one of its grids is too wide for a page held upright.
function repeats.lie_across(form)
  for _, question in ipairs(form.questions) do
    local wide = width(question)
    if wide > UPRIGHT and wide <= ACROSS then return true end
  end
  return false
end

function repeats.has(form)
  for _, question in ipairs(form.questions) do
    if question.type == "repeat" then return true end
  end
  return false
end

local function listed(choices)
  local list = {}
  for i, choice in ipairs(choices) do list[i] = baraza.number(i) .. " " .. choice end
  return table.concat(list, tr("; "))
end

-- What may be written into a cell, said in the head of its column.
local ANSWERS = {
  faces = function() return listed{ tr("good"), tr("so-so"), tr("not good") } end,
  days = function() return baraza.number(0) .. "–" .. baraza.number(7) end,
  one_of = function(question) return listed(question.choices) end,
  many_of = function(question) return listed(question.choices) end,
  likert = function(question) return listed(question.choices) end,
  integer = function(question)
    local range = question.range
    return range and baraza.number(range.low) .. "–" .. baraza.number(range.high)
  end,
  date = function() return tr("Day/month") end,
  time = function() return tr("Hour:minutes") end,
}

local function pieces_of(question, ways)
  local pieces = { "**" .. ways.number(question) .. "** " .. question.ask }
  local answer = ANSWERS[question.type] and ANSWERS[question.type](question)
  pieces[2] = answer and "*" .. answer .. "*"
  pieces[#pieces + 1] = ways.condition(question)
  return table.concat(pieces, " — ")
end

local function has_choices(question)
  for _, inner in ipairs(question.questions) do
    if #inner.choices > 0 or inner.type == "faces" then return true end
  end
  return false
end

local function grid(doc, question, people, ways)
  local head, rows = { tr("No.") }, {}
  for i, inner in ipairs(question.questions) do head[i + 1] = { text = pieces_of(inner, ways), span = width_of(inner) } end
  for n = 1, people do
    local row = { { text = baraza.number(n), header = true } }
    for i, inner in ipairs(question.questions) do row[i + 1] = { span = width_of(inner) } end
    rows[n] = row
  end
  doc:grid(head, rows, { wide = true })
end

-- The questions stand above with their numbers, which are all that the heads of narrow columns hold.
local function halves(doc, question, people, ways)
  local items, head, rows = {}, { tr("No.") }, {}
  for i, inner in ipairs(question.questions) do
    items[i], head[i + 1] = pieces_of(inner, ways), ways.number(inner)
  end
  local columns, lines = #head, (people + 1) // 2
  for i = 1, columns do head[columns + i] = head[i] end
  for n = 1, lines do
    local row = { { text = baraza.number(n), header = true } }
    for i = 2, columns * 2 do row[i] = "" end
    if n + lines <= people then row[columns + 1] = { text = baraza.number(n + lines), header = true } end
    rows[n] = row
  end
  doc:list(items)
  doc:grid(head, rows, { wide = true })
end

local function fits_twice(question, people)
  for _, inner in ipairs(question.questions) do
    if inner.type == "text" then return false end
  end
  return people >= MANY and #question.questions <= HALF
end

local function blocks(doc, question, people, ways)
  for n = 1, people do
    local section = doc:section{ title = tr("Participant number") .. " " .. baraza.number(n), keep = true }
    for _, inner in ipairs(question.questions) do ways.draw(section, inner) end
  end
end

-- `ways` knows the form: number(question), condition(question), draw(builder, question).
function repeats.build(doc, question, context, ways)
  local people = context.people + context.spares
  local is_grid = width(question) <= ACROSS
  local hint = tr("A line for each participant, by number. No names, and nothing that somebody told.")
  if is_grid and has_choices(question) then hint = hint .. " " .. tr("Write the number of the answer.") end
  doc:paragraph(hint, { tone = "small" })
  local build = is_grid and (fits_twice(question, people) and halves or grid) or blocks
  build(doc, question, people, ways)
end

return repeats
