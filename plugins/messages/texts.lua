-- The texts. Others may read a telephone: no message names a sensitive topic, and what must not go home
-- on paper does not go home in a message.
local texts = {}

local LONGEST = 1000

function texts.is_sensitive(meeting)
  for _, session in ipairs(meeting.sessions) do
    if session.sensitive then return true end
  end
  return false
end

-- How long it will be: words stand for at most what they say here.
local function length(lines, context)
  local text = table.concat(lines, "\n\n"):gsub("{{%s*([%w-]+)[^}]*}}", function(id)
    local word = context.words[id]
    local value = word and (word.text[baraza.language] or word.text.en)
    return value and value .. "    " or nil
  end)
  return utf8.len(text) or #text
end

function texts.reminder(meeting, context)
  local lines = { tr("Dear all, our group meets soon:"), "**" .. (meeting.date_both or meeting.date) .. (meeting.starts and tr(", ") .. meeting.starts or "") .. "**" }
  if meeting.moved_from then lines[#lines + 1] = tr("This time not on") .. " " .. meeting.moved_from .. "." end
  if meeting.where then lines[#lines + 1] = baraza.text(meeting.where) end
  if not texts.is_sensitive(meeting) then lines[#lines + 1] = tr("We talk about") .. ": " .. meeting.name end
  local before = meeting.previous
  if before and not texts.is_sensitive(before) then lines[#lines + 1] = tr("Tell us what you tried at home. If you could not, come all the same.") end
  if context.childcare then lines[#lines + 1] = tr("Children are welcome: somebody is with them.") end
  lines[#lines + 1] = tr("If you cannot come, please tell us. See you there!")
  return lines
end

-- What is tried goes on until the next meeting, which may be more than ten days off.
local function how_long(meeting)
  local next = meeting.next
  local is_far = next and next.iso_date and meeting.iso_date and baraza.after(meeting.iso_date, "10 days") < next.iso_date
  return is_far and tr("Until we meet again") or tr("This week")
end

-- Nothing where nothing may be sent, or there is nothing to say.
function texts.tip(meeting, context)
  if texts.is_sensitive(meeting) then return nil end
  local lines = {}
  for _, session in ipairs(meeting.completes) do
    local practice = session.home_practice
    local handout = practice and practice.handout
    if handout and handout.take_home ~= "yes" then return nil end
    local text = practice and (practice.text or handout and handout.practice)
    if text then lines[#lines + 1] = "**" .. how_long(meeting) .. ":** " .. text end
    for _, message in ipairs(session.key_messages) do lines[#lines + 1] = "✓ " .. message end
  end
  if #lines == 0 then return nil end
  table.insert(lines, 1, tr("Dear all, how is it going?"))
  local last = meeting.next and tr("Small steps count. Write to us, or tell us next time.")
    or tr("Small steps count, also from now on. Tell each other how it goes.")
  lines[#lines + 1] = last
  while length(lines, context) > LONGEST and #lines > 3 do table.remove(lines, #lines - 1) end
  return lines
end

return texts
