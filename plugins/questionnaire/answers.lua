-- How each type of question is answered on paper: boxes to tick, faces, the days of a week, lines.
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

local function range(question)
  local range = question.range
  if range then return baraza.number(range.low) .. "–" .. baraza.number(range.high) end
end

local DRAW = {
  faces = faces,
  days = days,
  one_of = choices,
  many_of = choices,
  likert = function(box, question) box:scale(list_of(question.choices)) end,
  consent = function(box) box:checklist{ tr("Yes"), tr("No") } end,
  integer = function(box, question) box:lines(1, range(question)) end,
  date = function(box) box:lines(1) end,
  time = function(box) box:lines(1) end,
  text = function(box, question) box:lines(question.optional and 3 or 1) end,
  signature = function(box) box:lines(2, tr("Signature, thumbprint or cross")) end,
  office = function(box) box:lines(1, tr("For the office")) end,
}

local function condition(only_if, numbers)
  local what
  if only_if.more_than then what = tr("more than") .. " " .. baraza.number(only_if.more_than)
  else
    local list = {}
    for i, choice in ipairs(only_if.is) do list[i] = "“" .. choice .. "”" end
    what = table.concat(list, " / ")
  end
  return string.format(tr("Only if you answered %s to question %s"), what, baraza.number(numbers[only_if.question]))
end

local function hint(question)
  local list = {}
  if question.type == "many_of" then list[#list + 1] = tr("You can tick several.") end
  if question.optional then list[#list + 1] = tr("You can leave this empty.") end
  return #list > 0 and table.concat(list, " ") or nil
end

-- What questions in a row must share to stand in one table; nil for what stands alone.
local function kind(question)
  if question.only_if then return nil end
  if question.type == "days" then return "days" end
  if question.type == "likert" then return "likert\n" .. table.concat(question.choices, "\n") end
end

local function run_from(questions, first)
  local shared, last = kind(questions[first]), first
  while shared and questions[last + 1] and kind(questions[last + 1]) == shared do last = last + 1 end
  return last
end

-- The beginning that all questions of a run have in common, up to a colon: it is printed once.
local function common(questions, first, last)
  local lead = questions[first].ask:match("^(.-:) ")
  for i = first, last do
    if not lead or questions[i].ask:sub(1, #lead + 1) ~= lead .. " " then return nil end
  end
  return lead
end

local function header_of(question)
  local list = { "" }
  if question.type == "days" then
    for n = 0, 7 do list[#list + 1] = baraza.number(n) end
  else
    for _, choice in ipairs(question.choices) do list[#list + 1] = choice end
  end
  return list
end

local function draw_run(doc, questions, first, last)
  local lead, header, rows = common(questions, first, last), header_of(questions[first]), {}
  local optional = false
  for i = first, last do
    local question = questions[i]
    local ask = lead and "… " .. question.ask:sub(#lead + 2) or question.ask
    local row = { { text = baraza.number(i) .. ". " .. ask, header = true } }
    for column = 2, #header do row[column] = "" end
    rows[#rows + 1] = row
    optional = optional or question.optional
  end
  doc:paragraph(lead and "**" .. lead .. "**" or tr("Put one cross in each line."))
  doc:grid(header, rows, { wide = true })
  if optional then doc:paragraph(tr("You can leave lines of this table empty."), { tone = "small" }) end
end

local function draw_one(doc, question, i, numbers)
  doc:heading(3, baraza.number(i) .. ". " .. question.ask)
  if question.only_if then doc:paragraph("*" .. condition(question.only_if, numbers) .. "*") end
  local text = hint(question)
  if text then doc:paragraph(text, { tone = "small" }) end
  DRAW[question.type](doc, question)
end

function answers.build(doc, form)
  local questions, numbers, i = form.questions, {}, 1
  for n, question in ipairs(questions) do numbers[question.id] = n end
  while i <= #questions do
    local last = run_from(questions, i)
    if last - i >= 2 then
      draw_run(doc, questions, i, last)
      i = last + 1
    else
      draw_one(doc, questions[i], i, numbers)
      i = i + 1
    end
  end
end

return answers
