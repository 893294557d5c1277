local plugin = {}

function plugin.documents(programme, context)
  return { { id = "stamp", title = tr("Stamp"), audience = "facilitator" } }
end

function plugin.document(descriptor, programme, context)
  local doc = baraza.document()
  doc:heading(1, programme.curriculum.title)
  return doc
end

return plugin
