-- What is asked again for each participant: a grid with a line for each, the number first; across the page where the
-- questions are many, and where they are too many for that, a block for each. Numbers only: the sheet with the names
-- is another one, and lies elsewhere.
local repeats = {}

-- Columns as wide as a short answer: so many stand beside the numbers on a page held upright, and across.
local UPRIGHT, ACROSS = 6, 10

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
  return table.concat(list, " · ")
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

local function head_of(question, ways)
  local pieces = { "**" .. ways.number(question) .. "** " .. question.ask }
  local answer = ANSWERS[question.type] and ANSWERS[question.type](question)
  pieces[2] = answer and "*" .. answer .. "*"
  pieces[#pieces + 1] = ways.condition(question)
  return { text = table.concat(pieces, " — "), span = width_of(question) }
end

local function has_choices(question)
  for _, inner in ipairs(question.questions) do
    if #inner.choices > 0 or inner.type == "faces" then return true end
  end
  return false
end

local function grid(doc, question, people, ways)
  local head, rows = { tr("No.") }, {}
  for i, inner in ipairs(question.questions) do head[i + 1] = head_of(inner, ways) end
  for n = 1, people do
    local row = { { text = baraza.number(n), header = true } }
    for i, inner in ipairs(question.questions) do row[i + 1] = { span = width_of(inner) } end
    rows[n] = row
  end
  doc:grid(head, rows, { wide = true })
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
  local build = is_grid and grid or blocks
  build(doc, question, people, ways)
end

return repeats
