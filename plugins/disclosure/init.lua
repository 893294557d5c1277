-- The protocol for the wall of the facilitators, on one page. It says what to do in the moment, in the order in
-- which it is done; who decides about the rest is the focal point, never the facilitator.
local plugin = {}

function plugin.documents(programme, context)
  return { { id = "disclosure", title = tr("When somebody tells you of harm"), audience = "facilitator", moment = "always" } }
end

local STEPS = {
  { "Stay calm.", "Your face says: I can bear to hear it. Go to a quiet place that others can see." },
  { "Listen.", "Let the person tell it in their own words. Ask nothing more than: do you want to tell me more?" },
  { "Say: I believe you. You did right to tell me. It is not your fault.", nil },
  { "Promise no secret.", "Say whom you will tell, and why, before you do it." },
  { "Is there danger now?", "Does the person want to die? Ask it plainly; asking does not give the idea. If a life is in danger, do not leave the person alone, and call at once: emergency first, then the focal point." },
  { "Call the person for protection on the same day.", "For a child, also for a parent under 18: always. An adult decides what happens next and who hears of it; without their yes ask for advice, and give no name. Is a life or a child in danger: call in any case." },
  { "After sexual violence: health care at once, best within three days.", "Offer to go along. Leave the examining to them." },
  { "Say what happens now.", "Who will come or call, and when. What you do not know yet, say so." },
  { "Write it down within the day.", "What was said, in the words that were used; when, where, who was there. No guesses. Lock it away." },
  { "Look after yourself.", "Speak with the focal point about what it did to you, and with nobody else about what was said." },
}

-- What the facilitator's good will would do, and what makes things worse.
local NEVER = {
  "Do not investigate: no questions about details, no pictures, no looking at injuries.",
  "Do not speak with the person who is named, or with the family, before the focal point says so.",
  "Do not promise what you cannot keep.",
  "Do not tell it in the group or in the team.",
}

local CALLED = { child_protection = true, emergency = true, gender_based_violence = true, health = true, mental_health = true }

-- The number of an example is a line to write the real one on: a sentence in its place, eight times, made all letters
-- of the sheet a size smaller.
local function number(is_example, line) return is_example and tr("example:") .. " ______________" or line end

local function people(doc, context)
  local items, has_emergency = {}, false
  local focal = context.focal_point
  if focal then
    items[#items + 1] = "**" .. baraza.text(focal.role) .. ":** " .. number(focal.example, focal.phone_line)
    if focal.deputy then items[#items + 1] = "**" .. tr("When nobody answers") .. ":** " .. number(focal.example, focal.deputy_line) end
  end
  for _, referral in ipairs(context.referrals) do
    local service = referral.service
    if CALLED[service] then
      local at = service == "emergency" and 1 or #items + 1
      has_emergency = has_emergency or service == "emergency"
      local line = "**" .. baraza.text(referral.name) .. "** (" .. referral.service_label .. "): " .. number(referral.example, referral.phone_line)
      if referral.hours then line = line .. tr(", ") .. baraza.text(referral.hours) end
      table.insert(items, at, line)
    end
  end
  if focal then items[#items + 1] = tr("Is it about one of us? Call the deputy, or the place for complaints.") end
  -- A label of this length stands above; one at the side would take a fifth of the width, and make two lines of each.
  local label = has_emergency and tr("Whom to call: emergency first, where a life is in danger") or tr("Whom to call")
  local box = doc:box{ label = label, icon = "phone", tone = "safety", keep = true }
  if #items > 0 then box:list(items) end
  if #items == 0 then box:lines(2, tr("Role and number")) end
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title, tone = "one-page" }
  doc:heading(1, descriptor.title)
  doc:paragraph(tr("A child or an adult, in the group, in the break, at the door: always the same steps."), { tone = "lead" })
  local steps = {}
  for i, step in ipairs(STEPS) do
    steps[i] = "**" .. tr(step[1]) .. "**" .. (step[2] and " " .. tr(step[2]) or "")
  end
  doc:list(steps, { ordered = true })
  doc:paragraph(tr("Has nobody told you, and something worries you? Ask no questions. Tell the person for protection on the same day what you saw and heard."))
  people(doc, context)
  local box = doc:box{ label = tr("Never"), icon = "safety", tone = "plain", keep = true }
  local never = {}
  for i, text in ipairs(NEVER) do never[i] = tr(text) end
  box:list(never)
  return doc
end

return plugin
