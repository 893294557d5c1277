-- Writing becomes drawing or talking: in the method, and in the blocks themselves. What may only be changed
-- with approval stays as it is; a note beside it says how to do it without letters. What is tried at home is
-- counted without a pencil.
local plugin = {}

local function is_needed(context)
  local literacy = context.facts.literacy
  return literacy == "none_read" or literacy == "mixed"
end

local function box(act, title, text)
  return baraza.markdown("::: " .. act .. " \"" .. title .. "\"\n" .. text .. "\n:::\n")
end

-- The task as it was written, told and drawn in place of written. Words keep their braces, and are given
-- their text where they are printed.
local function spoken(block)
  local how = tr("Tell the task aloud, twice. Each person draws a picture or a sign of their own, or tells a neighbour. Nobody writes, and nobody is asked to read.")
  local lines = block.lines
  local task = #lines == 1 and lines[1] or "- " .. table.concat(lines, "\n- ")
  return box("do", tr("Draw it or say it"), how .. "\n\n" .. tr("Where the task says “write”, draw it or say it:") .. "\n\n" .. (#lines > 0 and task or ""))
end

local function adapt_writing(block)
  if block.may_change == "with_approval" then
    block:insert_after(box("note", tr("Nobody has to write"),
      tr("Tell the task aloud, twice. Pictures, signs and spoken words count as much as letters.")))
  else
    block:replace(spoken(block), { why = tr("the task is drawn or told, so that nobody has to write") })
  end
end

-- Whether the author has said how: a task of the same activity that speaks of telling aloud, or of the cards.
local function is_told(activity)
  for _, block in ipairs(activity:blocks{ act = "do" }) do
    for _, word in ipairs{ tr("aloud"), tr("card") } do
      if block.text:find(word, 1, true) then return true end
    end
  end
  return false
end

local function adapt_cards(activity)
  if is_told(activity) then return end
  for _, block in ipairs(activity:blocks{ act = "cards" }) do
    block:insert_after(box("note", tr("Nobody has to read"),
      tr("Tell each card aloud, twice, before the groups begin. Put a picture or a thing beside each card, so that it can be told apart.")),
      { why = tr("cards are told, so that nobody has to read") })
  end
end

local function adapt_home(activity, is_last)
  local how = tr("Whoever has no pencil puts a bean or a stone into a cup for each day on which they tried it, or ties a knot. The cup stands high up: a small child can choke on a bean.")
  if not is_last then how = how .. " " .. tr("Next time they show with their fingers how many.") end
  local practice = activity.session and activity.session.home_practice
  if practice and practice.handout then
    how = how .. " " .. tr("Point to the picture on the sheet, and let the group say what it tells.")
  end
  activity:append(box("note", tr("Nobody needs a pencil"), how),
    { why = tr("what is tried at home is counted without a pencil") })
end

local function adapt_activity(activity, last)
  local writing = activity:blocks{ act = "write" }
  for _, block in ipairs(writing) do adapt_writing(block) end
  adapt_cards(activity)
  if activity.method == "home_practice" then adapt_home(activity, activity.session == last) end
  if activity.method == "writing" and activity.may_change ~= "with_approval" then activity.method = "drawing" end
  if #writing == 0 then return end
  activity:append(box("show", tr("A picture helps"),
    tr("Draw it large, with few lines, on the ground or on paper: a face, a hand, a house. Point to it while you speak.")),
    { why = tr("a picture holds the task where letters do not") })
end

function plugin.adapt(curriculum, context)
  if not is_needed(context) then return end
  local last = curriculum.runs ~= "by_choice" and curriculum.sessions[#curriculum.sessions] or nil
  for _, activity in ipairs(curriculum:activities()) do adapt_activity(activity, last) end
end

return plugin
