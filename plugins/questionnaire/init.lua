-- Forms on paper: one document a form, one more for whoever counts it. The key never stands on the form: who
-- sees what an answer is worth answers otherwise.
local answers = require("answers")
local key = require("key")
local repeats = require("repeats")

local plugin = {}

function plugin.documents(programme, context)
  local list = {}
  for _, form in ipairs(programme.curriculum.forms) do
    local one_sheet = repeats.has(form) -- with a line for each participant
    list[#list + 1] = {
      id = "form-" .. form.id, title = form.title, form = form,
      audience = one_sheet and "facilitator" or "caregivers", copies = one_sheet and 1 or nil,
    }
    if #form.scores > 0 then
      list[#list + 1] = {
        id = "key-" .. form.id, title = tr("How to count") .. ": " .. form.title, audience = "officer",
        form = form, is_key = true,
      }
    end
  end
  return list
end

local function asks_of_harm(form)
  for _, question in ipairs(form.questions) do
    if question.self_report_of_harm then return true end
  end
  return false
end

local function says(doc, label, text)
  if text then doc:paragraph("**" .. label .. ":** " .. text) end
end

-- Read aloud before the first answer, by whoever hands out a form that asks about harm.
local function limits(doc)
  local box = doc:act("safety", { title = tr("Read this aloud first") })
  box:paragraph(tr("You need not answer any question. What you answer is counted together with the answers of others, without names."))
  box:paragraph(tr("There is one limit: if somebody tells us that a child or an adult is in danger, we cannot keep it to ourselves. We then talk with you about the next step and bring in the person for protection."))
end

local function keeping(doc, form)
  local until_when, seen = {}, {}
  local function take(questions)
    for _, question in ipairs(questions) do
      local text = question.keep_until
      if text and not seen[text] then
        seen[text] = true
        until_when[#until_when + 1] = text
      end
      take(question.questions)
    end
  end
  take(form.questions)
  if #until_when > 0 then
    doc:paragraph(tr("The sheets are locked away, and destroyed when:") .. " " .. table.concat(until_when, tr("; ")) .. ".", { tone = "small" })
  end
end

function plugin.document(descriptor, programme, context)
  local form = descriptor.form
  local tone
  if not descriptor.is_key and repeats.has(form) then
    tone = repeats.lie_across(form) and "landscape one-page" or "one-page"
  end
  local doc = baraza.document{ running = programme.curriculum.title, tone = tone }
  doc:heading(1, descriptor.title)
  if descriptor.is_key then
    key.build(doc, form)
    return doc
  end
  says(doc, tr("Who fills it"), form.filled_by)
  says(doc, tr("When"), form.when)
  if asks_of_harm(form) then limits(doc) end
  answers.build(doc, form, context)
  keeping(doc, form)
  return doc
end

return plugin
