-- Services as cards, eight to a page. Only those that participants may carry home: a card found in a pocket can
-- endanger. What was never verified says so; an example has no number that could be dialled.
local plugin = {}

local PER_PAGE = 8

-- For those who do not read. Violence has the drawing of a talk: a card must not tell who finds it what it is for.
local DRAWINGS = {
  child_protection = "child", mental_health = "heart", health = "health", gender_based_violence = "listen", legal = "law",
  food = "food", shelter = "home", cash = "coins", education = "read", disability = "wheelchair", emergency = "alarm",
  other = "people",
}

local function shown(context)
  local list = {}
  for _, referral in ipairs(context.referrals) do
    if referral.show_to == "participants" then list[#list + 1] = referral end
  end
  return list
end

-- A page holds so many whole sets: one set for each person and the spares.
local function sets_a_page(cards) return math.max(1, PER_PAGE // cards) end

local function pages(context)
  local sets = sets_a_page(#shown(context))
  return (context.people + context.spares + sets - 1) // sets
end

function plugin.documents(programme, context)
  if #shown(context) == 0 then return {} end
  return { { id = "referral-cards", title = tr("Help near us"), audience = "caregivers", moment = "start", copies = pages(context) } }
end

local function checked(referral)
  if referral.example then return nil end -- its number says so
  if not referral.verified then return tr("not verified: call before you go") end
  local text = tr("verified on") .. " " .. referral.verified
  if referral.expires then text = text .. tr(", ") .. tr("until") .. " " .. referral.expires end
  return text
end

local function card(referral)
  local lines = {}
  local function add(text) if text then lines[#lines + 1] = text end end
  add(referral["for"] and tr("For") .. " " .. baraza.text(referral["for"]) or referral.service_label)
  -- Of an example there is no number yet, but a line to write the real one on.
  add(referral.example and tr("example:") .. " ______________" or "**" .. referral.phone_line .. "**")
  local when = referral.hours and baraza.text(referral.hours)
  local cost = referral.cost and baraza.text(referral.cost)
  add(when and cost and when .. tr("; ") .. cost or when or cost)
  add(referral.address and baraza.text(referral.address))
  add(checked(referral))
  return { text = "**" .. baraza.text(referral.name) .. "**", icon = DRAWINGS[referral.service], more = lines }
end

-- Whole sets on a page, so that a stack cut once is a stack of sets.
local function fill(cards)
  local list = {}
  for _ = 1, sets_a_page(#cards) do
    for _, text in ipairs(cards) do list[#list + 1] = text end
  end
  return list
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title, tone = #shown(context) <= PER_PAGE and "one-page" or nil }
  local cards = {}
  for i, referral in ipairs(shown(context)) do cards[i] = card(referral) end
  doc:heading(1, descriptor.title)
  doc:cards(fill(cards), { count = PER_PAGE })
  return doc
end

return plugin
