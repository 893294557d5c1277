-- The messages of one session, each short enough for one: copied from the text of the page into the telephone,
-- bold words between stars as the messengers read them. Of a sensitive session only what endangers nobody.
local messages = {}

-- Sentences that together stay below the limit, in as many messages as it takes.
local function parted(lines)
  local list, now = {}, {}
  local length = 0
  for _, line in ipairs(lines) do
    local n = utf8.len(line) or #line
    if #now > 0 and length + n + 1 > baraza.options.longest then
      list[#list + 1] = now
      now, length = {}, 0
    end
    now[#now + 1] = line
    length = length + n + 1
  end
  if #now > 0 then list[#list + 1] = now end
  return list
end

local function send(doc, when, lines)
  for _, part in ipairs(parted(lines)) do
    local box = doc:box{ label = when, tone = "plain", icon = "phone", keep = true }
    for _, line in ipairs(part) do box:paragraph(line) end
  end
end

-- The subject of a sensitive session is not for the screen of a shared phone.
local function subject(meeting)
  for _, session in ipairs(meeting.sessions) do
    if session.sensitive then return tr("Our next call") end
  end
  return meeting.name
end

local function invitation(meeting)
  local lines = { "**" .. subject(meeting) .. "**" }
  if meeting.date then lines[#lines + 1] = meeting.date .. (meeting.starts and tr(", ") .. meeting.starts or "") end
  lines[#lines + 1] = tr("Find a place where you can listen in peace. Nobody has to speak. Can you not come? Send a word; you are welcome next time.")
  return lines
end

local function practice(session)
  local home = session.home_practice
  local text = home and (home.text or home.handout and home.handout.practice)
  return text and { "**" .. tr("To try at home") .. "**", text }
end

local function help(context)
  local lines = {}
  for _, referral in ipairs(context.referrals) do
    if referral.show_to == "participants" then
      lines[#lines + 1] = baraza.text(referral.name) .. ": " .. referral.phone_line
    end
  end
  if #lines == 0 then return nil end
  table.insert(lines, 1, "**" .. tr("Help") .. "**")
  return lines
end

function messages.build(doc, meeting, context)
  send(doc, tr("The day before"), invitation(meeting))
  for _, session in ipairs(meeting.sessions) do
    if #session.key_messages > 0 and not session.sensitive then
      local lines = { "**" .. tr("Remember") .. "**" }
      for _, text in ipairs(session.key_messages) do lines[#lines + 1] = text end
      send(doc, tr("Afterwards"), lines)
    end
    local lines = practice(session)
    if lines then
      send(doc, tr("Afterwards"), lines)
      send(doc, tr("Three days later"), { tr("How is it going with what you wanted to try? A word or a heart is enough."), lines[2] })
    end
  end
  local lines = help(context)
  if lines then send(doc, tr("In the private chat, where it is safe"), lines) end
end

return messages
