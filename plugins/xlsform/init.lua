-- The forms of the curriculum as XLSForm (xlsform.org): a workbook each, with the sheets survey, choices and settings,
-- for KoboToolbox, ODK and what else reads them. It asks what the paper asks, in the same order, under the same
-- numbers.
local survey = require("survey")
local cells = require("cells")

local plugin = {}

function plugin.documents(programme, context)
  local list = {}
  for _, form in ipairs(programme.curriculum.forms) do
    list[#list + 1] = {
      id = "xlsform-" .. form.id, title = tr("For a tablet") .. ": " .. form.title, audience = "officer", moment = "start",
      format = "xlsx", form = form, copies = 0,
    }
  end
  return list
end

-- A number that is another one as soon as anything in the form is, or a word that may stand in it: a server takes a
-- form again only then.
local function digest(made, words)
  local sum = 2166136261
  local function add(text)
    for i = 1, #text do sum = ((sum ~ text:byte(i)) * 16777619) & 0xffffffff end
    sum = ((sum ~ 31) * 16777619) & 0xffffffff
  end
  for _, rows in ipairs{ made.survey, made.choices } do
    for _, row in ipairs(rows) do
      for _, cell in ipairs(row) do add(cell) end
    end
  end
  for _, word in ipairs(words) do
    add(word.id)
    for _, text in pairs(word.text) do add(text) end
  end
  return string.format("%08x", sum)
end

local function sheet(doc, name, head, rows)
  doc:heading(1, name)
  local titles = {}
  for i, title in ipairs(head) do titles[i] = baraza.text(title) end
  doc:table(titles, rows)
end

function plugin.document(descriptor, programme, context)
  local form, language = descriptor.form, cells.language()
  local made = survey.build(form)
  local doc = baraza.document{ title = form.title }
  sheet(doc, "survey", cells.survey_head(language), made.survey)
  sheet(doc, "choices", { "list_name", "name", "label::" .. language }, made.choices)
  local version = programme.curriculum.version .. "-" .. digest(made, context.words)
  sheet(doc, "settings", { "form_title", "form_id", "version", "default_language" }, { {
    cells.said(form.title), cells.code(cells.name(programme.curriculum.id) .. "_" .. cells.name(form.id)),
    cells.code(version), cells.code(language),
  } })
  return doc
end

return plugin
