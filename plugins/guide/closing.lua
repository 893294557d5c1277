-- What stands after the last activity: messages, home practice, help, safety steps, self-check, notes.
local closing = {}

local function messages(doc, session)
  local list = session.key_messages
  if #list == 0 then return end
  local box = doc:box{ label = tr("Key messages"), tone = "key", keep = true }
  box:list(list)
end

local take_home = {
  ask_first = "Ask each caregiver first whether it is safe to take this sheet home. Keep what stays behind.",
  no = "This sheet stays here. Collect every copy.",
}

-- As many as the packing list says: one for each person, where no part of the meeting counts it otherwise.
local function copies(handout, meeting, context)
  for _, supply in ipairs(meeting.materials) do
    if supply.from == handout then return supply.count end
  end
  return context.people
end

local function home_practice(doc, session, meeting, context)
  local practice = session.home_practice
  if not practice then return end
  local box = doc:box{ label = tr("Home practice"), tone = "home-practice", icon = "home", keep = true }
  local handout = practice.handout
  local text = practice.text or (handout and handout.practice)
  if text then box:paragraph(text) end
  if handout then
    box:paragraph(tr("Handout") .. ": **" .. handout.title .. "**, " .. baraza.number(copies(handout, meeting, context)) .. " " .. tr("copies"))
    if take_home[handout.take_home] then box:paragraph("**" .. tr(take_home[handout.take_home]) .. "**") end
  end
  local next = meeting.next
  if next and next.date then
    local line = tr("Next meeting") .. ": **" .. next.date_both .. "**"
    if next.starts then line = line .. tr(", ") .. next.starts_both end
    box:paragraph(line)
  end
end

-- Two narrow columns and a wide one: names of services are long, and nobody reads one word a line.
local function referrals(doc, context)
  local list = context.referrals
  if #list == 0 then return end
  doc:heading(2, tr("Where families find help"))
  local rows = {}
  for _, referral in ipairs(list) do
    local who = "**" .. referral.service_label .. ":** " .. baraza.text(referral.name)
    if referral.show_to == "facilitator" then who = who .. " *(" .. tr("for you, not to hand out") .. ")*" end
    rows[#rows + 1] = { who, referral.phone_line, referral.hours and baraza.text(referral.hours) or "" }
  end
  doc:table({ tr("Who"), tr("Phone"), tr("Open") }, rows)
end

local function disclosure(doc)
  local box = doc:box{ label = tr("If someone tells you about harm"), tone = "safety", keep = true }
  box:list({
    tr("Stay calm. Go to a quiet place that others can see into."),
    tr("Listen. Let the person use their own words. Do not ask for details."),
    tr("Say: “I believe you. You did right to tell me. It is not your fault.”"),
    tr("Do not promise to keep it secret. Say who must know, and what happens next."),
    tr("Ask: are you, or is a child, in danger now? If so, call the number above at once."),
    tr("Do not look into it yourself. Do not speak to the person who may have done it."),
    tr("Call your focal point today. For a child: always. For an adult: with their yes; without it, ask for advice and give no name. Is a life or a child in danger: call in any case."),
    tr("Write down what was said, when, where and by whom. Lock it away."),
    tr("Take care of yourself: speak with your supervisor."),
  }, { ordered = true })
end

local function after(doc, meeting)
  doc:heading(2, tr("After the meeting"))
  local done = {}
  for _, part in ipairs(meeting.parts) do
    local activity = part.activity
    if activity and activity.method ~= "break" then done[#done + 1] = part.title end
  end
  doc:paragraph(tr("Tick what you did as planned."))
  doc:checklist(done)
  local lines = baraza.options.notes_lines
  if lines > 0 then
    -- No page for the lines alone; and where the last page has room, it is there to be written on.
    doc:lines(lines, tr("What went well? What would you do differently? What did you change, and why?"),
      { least = (lines + 1) // 2, most = math.min(2 * lines, 100) })
  end
end

local right_to_left = { ar = true, fa = true, prs = true, ps = true, ur = true, ckb = true, sd = true, ug = true }

local function sources(doc, sessions)
  local items = {}
  for _, session in ipairs(sessions) do
    for _, reference in ipairs(session.references) do
      -- A title in Latin letters among Arabic ones is set apart, or its full stop goes to the wrong end.
      local text, is_latin = reference.text, right_to_left[baraza.language] and not reference.text:find("[\xd8-\xdb]")
      items[#items + 1] = is_latin and "\u{2068}" .. text .. "\u{2069}" or text
    end
  end
  if #items == 0 then return end
  doc:heading(2, tr("Sources"))
  doc:list(items, { tone = "small" })
end

-- Where help is, and what to do when somebody tells of harm: with each meeting, but once in a book of all.
function closing.help(doc, context)
  referrals(doc, context)
  disclosure(doc)
end

-- What closes a session stands in the guide of the meeting that completes it.
function closing.build(doc, meeting, context, in_book)
  local sessions = meeting.completes
  for _, session in ipairs(sessions) do
    messages(doc, session)
    home_practice(doc, session, meeting, context)
  end
  if not in_book then closing.help(doc, context) end
  sources(doc, sessions)
  after(doc, meeting)
end

return closing
