-- One family has no circle, no pairs and no third person to watch: the visitor takes the other role, rounds
-- become a talk, games are played with the children who are there or left out. And a home has thin walls: each
-- visit begins with what keeps the family safe. What may only be changed with approval keeps its form, with a
-- note beside it.
local plugin = {}

local TALK = { circle = true, discussion = true, reflection = true }
local ROLES = { role_play = true, practice = true, demonstration = true }

local function box(act, title, lines)
  return baraza.markdown("::: " .. act .. " \"" .. title .. "\"\n" .. table.concat(lines, "\n\n") .. "\n:::\n")
end

local function adapt_talk(activity)
  activity:prepend(box("note", tr("With one family"), {
    tr("There is no round here: ask one question, wait, and listen longer than you speak. Two questions that are talked through are better than five."),
  }), { why = tr("a round needs a group") })
end

local function adapt_roles(activity)
  activity:prepend(box("note", tr("With one family"), {
    tr("You take the other role. Show it once yourself; then the caregiver tries, and you change. Stop when somebody feels watched, and talk about it instead."),
  }), { why = tr("there is nobody else to play the other role") })
end

local function adapt_game(activity, session)
  if activity.may_change == "freely" and not activity.leave_out then
    activity:prepend(box("note", tr("With one family"), {
      tr("Play it with the children who are there. Are there none, leave it out."),
    }), { why = tr("the game needs a group or children") })
  elseif activity.may_change == "freely" then
    session.minutes = session.minutes - activity.minutes
    activity:remove{ why = tr("the game needs a group") }
  end
end

local function adapt_activity(activity, session)
  if activity.method == "game" then
    adapt_game(activity, session)
    return
  end
  if TALK[activity.method] then adapt_talk(activity)
  elseif ROLES[activity.method] then adapt_roles(activity) end
  if activity.may_change ~= "with_approval" and activity["in"] and activity["in"] ~= "alone" then activity["in"] = "alone" end
end

local function adapt_session(session)
  session:prepend(box("safety", tr("In the home"), {
    tr("Before you sit down, ask whether this is a good moment and who else is at home. Sit where others can see you, with the door open when you are with a child."),
    tr("Never speak of violence, or leave a sheet about it, when somebody who may be violent can hear or find it. Agree on an everyday sentence at the first visit: whoever says it, you both speak of the weather at once."),
    tr("Go in twos where you can. Somebody in your team knows where you are and when you are back. When you do not feel safe, leave."),
  }), { why = tr("a home has thin walls, and the visitor is alone") })
  session:append(box("note", tr("With one family"), {
    tr("Where the text says circle, group or pairs, it is you and this family: a greeting at the door, a word at the end. Leave out what needs others, and give the time to their own questions. Do not compare them with other families."),
  }), { why = tr("the text was written for a group") })
end

function plugin.adapt(curriculum, context)
  if context.facts.delivery ~= "home_visit" then return end
  for _, session in ipairs(curriculum.sessions) do
    adapt_session(session)
    for _, activity in ipairs(session.activities) do adapt_activity(activity, session) end
  end
end

function plugin.check(_, context, report)
  if context.facts.delivery ~= "home_visit" then
    report:warning(nil, "`home-visit` does nothing: the fact `delivery` is not `home_visit`", "say `facts: {delivery: home_visit}` in the group, or take the plugin out of the adaptation")
  elseif context.people > 4 then
    report:warning(nil, "a visit to one family is prepared for more than four people", "give the group `people: 2`, so that sheets and materials are counted for one family")
  end
end

return plugin
