-- Pieces of text that several files of the guide need.
local words = {}

-- "Discussion, in pairs"; nothing for a break that the planner put in.
function words.how(activity)
  if not activity then return "" end
  local text, seats = activity.method_label, activity.in_label
  return seats and text .. tr(", ") .. seats or text
end

-- What was to be tried at home, as it was said in the meeting: "One tick for each day …" is what the sheet says.
function words.practice(session)
  local practice = session.home_practice
  if practice.text then return practice.text end
  for _, activity in ipairs(session.activities) do
    if activity.method == "home_practice" then
      local block = activity:blocks{ act = "home-practice" }[1]
      if block then return table.concat(block.lines, " ") end
    end
  end
  return practice.handout and practice.handout.practice
end

return words
