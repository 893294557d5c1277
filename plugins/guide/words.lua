-- Words for what the model names with terms. English here; `tr` is called when they are printed, in the
-- language of the document.
local words = {}

local method = {
  circle = "Circle", story = "Story", discussion = "Discussion", demonstration = "Demonstration",
  role_play = "Role play", practice = "Practice", game = "Game", drawing = "Drawing", writing = "Writing",
  reflection = "Reflection", relaxation = "Relaxation", presentation = "Short talk",
  home_practice_review = "Home practice review", home_practice = "Home practice", notice = "Notice",
  ["break"] = "Break", ceremony = "Ceremony", planning = "Planning",
}
local grouping = {
  circle = "in a circle", pairs = "in pairs", threes = "in threes", fours = "in fours",
  small_groups = "in small groups", alone = "alone",
}
local get = {
  print = "Print or copy", buy = "Buy", make = "Make", borrow = "Borrow", bring = "Bring",
}
local service = {
  child_protection = "Child protection", mental_health = "Mental health", health = "Health",
  gender_based_violence = "Violence against women and girls", legal = "Legal help", food = "Food",
  shelter = "Shelter", cash = "Cash help", education = "Education", disability = "Disability",
  emergency = "Emergency", other = "Other",
}

function words.method(activity)
  local term = activity.method
  return tr(method[term] or term)
end

-- A break that the planner put in has no activity, and so no title of its own.
function words.title(part)
  local activity = part.activity
  if not activity then return tr("Break") end
  if activity.topic and activity.title == "" then return tr("Our topic") end
  return activity.title
end

-- What a meeting is called; where the group has chosen nothing yet, what to fill in.
function words.meeting(meeting)
  if meeting.open and not meeting.topic then return tr("Topic chosen by the group") end
  return meeting.title
end

function words.how(activity)
  if not activity then return "" end
  local text, term = words.method(activity), activity["in"]
  if term then text = text .. ", " .. tr(grouping[term] or term) end
  return text
end

function words.get(term) return tr(get[term] or term) end
function words.service(term) return tr(service[term] or term) end

-- A number that can be dialled, or the words that say there is none. Made-up numbers are never printed.
function words.phone(entry, number)
  if entry.example then return tr("example: put the real number here") end
  if not number then return tr("no number known") end
  return "[" .. baraza.text(number) .. "](tel:" .. number:gsub("[^%d+]", "") .. ")"
end

return words
