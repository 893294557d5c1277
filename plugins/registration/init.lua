-- A sheet for each caregiver who joins. Nothing is asked that nobody will use: who needs what to take part, and how to
-- reach somebody without danger. The name is not on it; consent comes before the first question, in plain words.
local plugin = {}

function plugin.documents(programme, context)
  return { {
    id = "registration", title = tr("Joining the group"), audience = "facilitator", moment = "start",
    copies = context.people + context.spares,
  } }
end

local function consent(doc)
  local box = doc:act("read", { title = tr("Read aloud before the first question") })
  box:paragraph(tr("With your answers we prepare the meetings, and count how many people came. You may leave out any question, and stop at any time. You can take part all the same."))
  box:paragraph(tr("Your name is not on this sheet. We keep it under lock. There is one limit: when a child or an adult is in danger, we have to bring in the person for protection. Where it is safe, we tell you before."))
  box:paragraph("**" .. tr("Do you agree that we write down your answers?") .. "**")
  box:checklist{ tr("Yes"), tr("No: thank the person, and write nothing more than the number.") }
end

local function ask(doc, question, answers)
  doc:heading(3, question)
  doc:checklist(answers)
end

local function children(doc, context)
  doc:heading(3, tr("Which children do you care for?"))
  local head, ages, here = { "" }, { { text = tr("Age"), header = true } }, { { text = tr("Comes along to the meetings"), header = true } }
  for i = 1, 7 do head[i + 1] = baraza.number(i) end
  doc:grid(head, context.childcare and { ages, here } or { ages }, { wide = true, keep = true })
end

-- From these years on, and the last without an end.
local BANDS = { 18, 25, 35, 50, 65 }

local function ages()
  local function said(text, age) return (text:gsub("{age}", baraza.number(age))) end
  local list = { said(tr("under {age}"), BANDS[1]) }
  for i = 1, #BANDS - 1 do list[i + 1] = baraza.number(BANDS[i]) .. "–" .. baraza.number(BANDS[i + 1] - 1) end
  list[#list + 1] = said(tr("{age} or older"), BANDS[#BANDS])
  return list
end

local function contact(doc)
  ask(doc, tr("How may we reach you without causing you trouble?"), {
    tr("a call"), tr("a message"), tr("through somebody you trust"), tr("a visit"), tr("only at the meetings"), tr("not at all"),
  })
  doc:lines(1, tr("When, and what may we say if somebody else answers?"))
end

local function office(doc)
  doc:heading(3, tr("For the office"))
  doc:grid({ tr("Number in the group"), tr("Registered on"), tr("By (role)"), tr("Entered on"), tr("Destroyed on") },
    { { "", "", "", "", "" } }, { wide = true, keep = true })
  doc:paragraph(tr("The sheets are locked away, and destroyed when:") .. " " .. baraza.text(tr(baraza.options.keep_until)) .. ".", { tone = "small" })
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title }
  doc:heading(1, descriptor.title)
  consent(doc)
  ask(doc, tr("Who is joining?"), { tr("a woman"), tr("a man"), tr("other"), tr("no answer") })
  ask(doc, tr("Do you read and write?"), { tr("yes, easily"), tr("a little"), tr("I would rather listen"), tr("no answer") })
  ask(doc, tr("How old are you?"), ages())
  children(doc, context)
  doc:lines(1, tr("Which languages do you understand well?"))
  ask(doc, tr("Do your body, eyes, ears, memory or mood make it hard to come or to take part?"),
    { tr("no"), tr("a little"), tr("a lot"), tr("no answer") })
  doc:lines(1, tr("What would make it easier?"))
  contact(doc)
  office(doc)
  return doc
end

return plugin
