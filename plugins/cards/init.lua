-- The cards of a session on a sheet of their own: a sheet is a set, so that a stack cut once is a stack of sets.
-- What stands on them is the session's `::: cards`; the part's material to print says how many sets. Where nothing
-- is to be printed the cards are told from the guide, and there is no sheet.
local plugin = {}

local MOST = 10 -- on a page

-- What is to be printed for a part beside its handouts, or nil.
local function printed(activity)
  for _, material in ipairs(activity.materials) do
    if material.get == "print" and not material.from then return material end
  end
end

local function has_cards(activity)
  return printed(activity) ~= nil and #activity:blocks{ act = "cards" } > 0
end

-- The parts with cards, but for those that there is no time for.
local function parts_with_cards(session, programme)
  local left_out, list = {}, {}
  for _, activity in ipairs(programme.left_out) do left_out[activity.address] = true end
  for _, activity in ipairs(session.activities) do
    if has_cards(activity) and not left_out[activity.address] then list[#list + 1] = activity end
  end
  return list
end

-- What the plan has counted for a part of a meeting, with the spares; one where there is no plan.
local function counted(activity, material, programme)
  for _, meeting in ipairs(programme.meetings) do
    for _, supply in ipairs(meeting.materials) do
      if supply.item == material.item and supply.get == "print" then
        for _, user in ipairs(supply.activities) do
          if user.address == activity.address then return supply.count + supply.spares end
        end
      end
    end
  end
  return 1
end

-- Where nobody reads they are told aloud: one set, for whoever tells them.
local function sets(activity, programme, context)
  return context.facts.literacy == "none_read" and 1 or counted(activity, printed(activity), programme)
end

function plugin.documents(programme, context)
  local list = {}
  for _, session in ipairs(programme.curriculum.sessions) do
    local most = 0
    for _, activity in ipairs(parts_with_cards(session, programme)) do
      most = math.max(most, sets(activity, programme, context))
    end
    if most > 0 then
      list[#list + 1] = {
        id = "cards-" .. session.id, title = tr("Cards") .. ": " .. session.title, audience = "facilitator",
        moment = "before", session = session, meeting = session.meeting, copies = most,
      }
    end
  end
  return list
end

-- Two columns, and so many rows that the pages of a set are equally full.
local function per_page(cards)
  local pages = (cards + MOST - 1) // MOST
  local each = (cards + pages - 1) // pages
  return math.max(4, each + each % 2)
end

-- A paragraph of a list of `::: cards`.
local function is_on_card(block)
  local parent = block.parent
  while parent do
    if parent.act == "cards" then return true end
    parent = parent.parent
  end
  return false
end

-- A line, or a picture that fills its card.
local function card(block)
  return block.picture and { picture = block.picture, alt = block.text } or block.lines[1]
end

local function sheet(doc, activity, context)
  local material, cards = printed(activity), {}
  for _, block in ipairs(activity:blocks{ kind = "paragraph" }) do
    if is_on_card(block) then cards[#cards + 1] = card(block) end
  end
  local whom, after = material.per_label, " " .. tr("No card goes home.")
  if context.facts.literacy == "none_read" then whom, after = tr("for you, to tell aloud"), "" end
  doc:heading(1, activity.title)
  doc:paragraph(tr("A set") .. ": " .. whom .. ". " .. tr("Print on one side, and cut.") .. after, { tone = "muted" })
  doc:cards(cards, { count = per_page(#cards) })
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = descriptor.session.title, tone = "large one-page" }
  for i, activity in ipairs(parts_with_cards(descriptor.session, programme)) do
    if i > 1 then doc:page_break() end
    sheet(doc, activity, context)
  end
  return doc
end

return plugin
