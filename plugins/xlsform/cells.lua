-- What stands in the cells: texts for people, names and expressions for programs, and the columns they stand in.
local cells = {}

-- As XLSForm wants a language to be called.
local LANGUAGES = {
  am = "Amharic", ar = "Arabic", bn = "Bengali", ckb = "Kurdish (Sorani)", en = "English", es = "Spanish", fa = "Persian",
  fr = "French", hi = "Hindi", ht = "Haitian Creole", ka = "Georgian", luo = "Luo", my = "Burmese", ne = "Nepali",
  prs = "Dari", ps = "Pashto", pt = "Portuguese", ru = "Russian", so = "Somali", sw = "Swahili", ti = "Tigrinya",
  uk = "Ukrainian", ur = "Urdu", xh = "isiXhosa",
}

function cells.language()
  local code = baraza.language
  return (LANGUAGES[code] or code) .. " (" .. code .. ")"
end

-- For people: a line as it was written; "${" would be a reference to another question.
function cells.said(text) return (text:gsub("%$%{", "$ {")) end

-- For programs: exactly these characters.
function cells.code(text) return baraza.text(text) end

-- Of an id: a hyphen is a minus in most programs for statistics. An id has no underscore, so no two become one.
function cells.name(id) return (id:gsub("%-", "_")) end

function cells.ref(id) return "${" .. cells.name(id) .. "}" end

local COLUMNS = {
  "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "appearance", "parameters",
  "calculation",
}
local IS_SAID = { label = true, hint = true, constraint_message = true }

function cells.survey_head(language)
  local head = {}
  for i, column in ipairs(COLUMNS) do head[i] = IS_SAID[column] and column .. "::" .. language or column end
  return head
end

-- {type = …, name = …, …} as the row that the head asks for.
function cells.row(fields)
  local row = {}
  for i, column in ipairs(COLUMNS) do
    local text = fields[column] or ""
    row[i] = IS_SAID[column] and cells.said(text) or cells.code(text)
  end
  return row
end

return cells
