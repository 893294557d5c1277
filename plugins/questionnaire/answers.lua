-- How each type of question is answered on paper: boxes to tick, faces, the days of a week, boxes and lines to
-- write in. What is asked again for each participant stands in repeats.lua.
local repeats = require("repeats")

local answers = {}

local function faces(box)
  box:scale({ tr("good"), tr("so-so"), tr("not good") }, { tone = "faces" })
end

local function days(box)
  local numbers = {}
  for n = 0, 7 do numbers[#numbers + 1] = baraza.number(n) end
  box:scale(numbers, { tone = "numbers" })
end

local function list_of(choices)
  local list = {}
  for i, choice in ipairs(choices) do list[i] = choice end
  return list
end

local function choices(box, question) box:checklist(list_of(question.choices)) end

-- A box for a few digits: a third of the width of the page.
local function box_for(doc, titles)
  local empty = {}
  for i = 1, titles and #titles or 1 do empty[i] = "" end
  doc:columns(titles and 2 or 3):grid(titles, { empty }, { keep = true })
end

local DRAW = {
  faces = faces,
  days = days,
  one_of = choices,
  many_of = choices,
  likert = function(box, question) box:scale(list_of(question.choices)) end,
  consent = function(box) box:checklist{ tr("Yes"), tr("No: thank the person, and ask nothing more.") } end,
  integer = function(box) box_for(box) end,
  date = function(box) box_for(box, { tr("Day"), tr("Month"), tr("Year") }) end,
  time = function(box) box_for(box, { tr("Hour"), tr("Minutes") }) end,
  text = function(box, question) box:lines(question.optional and 3 or 1) end,
  signature = function(box) box:lines(2, tr("Signature, thumbprint or cross")) end,
  office = function(box)
    box:box{ label = tr("For the office"), tone = "plain", keep = true }:lines(1)
  end,
}

local function list_of_is(only_if)
  local list = {}
  for i, choice in ipairs(only_if.is) do list[i] = "“" .. choice .. "”" end
  return list
end

local function condition(only_if, numbers)
  local what = only_if.more_than and tr("more than") .. " " .. baraza.number(only_if.more_than)
    or table.concat(list_of_is(only_if), " / ")
  return string.format(tr("Only if you answered %s to question %s"), what, numbers[only_if.question])
end

-- What is said below a question, in one piece, so that no page ends within it. `is_free`: it was said once, at the
-- head, that nobody has to answer.
local function said_below(question, numbers, is_free)
  local list, range = {}, question.range
  if question.only_if then list[1] = "*" .. condition(question.only_if, numbers) .. ".*" end
  if range then
    list[#list + 1] = string.format(tr("A number from %s to %s."), baraza.number(range.low), baraza.number(range.high))
  end
  if question.type == "many_of" then list[#list + 1] = tr("You can tick several.") end
  if question.optional and not is_free then list[#list + 1] = tr("You can leave this empty.") end
  return #list > 0 and table.concat(list, " ") or nil
end

-- What questions in a row must share to stand in one table; nil for what stands alone.
local function kind(question)
  local harm = question.self_report_of_harm and "harm\n" or ""
  local only_if = question.only_if
  if only_if then
    harm = harm .. only_if.question .. "\n" .. (only_if.more_than or table.concat(list_of_is(only_if), "\n")) .. "\n"
  end
  if question.type == "days" then return harm .. "days" end
  if question.type == "likert" then return harm .. "likert\n" .. table.concat(question.choices, "\n") end
end

local function run_from(questions, first)
  local shared, last = kind(questions[first]), first
  while shared and questions[last + 1] and kind(questions[last + 1]) == shared do last = last + 1 end
  return last
end

-- The beginning that all questions of a run have in common, up to a colon: it is printed once.
function answers.common(questions, first, last)
  local lead = questions[first].ask:match("^(.-:) ")
  for i = first, last do
    if not lead or questions[i].ask:sub(1, #lead + 1) ~= lead .. " " then return nil end
  end
  return lead
end

-- The columns of a grid are equally wide: a question covers so many that it has nearly half of the width, and seldom
-- three lines.
local function asked(text, answers)
  return { text = text, header = true, span = math.max(2, (answers * 4 + 2) // 5) }
end

local function header_of(question)
  local list = { asked("", question.type == "days" and 8 or #question.choices) }
  if question.type == "days" then
    for n = 0, 7 do list[#list + 1] = baraza.number(n) end
  else
    for _, choice in ipairs(question.choices) do list[#list + 1] = choice end
  end
  return list
end

local function draw_run(doc, questions, first, last, numbers, is_free)
  local only_if = questions[first].only_if
  if only_if then doc:paragraph("*" .. condition(only_if, numbers) .. ".*") end
  local lead, header, rows = answers.common(questions, first, last), header_of(questions[first]), {}
  local optional = false
  for i = first, last do
    local question = questions[i]
    local ask = lead and "… " .. question.ask:sub(#lead + 2) or question.ask
    local row = { asked(baraza.number(i) .. ". " .. ask, #header - 1) }
    for column = 2, #header do row[column] = "" end
    rows[#rows + 1] = row
    optional = optional or question.optional
  end
  doc:paragraph(lead and "**" .. lead .. "**" or tr("Put one cross in each line."))
  doc:grid(header, rows, { wide = true })
  if optional and not is_free then doc:paragraph(tr("You can leave lines of this table empty."), { tone = "small" }) end
end

local function draw_one(doc, question, numbers, level, is_free)
  doc:heading(level, numbers[question.id] .. ". " .. question.ask)
  local text = said_below(question, numbers, is_free)
  if text then doc:paragraph(text, { tone = "small" }) end
  DRAW[question.type](doc, question)
end

-- What a question is called on the sheet, by its id: "3", and "3.1" where it is asked for each participant.
local function numbers_of(questions)
  local numbers = {}
  for n, question in ipairs(questions) do
    numbers[question.id] = baraza.number(n)
    for k, inner in ipairs(question.questions) do numbers[inner.id] = baraza.number(n) .. "." .. baraza.number(k) end
  end
  return numbers
end

local function draw_repeat(doc, question, numbers, context)
  doc:heading(3, numbers[question.id] .. ". " .. question.ask)
  local text = said_below(question, numbers)
  if text then doc:paragraph(text, { tone = "small" }) end
  repeats.build(doc, question, context, {
    number = function(inner) return numbers[inner.id] end,
    condition = function(inner) return inner.only_if and condition(inner.only_if, numbers) end,
    draw = function(section, inner) draw_one(section, inner, numbers, 4) end,
  })
end

-- The limits stand at the head of the sheet; a page later they are said once more.
local function remind(doc)
  doc:paragraph("**" .. tr("Read aloud:") .. "** " .. tr("You need not answer what comes now. If somebody is in danger, we cannot keep it to ourselves."))
end

-- Short answers of a sheet for the whole group stand two beside each other, so that all of it fits on one side.
local SHORT = { integer = true, date = true, time = true }

local function are_short(questions, first)
  for i = first, first + 1 do
    local question = questions[i]
    if not question or not SHORT[question.type] or question.only_if or question.self_report_of_harm then return false end
  end
  return true
end

local function draw_short(doc, questions, first, numbers)
  local across = doc:columns(2)
  for i = first, first + 1 do draw_one(across:section{ keep = true }, questions[i], numbers, 3) end
end

function answers.build(doc, form, context)
  local questions, i, has_reminded = form.questions, 1, false
  local numbers, is_free = numbers_of(questions), questions[1].type == "consent"
  local one_sheet = repeats.has(form)
  while i <= #questions do
    local last = run_from(questions, i)
    if last - i < 2 then last = i end
    if questions[i].type == "repeat" then
      draw_repeat(doc, questions[i], numbers, context)
    elseif one_sheet and are_short(questions, i) then
      draw_short(doc, questions, i, numbers)
      last = i + 1
    else
      local together = doc:section{ keep = true } -- a question and its answers stay on one page
      if questions[i].self_report_of_harm and not has_reminded then
        remind(together)
        has_reminded = true
      end
      if last > i then draw_run(together, questions, i, last, numbers, is_free)
      else draw_one(together, questions[i], numbers, 3, is_free) end
    end
    i = last + 1
  end
end

return answers
