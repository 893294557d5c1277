-- A circle of thirty is an audience. Talk goes into several small circles, each with a helper from the group;
-- what is shown is shown from the middle; and there is a way to call everybody together again. What may only
-- be changed with approval keeps its form: a note beside it says how to do it with many.
local plugin = {}

local TALK = { circle = true, discussion = true, reflection = true, home_practice_review = true }
local DONE = { role_play = true, practice = true }

-- Small circles need a room: on the telephone and with one family there is nothing to split.
local function in_a_room(context)
  return context.facts.delivery ~= "phone" and context.facts.delivery ~= "home_visit"
end

local function circles(context)
  return (context.people + baraza.options.circle - 1) // baraza.options.circle
end

local function note(title, lines)
  return baraza.markdown("::: note \"" .. title .. "\"\n" .. table.concat(lines, "\n\n") .. "\n:::\n")
end

local function in_small_circles(activity, n)
  if activity.may_change ~= "with_approval" and (activity["in"] == nil or activity["in"] == "circle") then
    activity["in"] = "small_groups"
  end
  activity:prepend(note(tr("In small circles"), {
    string.format(tr("%s circles, each with its helper. The last third of the time is for all together."), baraza.number(n)),
  }), { why = tr("in small circles everybody gets a turn") })
end

local function with_helpers(activity)
  activity:prepend(note(tr("Practice with many"), {
    tr("Show it once in the middle. Then each helper stays with no more than five groups, watches, and says what went well."),
  }), { why = tr("one facilitator cannot see every group practise") })
end

local function adapt_activity(activity, n)
  if TALK[activity.method] then in_small_circles(activity, n)
  elseif DONE[activity.method] then with_helpers(activity) end
end

-- Said once for the whole session, so that the guide stays short. Helpers are asked and prepared before the
-- day; the bell calls the circles together.
local function adapt_session(session, n)
  local first = session.activities[1]
  if not first then return end
  session:prepend(note(tr("A large group"), {
    string.format(tr("Before the day, ask %s caregivers to help, one for each small circle, and meet them for half an hour. Go through the questions and agree on a sign for the end. Tell them what to do when somebody speaks of violence or of not wanting to live: listen, ask nothing further, and call you at once."), baraza.number(n)),
    tr("In its circle the helper asks the questions and sees that everybody has a turn. Nobody has to speak. When all come together, each circle calls out one thing. What was told in trust stays in its circle."),
    tr("To show or read something, stand in the middle, the people in two rings around you; those in front sit. Speak to one side, turn, and say it once more to the other."),
  }), { why = tr("small circles need helpers who know what to do, and those at the back must see and hear") })
  first:add_material{ item = tr("a bell, a whistle or two spoons, to call everybody together"), per = "room", count = 1, get = "bring" }
end

function plugin.adapt(curriculum, context)
  if context.people <= baraza.options.over or not in_a_room(context) then return end
  local n = circles(context)
  for _, session in ipairs(curriculum.sessions) do
    adapt_session(session, n)
    for _, activity in ipairs(session.activities) do adapt_activity(activity, n) end
  end
end

function plugin.check(_, context, report)
  if baraza.options.circle < 4 then
    report:error(nil, "a circle of fewer than four people is no circle", "give the option `circle` 4 or more")
  elseif context.people > baraza.options.over and not in_a_room(context) then
    report:warning(nil, "`large-group` does nothing: this group does not meet in one room", "make several groups of at most 12 people: a call or a chat cannot be split into circles")
  elseif context.people > 5 * baraza.options.circle then
    report:warning(nil, "more than five circles are too many for one facilitator", "make two groups, or give the group a second facilitator")
  end
end

return plugin
