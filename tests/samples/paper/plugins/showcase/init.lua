-- Every kind of block that a document can have, in English or in Arabic: pages to look at.
local book = require("book")
local texts = require("texts")

local plugin = {}

function plugin.documents(programme)
  local language = programme.curriculum.language
  local t = texts[language]
  local list = { {
    id = "book", title = t.title, audience = "facilitator", session = programme.curriculum.sessions[1],
    t = t, build = book.build,
  } }
  for _, count in ipairs{ 4, 8 } do
    list[#list + 1] = {
      id = "cards-by-" .. (count == 4 and "four" or "eight"), title = t.cards, audience = "facilitator", t = t,
      build = function(doc) doc:cards(t.card_list, { count = count }) end,
    }
  end
  return list
end

function plugin.document(descriptor)
  local t = descriptor.t
  local doc = baraza.document{ running = t.title, footer = t.footer }
  descriptor.build(doc, t, descriptor.session)
  return doc
end

return plugin
