-- Forms on paper: one document a form, one more for whoever counts it. The key never stands on the form: who
-- sees what an answer is worth answers otherwise.
local answers = require("answers")
local key = require("key")
local repeats = require("repeats")

local plugin = {}

-- The months that the meetings touch; one without dates.
local function months_of(programme)
  local seen, n = {}, 0
  for _, meeting in ipairs(programme.meetings) do
    local month = (meeting.iso_date or ""):sub(1, 7)
    if not seen[month] then
      seen[month] = true
      n = n + 1
    end
  end
  return math.max(n, 1)
end

-- How often a form is filled, and when its sheets are laid ready.
local function times(form, programme)
  if form.how_often == "every_meeting" then return math.max(#programme.meetings, 1), "during" end
  if form.how_often == "every_month" then return months_of(programme), "start" end
  return form.how_often == "start_and_end" and 2 or 1, "start"
end

local function has_faces(form)
  for _, question in ipairs(form.questions) do
    if question.type == "faces" then return true end
  end
  return false
end

-- Whether the plugin `evaluation` asks the same of a group in which nobody reads, with stones and large faces: then one
-- sheet is enough, for whoever was not there.
local function is_asked_with_stones(form, context)
  if context.facts.literacy ~= "none_read" or form.how_often ~= "every_meeting" or not has_faces(form) then return false end
  for _, adaptation in ipairs(context.adaptations) do
    for _, plugin_use in ipairs(adaptation.plugins) do
      if plugin_use.use.id == "evaluation" then return true end
    end
  end
  return false
end

function plugin.documents(programme, context)
  local list = {}
  for _, form in ipairs(programme.curriculum.forms) do
    -- With a line for each participant, or beside a vote of all.
    local one_sheet = repeats.has(form) or is_asked_with_stones(form, context)
    local n, moment = times(form, programme)
    list[#list + 1] = {
      id = "form-" .. form.id, title = form.title, form = form, moment = moment,
      audience = one_sheet and "facilitator" or "caregivers", copies = n * (one_sheet and 1 or context.people + context.spares),
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

local function says(doc, label, text)
  if text then doc:paragraph("**" .. label .. ":** " .. text) end
end

-- Whether nobody has to answer: the form begins with the question whether one agrees.
local function is_free(form) return form.questions[1].type == "consent" end

-- Read aloud before the first answer, by whoever hands out a form to caregivers who may say no, or one that asks about
-- harm.
local function limits(doc, form)
  local box = doc:act("safety", { title = tr("Read this aloud first") })
  if is_free(form) then
    box:paragraph(tr("We ask to see whether the meetings help, and what should be different. A code stands on the sheet, not your name. One person keeps the list of codes, locked away."))
  end
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
  if context.facts.literacy == "none_read" and not repeats.has(form) then
    says(doc, tr("Nobody has to read"), tr("a helper asks each question aloud, shows the answers, and writes."))
  end
  if is_free(form) or form.asks_of_harm then limits(doc, form) end
  answers.build(doc, form, context)
  keeping(doc, form)
  return doc
end

return plugin
