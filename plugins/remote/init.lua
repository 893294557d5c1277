-- A group that meets by telephone: rounds become voice messages, pairs call each other, and what needs a room is
-- left out or told. Phones are shared, so the notes on safety come first, and nothing that endangers is sent.
local messages = require("messages")

local plugin = {}

local TALK = { circle = true, discussion = true, reflection = true, home_practice_review = true, story = true }
local PAIRS = { role_play = true, practice = true }

local function is_needed(context)
  return context.facts.delivery == "phone"
end

local function box(act, title, lines)
  return baraza.markdown("::: " .. act .. " \"" .. title .. "\"\n" .. table.concat(lines, "\n\n") .. "\n:::\n")
end

-- A sensitive session is held by calls, one to one: nothing of it is asked in the group's chat.
local function in_call(activity, text, why)
  activity:prepend(box("note", tr("By telephone"), { text }), { why = why })
end

local function adapt_talk(activity, session)
  if session.sensitive then
    in_call(activity, tr("Ask it in the call: one question, then wait, and listen longer than you speak. When somebody comes near the telephone, speak of something else."), "a sensitive subject is spoken of with one person")
    return
  end
  activity:prepend(box("note", tr("By telephone"), {
    tr("Say it as a voice message of at most one minute, then ask one question. Wait: answers come over the day. Thank each one by name, and sum up in the evening."),
  }), { why = tr("on the telephone nobody sees whose turn it is") })
end

local function adapt_pairs(activity, session)
  if session.sensitive then
    in_call(activity, tr("You take the other role in the call. Show it once; then the caregiver tries, and you change."), "a sensitive subject is practised with one person")
    return
  end
  activity:prepend(box("note", tr("By telephone"), {
    tr("Pairs call each other at a time that suits both. Send the roles as a voice message before. Whoever has no credit is called."),
  }), { why = tr("practice needs a partner, and a call is enough") })
  local now = activity["in"]
  if activity.may_change ~= "with_approval" and now and now ~= "pairs" then activity["in"] = "pairs" end
end

local function adapt_hands(activity)
  activity:append(box("note", tr("By telephone"), {
    tr("Each one does it at home and tells of it. A photo only of things and drawings, never of a child's face."),
  }), { why = tr("pictures of children do not belong in a group chat") })
end

-- A break in a call is a pause: what is said of the room goes, and what was to be carried into it.
local function adapt_break(activity)
  if activity.may_change == "with_approval" then return end
  local whole = {}
  for _, block in ipairs(activity:blocks{}) do
    if not block.parent then whole[#whole + 1] = block end
  end
  for _, block in ipairs(whole) do block:remove{ why = tr("it needs a room") } end
  for _, material in ipairs(activity.materials) do material:remove{ why = tr("it needs a room") } end
  activity:append(box("do", tr("By telephone"), { tr("There is no room to leave. Say when you call or write again, and let each stand up, drink something and look in on the children.") }), { why = tr("a break in a call is a pause") })
end

local function adapt_activity(activity, session)
  local method = activity.method
  if method == "game" and activity.may_change == "freely" and activity.leave_out then
    session.minutes = session.minutes - activity.minutes
    activity:remove{ why = tr("it needs a room") }
  elseif method == "break" then adapt_break(activity)
  elseif TALK[method] then adapt_talk(activity, session)
  elseif PAIRS[method] then adapt_pairs(activity, session)
  elseif method == "drawing" or method == "writing" then adapt_hands(activity) end
end

local function adapt_session(session)
  session:prepend(box("safety", tr("Phones are shared"), {
    tr("Ask each caregiver at the first call: who else uses this phone, when is it safe to call, and which everyday sentence means that somebody is listening. Then you speak of something else at once."),
    tr("Never write about violence in the group, and never ask about it there. Who begins to tell of it is called, alone, on the same day."),
    tr("Does somebody speak of wanting to die? Stay on the line and ask plainly. Ask where they are, and who is near. Meanwhile a colleague calls the focal point and the emergency service. Stay until somebody safe is there."),
    tr("Agree in the group: no pictures of the screen, nothing is passed on, and messages may be deleted at any time."),
  }), { why = tr("a message on a shared phone can endanger") })
  session:append(box("note", tr("In place of a room"), {
    tr("Where the text speaks of a door, a circle, a sheet or things to lay, use your voice: greet each one by name, call them one after the other, and let each take what is at hand."),
  }), { why = tr("the text was written for a room") })
  if not session.sensitive then return end
  session:prepend(box("safety", tr("This session is held by calls, one to one"), {
    tr("Its subject can hurt somebody who is overheard. Call each caregiver; send only the invitation and the home practice to the group."),
  }), { why = tr("a sensitive subject in a group chat can be read by anybody") })
end

function plugin.adapt(curriculum, context)
  if not is_needed(context) then return end
  for _, session in ipairs(curriculum.sessions) do
    adapt_session(session)
    for _, activity in ipairs(session.activities) do adapt_activity(activity, session) end
  end
end

function plugin.check(_, context, report)
  if not is_needed(context) then
    report:warning(nil, "`remote` does nothing: the fact `delivery` is not `phone`", "say `facts: {delivery: phone}` in the group, or take the plugin out of the adaptation")
  end
end

function plugin.documents(programme, context)
  local list = {}
  if not is_needed(context) then return list end
  for _, meeting in ipairs(programme.meetings) do
    list[#list + 1] = {
      id = "remote-" .. meeting.id, title = tr("Messages") .. ": " .. meeting.name,
      audience = "facilitator", session = meeting.sessions[1], meeting = meeting,
    }
  end
  return list
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document{ running = programme.curriculum.title }
  doc:heading(1, descriptor.title)
  messages.build(doc, descriptor.meeting, context)
  return doc
end

return plugin
