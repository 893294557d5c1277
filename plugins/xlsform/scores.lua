-- What is counted, as rows that a tablet works out and nobody sees: how many were answered, their points, and the score
-- by the rule for missing answers.
local cells = require("cells")

local scores = {}

local function ends(question)
  if question.type == "days" then return 0, 7 end
  local range = question.range
  if range then return range.low, range.high end
end

-- The points of the choices in order.
local function points_of(question)
  if question.type == "faces" then return { 2, 1, 0 } end
  local list = {}
  for i = 1, #question.choices do list[i] = question.points[i] or i - 1 end
  return list
end

local function turned(points)
  local low, high = math.min(table.unpack(points)), math.max(table.unpack(points))
  local list = {}
  for i, value in ipairs(points) do list[i] = low + high - value end
  return list
end

-- What the answer counts, 0 where there is none.
local function worth(question)
  local ref = cells.ref(question.id)
  if question.type == "days" or question.type == "integer" then
    local low, high = ends(question)
    local value = question.reversed and low + high .. " - " .. ref or ref
    return "if(" .. ref .. " != '', " .. value .. ", 0)"
  end
  local points, text = points_of(question), "0"
  if question.reversed then points = turned(points) end
  for i = #points, 1, -1 do text = string.format("if(%s = '%d', %d, %s)", ref, i, points[i], text) end
  return text
end

local function sum_of(score, by_id, of)
  local list = {}
  for i, id in ipairs(score.questions) do list[i] = of(by_id[id]) end
  return table.concat(list, " + ")
end

local function is_answered(question) return "if(" .. cells.ref(question.id) .. " != '', 1, 0)" end

-- A missing answer counts as the mean of the others; with too many missing there is no score.
local function build_one(score, by_id, put)
  local name = "Score_" .. cells.name(score.id)
  local answered, points = "${" .. name .. "_answered}", "${" .. name .. "_points}"
  local most = #score.questions
  local least = most - score.missing
  local value = score.how == "mean" and points .. " div " .. answered or points .. " * " .. most .. " div " .. answered
  put{ type = "calculate", name = name .. "_answered", calculation = sum_of(score, by_id, is_answered) }
  put{ type = "calculate", name = name .. "_points", calculation = sum_of(score, by_id, worth) }
  put{ type = "calculate", name = name, calculation = string.format("if(%s >= %d, round(%s, 2), '')", answered, least, value) }
  if not score.cut_off then return end
  local sign = score.better == "lower" and ">=" or "<="
  put{
    type = "calculate", name = name .. "_look",
    calculation = string.format("if(${%s} != '' and ${%s} %s %d, 1, 0)", name, name, sign, score.cut_off),
  }
end

function scores.build(form, by_id, put)
  for _, score in ipairs(form.scores) do build_one(score, by_id, put) end
end

return scores
