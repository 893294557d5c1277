-- Writing becomes drawing or talking: in the method, and in the blocks themselves. What may only be changed
-- with approval stays as it is; a note beside it says how to do it without letters.
local plugin = {}

local function is_needed(context)
  local literacy = context.facts.literacy
  return literacy == "none_read" or literacy == "mixed"
end

-- The text without blanks at its ends.
local function quoted(text)
  return (text:gsub("^%s+", ""):gsub("%s+$", ""))
end

local function spoken(block)
  return baraza.markdown("::: do \"Draw it or say it\"\n" ..
    "Tell the task aloud, twice. Each person draws a picture or a sign of their own, or tells a neighbour. " ..
    "Nobody writes, and nobody is asked to read.\n\n" .. quoted(block.text) .. "\n:::\n")
end

local beside = {
  write = "::: note \"Nobody has to write\"\nTell the task aloud, twice. Pictures, signs and spoken words count as much as letters.\n:::\n",
  cards = "::: note \"Nobody has to read\"\nTell each card aloud, twice, before the groups begin. Put a picture or a thing beside each card, so that it can be told apart.\n:::\n",
  prompt = "::: show \"A picture helps\"\nDraw it large, with few lines, on the ground or on paper: a face, a hand, a house. Point to it while you speak.\n:::\n",
}

local function adapt_block(block)
  if block.may_change == "with_approval" then
    block:insert_after(baraza.markdown(beside.write))
  else
    block:replace(spoken(block), { why = "the task is drawn or told, so that nobody has to write" })
  end
end

local function adapt_activity(activity)
  local writes = activity:blocks{ act = "write" }
  for _, block in ipairs(writes) do adapt_block(block) end
  for _, block in ipairs(activity:blocks{ act = "cards" }) do
    block:insert_after(baraza.markdown(beside.cards), { why = "cards are told, so that nobody has to read" })
  end
  if activity.method == "writing" and activity.may_change ~= "with_approval" then activity.method = "drawing" end
  if #writes > 0 then
    activity:append(baraza.markdown(beside.prompt), { why = "a picture holds the task where letters do not" })
  end
end

function plugin.adapt(curriculum, context)
  if not is_needed(context) then return end
  for _, activity in ipairs(curriculum:activities()) do adapt_activity(activity) end
end

return plugin
