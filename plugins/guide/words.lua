-- Pieces of text that several files of the guide need.
local words = {}

-- "Discussion, in pairs"; nothing for a break that the planner put in.
function words.how(activity)
  if not activity then return "" end
  local text, seats = activity.method_label, activity.in_label
  return seats and text .. ", " .. seats or text
end

return words
