-- The rows of a form: what is asked, what is skipped, what is counted.
local cells = require("cells")
local scores = require("scores")

local survey = {}

-- What is being built: rows of both sheets, and the lists of choices that are there already.
local function new_sheets() return { survey = {}, choices = {}, lists = {} } end

local function put(made, fields) made.survey[#made.survey + 1] = cells.row(fields) end

local function note(made, name, text) put(made, { type = "note", name = "Note_" .. name, label = text }) end

-- --- choices

-- The name of a list: that of the first question which has these choices. A choice is called by its number, as on
-- paper, so that sheets and tablets can be counted together.
local function list_of(made, name, labels)
  local key = table.concat(labels, "\n")
  if made.lists[key] then return made.lists[key] end
  local list = "list_" .. name
  made.lists[key] = list
  for i, label in ipairs(labels) do
    made.choices[#made.choices + 1] = { cells.code(list), cells.code(tostring(i)), cells.said(label) }
  end
  return list
end

local function listed(question)
  local list = {}
  for i, choice in ipairs(question.choices) do list[i] = choice end
  return list
end

local function select_one(made, question) return { type = "select_one " .. list_of(made, cells.name(question.id), listed(question)) } end

local function within(low, high)
  return {
    type = "integer", constraint = string.format(". >= %d and . <= %d", low, high),
    constraint_message = string.format(tr("A number from %s to %s."), baraza.number(low), baraza.number(high)),
  }
end

-- --- questions

local KINDS = {
  text = function() return { type = "text" } end,
  integer = function(_, question)
    local range = question.range
    return range and within(range.low, range.high) or { type = "integer", constraint = ". >= 0" }
  end,
  date = function() return { type = "date" } end,
  time = function() return { type = "time" } end,
  one_of = select_one,
  many_of = function(made, question)
    return { type = "select_multiple " .. list_of(made, cells.name(question.id), listed(question)) }
  end,
  likert = function(made, question)
    local fields = select_one(made, question)
    fields.appearance = "likert"
    return fields
  end,
  faces = function(made)
    return {
      type = "select_one " .. list_of(made, "Faces", { "🙂 " .. tr("good"), "😐 " .. tr("so-so"), "🙁 " .. tr("not good") }),
      appearance = "columns-pack",
    }
  end,
  days = function() return within(0, 7) end,
  consent = function(made) return { type = "select_one " .. list_of(made, "Consent", { tr("Yes"), tr("No: thank the person, and ask nothing more.") }) } end,
  signature = function() return { type = "image", appearance = "signature", parameters = "max-pixels=1024" } end,
}

local function relevant(question, by_id)
  local only_if = question.only_if
  if not only_if then return nil end
  local ref = cells.ref(only_if.question)
  if only_if.more_than then return ref .. " > " .. only_if.more_than end
  local other, list = by_id[only_if.question], {}
  for _, answer in ipairs(only_if.is) do
    for i, choice in ipairs(other.choices) do
      if choice == answer then list[#list + 1] = string.format("selected(%s, '%d')", ref, i) end
    end
  end
  return table.concat(list, " or ")
end

local function hint(question, is_free)
  local list = {}
  if question.type == "many_of" then list[#list + 1] = tr("You can tick several.") end
  if question.optional and not is_free then list[#list + 1] = tr("You can leave this empty.") end
  if question.identifying then list[#list + 1] = tr("This answer tells who somebody is: show it to nobody.") end
  if question.keep_until then list[#list + 1] = tr("Destroyed, also on the server, when:") .. " " .. question.keep_until .. "." end
  return #list > 0 and table.concat(list, " ") or nil
end

local ask

local function ask_repeat(made, question, by_id)
  local name = cells.name(question.id)
  put(made, { type = "begin_repeat", name = name, label = question.ask, relevant = relevant(question, by_id) })
  put(made, {
    type = "integer", name = "Number_" .. name, label = tr("Number of the participant"), hint = tr("No name."),
    required = "yes", constraint = ". >= 1",
  })
  for _, inner in ipairs(question.questions) do ask(made, inner, by_id) end
  put(made, { type = "end_repeat", name = name })
end

function ask(made, question, by_id)
  if question.type == "repeat" then return ask_repeat(made, question, by_id) end
  local kind = KINDS[question.type]
  if not kind then return end -- what the office fills in stays on paper
  local fields = kind(made, question)
  fields.name, fields.label, fields.hint = cells.name(question.id), question.ask, hint(question, made.is_free)
  fields.relevant, fields.required = relevant(question, by_id), not question.optional and "yes" or nil
  put(made, fields)
end

-- --- the form

local function index(questions, by_id)
  for _, question in ipairs(questions) do
    by_id[question.id] = question
    index(question.questions, by_id)
  end
  return by_id
end

local function about(made, form)
  local list = {}
  if form.filled_by then list[1] = tr("Who fills it") .. ": " .. form.filled_by .. "." end
  if form.when then list[#list + 1] = tr("When") .. ": " .. form.when .. "." end
  if #list > 0 then note(made, "about", table.concat(list, " ")) end
  if made.is_free or form.asks_of_harm then
    local why = made.is_free
      and tr("We ask to see whether the meetings help, and what should be different. A code stands on the sheet, not your name. One person keeps the list of codes, locked away.") .. " "
    note(made, "limits", tr("Read this aloud first") .. ": " .. (why or "")
      .. tr("You need not answer any question. What you answer is counted together with the answers of others, without names.") .. " "
      .. tr("There is one limit: if somebody tells us that a child or an adult is in danger, we cannot keep it to ourselves. We then talk with you about the next step and bring in the person for protection."))
  end
end

local function remind(made)
  note(made, "harm", tr("Read aloud:") .. " " .. tr("You need not answer what comes now. If somebody is in danger, we cannot keep it to ourselves."))
end

-- Whoever does not agree is asked nothing more: all that follows a consent at the beginning stands in a group that a No
-- leaves out.
function survey.build(form)
  local made, by_id = new_sheets(), index(form.questions, {})
  local gate, has_reminded
  made.is_free = form.questions[1].type == "consent" -- it is said at the head that nobody has to answer
  about(made, form)
  for i, question in ipairs(form.questions) do
    if question.self_report_of_harm and not has_reminded then
      remind(made)
      has_reminded = true
    end
    ask(made, question, by_id)
    if i == 1 and made.is_free then
      gate = cells.ref(question.id) .. " = '1'"
      put(made, { type = "begin_group", name = "Agreed", relevant = gate })
    end
  end
  scores.build(form, by_id, function(fields) put(made, fields) end)
  if gate then put(made, { type = "end_group", name = "Agreed" }) end
  return made
end

return survey
