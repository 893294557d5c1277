-- How answers become numbers, for whoever counts: the points of each answer, what is added up, what to do when
-- answers are missing, and where to look twice.
local answers = require("answers")

local key = {}

-- The points of an answer that is a choice; faces count from 2 (good) down to 0.
local function points_of(question)
  local list = {}
  if question.type == "faces" then
    list = { { tr("good"), 2 }, { tr("so-so"), 1 }, { tr("not good"), 0 } }
  elseif question.type == "days" then
    list = { { tr("number of days"), nil, 0, 7 } }
  elseif question.type == "integer" then
    local range = question.range
    list = { { tr("the number"), nil, range and range.low, range and range.high } }
  else
    for i, choice in ipairs(question.choices) do list[i] = { choice, question.points[i] or i - 1 } end
  end
  return list
end

local function ends(list)
  local low, high
  for _, one in ipairs(list) do
    local a, b = one[2] or one[3], one[2] or one[4]
    if a and (not low or a < low) then low = a end
    if b and (not high or b > high) then high = b end
  end
  return low, high
end

-- "never 0; sometimes 1", with the points turned round where the question says so.
local function worth(question)
  local list, texts = points_of(question), {}
  local low, high = ends(list)
  for i, one in ipairs(list) do
    if one[2] then
      texts[i] = one[1] .. " " .. baraza.number(question.reversed and low + high - one[2] or one[2])
    elseif question.reversed then
      texts[i] = string.format(tr("%s minus %s"), baraza.number(low + high), one[1])
    else
      texts[i] = one[1]
    end
  end
  return table.concat(texts, tr("; ")), low, high
end

local function number_of(form, id)
  for i, question in ipairs(form.questions) do
    if question.id == id then return i, question end
  end
end

local function rules(score, low, high)
  local list = {}
  if score.how == "mean" then list[#list + 1] = tr("Add the points up and divide by the number of answers.")
  else list[#list + 1] = tr("Add the points up.") end
  if score.missing == 0 then
    list[#list + 1] = tr("Is an answer missing, there is no score.")
  else
    list[#list + 1] = string.format(tr("Up to %s may be missing: for each put the mean of the others. Are more missing, there is no score."), baraza.number(score.missing))
  end
  if low and high then
    list[#list + 1] = string.format(tr("Least %s, most %s."), baraza.number(low), baraza.number(high))
  end
  list[#list + 1] = score.better == "lower" and tr("A lower number is better.") or tr("A higher number is better.")
  if score.cut_off then
    local where = score.better == "lower" and tr("At %s or more:") or tr("At %s or less:")
    list[#list + 1] = string.format(where, baraza.number(score.cut_off)) .. " " .. (score.says or tr("look twice"))
  end
  return list
end

-- What all questions of a score begin with stands above them, as on the form.
local function build_score(doc, form, score)
  local rows, least, most, asked = {}, 0, 0, {}
  for i, id in ipairs(score.questions) do
    local _, question = number_of(form, id)
    asked[i] = question
  end
  local lead = #asked > 1 and answers.common(asked, 1, #asked)
  for i, question in ipairs(asked) do
    local text, low, high = worth(question)
    local ask = lead and "… " .. question.ask:sub(#lead + 2) or question.ask
    rows[i] = { baraza.number((number_of(form, question.id))), ask, text }
    least, most = low and least and least + low, high and most and most + high
  end
  if score.how == "mean" and least and most then
    least, most = least // #rows, (most + #rows - 1) // #rows
  end
  local section = doc:section{ title = score.title, keep = true }
  section:table({ tr("No."), lead or tr("Question"), tr("Points") }, rows, { columns = "rll" })
  section:paragraph(table.concat(rules(score, least, most), " "))
end

function key.build(doc, form)
  doc:paragraph(tr("Only for whoever counts. It never lies beside the form."), { tone = "lead" })
  for _, score in ipairs(form.scores) do build_score(doc, form, score) end
  doc:section{ title = tr("Before and after"), keep = true }:list{
    tr("Compare the same code before and after, never two persons."),
    tr("Write the difference, and report it for the whole group only. Numbers of fewer than five people are not reported."),
    tr("A score is no diagnosis. When an answer worries you, speak with the focal point on the same day, before you speak with anybody else."),
  }
end

return key
