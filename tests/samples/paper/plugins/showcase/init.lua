-- Every kind of block that a document can have, in English and in Arabic: pages to look at.
local book = require("book")
local texts = require("texts")

local plugin = {}

function plugin.documents(programme)
  local list = {}
  for _, language in ipairs{ "en", "ar" } do
    list[#list + 1] = {
      id = "book-" .. language, title = texts[language].title, audience = "facilitator",
      language = language, session = programme.curriculum.sessions[1], t = language, kind = "book",
    }
    for _, count in ipairs{ 4, 8 } do
      list[#list + 1] = {
        id = "cards-" .. count .. "-" .. language, title = texts[language].cards,
        audience = "facilitator", language = language, t = language, kind = "cards", count = count,
      }
    end
  end
  return list
end

function plugin.document(descriptor)
  local t = texts[descriptor.t]
  local doc = baraza.document{ running = t.title, footer = t.footer }
  if descriptor.kind == "cards" then
    doc:cards(t.card_list, { count = descriptor.count })
  else
    book.build(doc, t, descriptor.session)
  end
  return doc
end

return plugin
