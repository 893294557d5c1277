-- "10 minutes late at 17:40? Leave out the stretch." What to cut is worked out with the plan; here it
-- is put into words. Each delay begins with the steps of the one before it, so only what is new is said.
local cuts = {}
local VERY_LATE = 20

local function fill(text, values) return (text:gsub("{(%w+)}", values)) end

local function said_before(step, before)
  if not before then return false end
  for _, other in ipairs(before.steps) do
    if other.part == step.part and other.minutes == step.minutes then return true end
  end
  return false
end

local function in_words(step)
  if step.minutes == 0 then return fill(tr("Leave out {part}."), { part = "**" .. step.part.title .. "**" }) end
  return fill(tr("Shorten {part} to {time}."),
    { part = "**" .. step.part.title .. "**", time = baraza.minutes(step.minutes) })
end

local function advice(cut, before)
  local words = {}
  for _, step in ipairs(cut.steps) do
    if not said_before(step, before) then words[#words + 1] = in_words(step) end
  end
  if before and #words > 0 then table.insert(words, 1, tr("Also:")) end
  if cut.saves < cut.late then
    words[#words + 1] = fill(tr("End {time} later, if the group agrees."), { time = baraza.minutes(cut.late - cut.saves) })
  end
  return table.concat(words, " ")
end

function cuts.build(doc, meeting)
  local list = meeting.cuts
  doc:heading(2, tr("If you are late"))
  local spare = meeting.booked and meeting.booked - meeting.minutes or 0
  if spare > 0 then
    doc:paragraph(fill(tr("The room is yours {time} longer than planned: use that first."), { time = baraza.minutes(spare) }))
  end
  if #list == 0 then
    doc:paragraph(tr("Nothing in this meeting may be left out or shortened. End later, or carry on next time, as the group decides."))
    return
  end
  local rows, before = {}, nil
  -- Whoever is later than what can be cut finds a line too.
  local function no_more()
    if not before or before.late >= VERY_LATE then return end
    rows[#rows + 1] = {
      { text = "", header = true }, baraza.minutes(VERY_LATE),
      fill(tr("End {time} later, if the group agrees."), { time = baraza.minutes(VERY_LATE - before.saves) }),
    }
  end
  for _, cut in ipairs(list) do
    if before and before.part ~= cut.part then
      no_more()
      before = nil
    end
    rows[#rows + 1] = {
      { text = before and "" or cut.part.at, header = true },
      baraza.minutes(cut.late), advice(cut, before),
    }
    before = cut
  end
  no_more()
  doc:table({ tr("Time"), tr("Late by"), tr("What to do") }, rows, { columns = "lll", keep = true })
  doc:paragraph(tr("Later still: ask the group whether to end later, or to carry on next time. Leave the rest as it is."), { tone = "muted" })
end

return cuts
