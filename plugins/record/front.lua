-- The officer's page: what it is about, how much was changed, what is still open, who signs.
local words = require("words")
local front = {}

local lights = { "freely", "with_care", "with_approval" }

local function title(doc, programme, context, changes)
  local curriculum = programme.curriculum
  doc:paragraph(curriculum.title .. tr(", ") .. tr("edition") .. " " .. baraza.text(curriculum.version) ..
    ". " .. tr("Changes") .. ": " .. baraza.number(#changes), { tone = "muted" })
  doc:heading(1, tr("Record of changes"))
  local facts, names = {}, {}
  for _, adaptation in ipairs(context.adaptations) do names[#names + 1] = baraza.text(adaptation.title) end
  if context.group then facts[#facts + 1] = { label = tr("Group"), text = baraza.text(context.group.title), icon = "people" } end
  if context.place then facts[#facts + 1] = { label = tr("Place"), text = baraza.text(context.place.title), icon = "place" } end
  if #names > 0 then facts[#facts + 1] = { label = tr("Adaptations"), text = table.concat(names, tr("; ")) } end
  doc:strip(facts)
end

local function count(changes, fits)
  local n = 0
  for _, change in ipairs(changes) do
    if fits(change) then n = n + 1 end
  end
  return n
end

local function by_light(doc, changes)
  local authors = { "adaptation", "plugin", "planner" }
  local head, rows = { "" }, {}
  for _, by in ipairs(authors) do head[#head + 1] = words.author(by) end
  head[#head + 1] = tr("All")
  for _, light in ipairs(lights) do
    local row = { { text = words.light(light), header = true } }
    for _, by in ipairs(authors) do
      row[#row + 1] = baraza.number(count(changes, function(c) return c.may_change == light and c.by == by end))
    end
    row[#row + 1] = "**" .. baraza.number(count(changes, function(c) return c.may_change == light end)) .. "**"
    rows[#rows + 1] = row
  end
  doc:heading(2, tr("How freely these parts may be changed"))
  doc:table(head, rows, { columns = "lrrrr", keep = true })
end

local function by_nature(doc, changes)
  local order, counts = {}, {}
  for _, change in ipairs(changes) do
    local name = words.nature(change)
    if not counts[name] then
      order[#order + 1] = name
      counts[name] = 0
    end
    counts[name] = counts[name] + 1
  end
  table.sort(order, function(a, b) return counts[a] > counts[b] end)
  local items = {}
  for _, name in ipairs(order) do items[#items + 1] = name .. " " .. baraza.number(counts[name]) end
  if #items > 0 then doc:paragraph("**" .. tr("What kind of changes") .. "**: " .. table.concat(items, tr("; "))) end
end

-- The parts changed with an approval: who allowed it, when, and where that is written.
local function approvals(doc, changes)
  local rows = {}
  for _, change in ipairs(changes) do
    if change.approved_by then
      rows[#rows + 1] = {
        baraza.number(change.number) .. ". " .. change.title, baraza.text(change.approved_by), change.approved_on,
        baraza.text(change.reference),
      }
    end
  end
  if #rows == 0 then return end
  doc:heading(2, tr("Approvals"))
  doc:table({ tr("Part"), tr("By"), tr("On"), tr("Where it is written") }, rows, { keep = true })
end

-- A change without a reason is only possible where a part may be changed freely. What needs an approval
-- and has none is not built at all.
local function open(doc, changes)
  local items, no_goal, no_evidence = {}, {}, {}
  for _, change in ipairs(changes) do
    local number = baraza.number(change.number)
    if not change.why then items[#items + 1] = tr("No reason given") .. ": " .. number .. ". " .. change.title end
    if change.by == "adaptation" and not change.goal then no_goal[#no_goal + 1] = number end
    if change.may_change == "with_approval" and not change.evidence then no_evidence[#no_evidence + 1] = number end
  end
  if #no_goal > 0 then items[#items + 1] = tr("No goal given (a term of FRAME)") .. ": " .. table.concat(no_goal, tr(", ")) end
  if #no_evidence > 0 then
    items[#items + 1] = tr("A protected part is changed, and nothing is said of what the reason rests on") .. ": " .. table.concat(no_evidence, tr(", "))
  end
  doc:heading(2, tr("Still open"))
  if #items == 0 then doc:paragraph(tr("Nothing: each change has its reason, and its approval where it needs one."))
  else doc:checklist(items) end
end

local function signatures(doc)
  local n = baraza.options.signatures
  if n < 1 then return end
  local rows = {}
  for i = 1, n do rows[i] = { "", "", "", "" } end
  doc:heading(2, tr("Signatures"))
  doc:paragraph(tr("Behind the version, each page carries a short number of what was signed. DRAFT means: not signed yet, or changed since."), { tone = "muted" })
  doc:grid({ tr("Role"), tr("Name"), tr("Date"), tr("Signature") }, rows, { keep = true })
end

function front.build(doc, programme, context, changes)
  title(doc, programme, context, changes)
  by_light(doc, changes)
  by_nature(doc, changes)
  approvals(doc, changes)
  open(doc, changes)
  signatures(doc)
end

return front
