-- Programmes are often written with mothers in mind. Nothing is taken out for fathers: stories get questions in
-- which a father can find himself, role plays a word on playing women, home practice a thing to do with the
-- child, and sensitive sessions what to do when a man tells that he has hit somebody. What is the same for every
-- meeting is said in full in the first one, and shortly afterwards.
local plugin = {}

local function box(act, title, body)
  return baraza.markdown("::: " .. act .. " \"" .. title .. "\"\n" .. body .. "\n:::\n")
end

-- Whether a story tells of a father already: then nobody needs to look for him in it.
local function tells_of_father(activity)
  for _, block in ipairs(activity:blocks{}) do
    for _, line in ipairs(block.lines) do
      if line:find("{{father", 1, true) then return true end
    end
  end
  return false
end

-- The second question goes round from story to story: asked ten times, the same one is heard by nobody.
local function second_question(told)
  local questions = {
    tr("What did a man who brought you up do at such a moment? What of it do you want to keep, and what not?"),
    tr("If your child had stood beside you: what would your child have seen in you?"),
    tr("What would make it easier for a father here to do this?"),
  }
  return questions[(told - 1) % #questions + 1]
end

local function adapt_story(activity, state)
  state.told = state.told + 1
  local first = tells_of_father(activity) and tr("What in this man do you know from yourself?")
    or tr("Where is the father in this story, and what could he do?")
  activity:append(box("ask", tr("As a father"), "- " .. first .. "\n- " .. second_question(state.told)),
    { why = tr("a question in which fathers find themselves") })
end

local function adapt_role_play(activity)
  activity:prepend(box("note", tr("Men who play women"),
    tr("Any man may play a mother or a girl, and any man may say no. When laughter turns into mockery, stop. Ask how the mother or the girl would feel who hears it.")),
    { why = tr("role plays of women by men slip into mockery") })
end

local function adapt_home_practice(activity, state)
  local texts = { tr("Each father says what he will do with his child this week, and when: ten minutes are enough. A father whose child is far away says when he will call, and what he will tell or read.") }
  if state.first then
    texts[2] = tr("He tells the child's mother, or whoever cares for the child, what he is trying. He does not tell her what to do.")
  end
  activity:append(box("do", tr("With your child"), table.concat(texts, "\n\n")),
    { why = tr("fathers practise with the child, and do not hand the task on") })
end

local ADAPT = { story = adapt_story, role_play = adapt_role_play, home_practice = adapt_home_practice }

local function adapt_session(session, state)
  if state.first then
    session:prepend(box("note", tr("With a group of fathers"), table.concat({
      tr("Many men have heard all their lives that care is women's work. Begin with what they already do: carrying, teaching, joking, earning, staying up at night. Praise it by name."),
      tr("Ask, do not lecture. Strength in this room means to stay calm, to listen, and to begin anew after a mistake."),
    }, "\n\n")), { why = tr("what a facilitator of a men's group needs to know") })
  end
  if not session.sensitive then return end
  session:prepend(box("safety", tr("When a man tells that he has hit somebody"), table.concat({
    tr("Thank him for saying it. Do not excuse it, do not shame him, and ask for no details before the others. Speak with him alone afterwards: say what you have to pass on, and to whom."),
    tr("Do not speak about it with his wife or his child, and do not visit the home: that can bring danger. Call the focal point on the same day, and at once when somebody may be hurt tonight."),
  }, "\n\n")), { why = tr("in men's groups violence is told by those who did it") })
end

function plugin.adapt(curriculum, context)
  if context.facts.caregivers ~= "men" then return end
  local state = { first = true, told = 0 }
  for _, session in ipairs(curriculum.sessions) do
    adapt_session(session, state)
    for _, activity in ipairs(session.activities) do
      local adapt = ADAPT[activity.method]
      if adapt then adapt(activity, state) end
    end
    state.first = false
  end
end

function plugin.check(_, context, report)
  if context.facts.caregivers ~= "men" then
    report:warning(nil, "`fathers` does nothing: the fact `caregivers` is not `men`", "say `facts: {caregivers: men}` in the group, or take the plugin out of the adaptation")
  end
end

return plugin
