-- How it was, asked without a pencil: the questions with faces of the programme's own forms, a page each, to lay on
-- the ground; everybody puts a stone below a face. The facilitators count on a sheet of their own, which lasts for the
-- whole programme. At its end there is a sheet with a few sentences.
local plugin = {}

local QUESTIONS = {
  "Was today useful for you and your child?",
  "Did you feel safe to speak, or to stay silent?",
  "Will you try something of it at home?",
}

local SENTENCES = {
  "I felt welcome in this group.",
  "I could speak or stay silent, as I wanted.",
  "I learned something that I use with my child.",
  "I am calmer at home than before.",
  "What we did fits our life here.",
  "I know whom to ask when I need help.",
  "I would tell a friend to come.",
}

function plugin.documents(programme, context)
  return {
    { id = "evaluation-stones", title = tr("How was today? With stones"), audience = "caregivers", moment = "always", copies = 1 },
    { id = "evaluation-count", title = tr("How was today? The count"), audience = "facilitator", moment = "always" },
    { id = "evaluation-end", title = tr("How was the programme for you?"), audience = "caregivers", moment = "end" },
  }
end

-- Those of the first form that has any, so that stones and sheets can be counted together.
local function questions_of(curriculum)
  for _, form in ipairs(curriculum.forms) do
    local list = {}
    for _, question in ipairs(form.questions) do
      if question.type == "faces" then list[#list + 1] = question.ask end
    end
    if #list > 0 then return list end
  end
  local list = {}
  for i, text in ipairs(QUESTIONS) do list[i] = tr(text) end
  return list
end

local function faces() return { tr("good"), tr("so-so"), tr("not good") } end

-- Lines below the faces: what is left of the sheet below a question of two or three lines.
local STONES, STONES_A5 = 12, 7

local function stones(doc, programme, context)
  local rows = {}
  for i = 1, context.paper.size == "A5" and STONES_A5 or STONES do rows[i] = { "", "", "" } end
  for i, question in ipairs(questions_of(programme.curriculum)) do
    if i > 1 then doc:page_break() end
    doc:heading(1, question)
    doc:scale(faces(), { tone = "large-faces" })
    doc:grid(nil, rows, { wide = true, keep = true })
  end
end

-- Rows for a group that has no dates yet.
local MEETINGS = 12

-- A line for each meeting; below each question one box for each face.
local function count(doc, programme)
  local questions, rows = questions_of(programme.curriculum), {}
  doc:list({
    tr("Lay the pages with the faces on the ground, away from where the group sits. Facilitators turn their backs."),
    tr("Read the question aloud, and show what each face says."),
    tr("Everybody puts one stone, bean or stroke below one face. Nobody has to."),
    tr("Count when all are done, and write the numbers here. Thank them, also for the stones below the last face."),
  }, { ordered = true })
  local head, below = { "" }, { { text = tr("Meeting"), header = true } }
  for _, question in ipairs(questions) do
    head[#head + 1] = { text = question, span = 3 }
    for _, face in ipairs(faces()) do below[#below + 1] = { text = face, header = true } end
  end
  rows[1] = below
  local meetings = #programme.meetings > 0 and #programme.meetings or MEETINGS
  for i = 1, meetings do
    local row = { { text = baraza.number(i), header = true } }
    for _ = 1, #questions * 3 do row[#row + 1] = "" end
    rows[#rows + 1] = row
  end
  doc:grid(head, rows, { wide = true })
end

-- Where nobody reads, somebody whom nobody has to please asks, and makes the mark.
local function how_to_fill(context)
  if context.facts.literacy == "none_read" then
    return tr("A helper who is not a facilitator asks each person alone: reads each sentence aloud, and makes the cross. No name. Nobody has to answer.")
  end
  return tr("No name. Read each sentence aloud, and put one cross in each line. You can leave out a line.")
end

local function at_the_end(doc, context)
  doc:paragraph(how_to_fill(context), { tone = "lead" })
  local rows = {}
  for i, text in ipairs(SENTENCES) do rows[i] = { { text = baraza.number(i) .. ". " .. tr(text), header = true }, "", "", "", "" } end
  doc:grid({ "", tr("not at all"), tr("a little"), tr("quite well"), tr("very well") }, rows, { wide = true })
  doc:heading(3, tr("All in all"))
  doc:scale(faces(), { tone = "faces" })
  doc:lines(2, tr("What helped you most?"))
  doc:lines(2, tr("What should be different next time?"))
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{
    running = programme.curriculum.title,
    tone = descriptor.id == "evaluation-stones" and "large" or "one-page",
  }
  if descriptor.id == "evaluation-stones" then
    stones(doc, programme, context)
    return doc
  end
  doc:heading(1, descriptor.title)
  if descriptor.id == "evaluation-count" then count(doc, programme) else at_the_end(doc, context) end
  return doc
end

return plugin
