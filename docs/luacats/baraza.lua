---@meta
-- The plugin interface of Baraza for editors that read LuaCATS, as lua-language-server does.
-- Made from the program by `make docs`; do not edit. It is never run.

---What init.lua returns.
---@class baraza.Plugin
---@field adapt? fun(curriculum: baraza.Curriculum, context: baraza.Context) Changes the curriculum.
---@field check? fun(programme: baraza.Programme, context: baraza.Context, report: baraza.Report) Reports what breaks the organisation's own rules.
---@field documents? fun(programme: baraza.Programme, context: baraza.Context): baraza.Descriptor[] Lists the documents.
---@field document? fun(descriptor: baraza.Descriptor, programme: baraza.Programme, context: baraza.Context): baraza.Builder Builds one.

---A document that a plugin makes; it may have keys of its own.
---@class baraza.Descriptor
---@field id string The file's name.
---@field title string A line.
---@field audience "caregivers"|"facilitator"|"children"|"officer" For whom it is.
---@field language? string In which language; otherwise by audience.
---@field session? baraza.Session
---@field meeting? baraza.Meeting
---@field handout? baraza.Handout
---@field [string] any

---A piece of Markdown, or of a line.
---@class baraza.Fragment

---A document, or a part of one, as it is built.
---@class baraza.Builder
local Builder = {}

---A heading, level 1 to 6.
---@param level integer
---@param text string
function Builder:heading(level, text) end

---A paragraph of one line of inline Markdown.
---@param text string
---@param options? table
function Builder:paragraph(text, options) end

---A list; each item is a line, or {text = …, more = {…}, lang = …}; `more` are lines below it, a paragraph each. `small`: on paper in smaller type, for what is looked up.
---@param items table
---@param options? table
function Builder:list(items, options) end

---Lines with a box to tick.
---@param items table
function Builder:checklist(items) end

---A table. `header` is a list of cells or nil, `rows` a list of lists; a cell is a line, a number, nil, or {text = …, lang = …, header = true, icon = …, span = …}; `span`: how many columns it covers. `keep`: not to be parted over pages.
---@param header table|nil
---@param rows table
---@param options? table
function Builder:table(header, rows, options) end

---A strip of facts, as under the title of a session.
---@param options table
function Builder:strip(options) end

---A box, and the builder of what stands in it. `keep`: not to be parted over pages.
---@param options table
---@return baraza.Builder
function Builder:box(options) end

---A section with its heading, and the builder of what stands in it.
---@param options table
---@return baraza.Builder
function Builder:section(options) end

---2 to 4 columns, and their builder.
---@param n integer
---@return baraza.Builder
function Builder:columns(n) end

---Lines to write on. On paper there are fewer of them, down to `least`, rather than another page, and more, up to `most`, where their page has room left.
---@param n integer
---@param label? string
---@param options? table
function Builder:lines(n, label, options) end

---A table whose empty cells are large enough to write in. Its columns are equally wide, but for a first one of names: a cell that shall be wider covers several (`span`).
---@param header table|nil
---@param rows table
---@param options? table
function Builder:grid(header, rows, options) end

---Choices in a row; `faces`, `large-faces` (to lay on the ground) or `numbers`.
---@param items table
---@param options? table
function Builder:scale(items, options) end

---Cards to cut, `count` to a page; items as of a list, `icon` stands beside the text of one, `picture` (with `alt`) above it.
---@param items table
---@param options? table
function Builder:cards(items, options) end

---A picture; `src` is a file below the root.
---@param options table
function Builder:figure(options) end

---A QR code of an address, with the address below it, on paper; on a screen the address as a link.
---@param options table
function Builder:qr(options) end

---What follows starts on a new page; `right`: on a right-hand page of a sheet printed on both sides. `running` stands at the head of the printed pages from there on, in a document itself only.
---@param options? table
function Builder:page_break(options) end

---A page of its own in front, without running head and foot, and its builder. It comes first.
---@return baraza.Builder
function Builder:cover() end

---The headings and sections of the document down to that level, with their pages on paper. `label` stands above it; without one, "Contents" in the language of the document.
---@param options table
function Builder:contents(options) end

---A line across.
function Builder:rule() end

---Markdown of any length, or a fragment of baraza.markdown.
---@param text string
---@return baraza.Fragment
function Builder:markdown(text) end

---The body of an activity, session or handout, or one block. Gives false when there is none.
---@param handle any
---@return boolean
function Builder:place(handle) end

---A box of an act such as `say` or `safety`, and its builder.
---@param name string
---@param options? table
---@return baraza.Builder
function Builder:act(name, options) end

---Takes what a check finds.
---@class baraza.Report
local Report = {}

---Reports an error at a part or block, or with nil for the whole; nothing is built then.
---@param handle any
---@param text string
---@param hint? string
function Report:error(handle, text, hint) end

---Reports a warning.
---@param handle any
---@param text string
---@param hint? string
function Report:warning(handle, text, hint) end

---A block of a body.
---@class baraza.Block
---@field act? string The act of a container, as `say` or `write`; nil for other blocks.
---@field kind? string What it is: `container`, `paragraph`, `list`, `table`, `heading` …
---@field id? string Its id, or nil.
---@field title? string The title of a container, or nil. Can be set.
---@field text? string Its text without markup; words as `{{name}}`.
---@field lines? string[] Its paragraphs, items and cells as lines of Markdown, with emphasis and words; for putting them elsewhere.
---@field picture? string The file of the picture that it is, or nil where there is more than one picture in it, or words.
---@field address? string Where it stands, as `session/calm/story/the-cup`.
---@field activity? baraza.Activity The activity in whose body it stands, or nil.
---@field session? baraza.Session The session, or nil.
---@field may_change? string Who may change it: `freely`, `with_care` or `with_approval`.
---@field level? integer The level of a heading; nil for other blocks.
---@field parent? baraza.Block The block that it stands in, or nil.
local Block = {}

---Puts Markdown in its place.
---@param fragment baraza.Fragment|string
---@param options? table
function Block:replace(fragment, options) end

---Takes it out.
---@param options? table
function Block:remove(options) end

---Puts Markdown before it.
---@param fragment baraza.Fragment|string
---@param options? table
function Block:insert_before(fragment, options) end

---Puts Markdown after it.
---@param fragment baraza.Fragment|string
---@param options? table
function Block:insert_after(fragment, options) end

---A programme: who it is for, its words and facts, its sessions in order.
---@class baraza.Curriculum
---@field id? string The name of its folder.
---@field title string Its name, as printed.
---@field version string The edition; adaptations name the one they were made for.
---@field language string The language in which it is written.
---@field audience string Whom the groups are for.
---@field summary? string What it is, in a few sentences.
---@field licence string Its licence, an SPDX identifier.
---@field credit string Whom to name, on every document.
---@field notices string[] Sentences that every document must carry.
---@field permission? string Who allowed adapting it, and where that is written, when the licence does not.
---@field may_change ("freely"|"with_care"|"with_approval") Who may change its parts, where a part does not say.
---@field facts baraza.Fact[]|table<string, baraza.Fact>|fun(self: any, filter?: table): baraza.Fact[] What it asks of a place or group, with values and a default.
---@field words baraza.Word[]|table<string, baraza.Word>|fun(self: any, filter?: table): baraza.Word[] Names and things that a place gives other values, used as `{{mother}}`.
---@field runs ("in_order"|"by_choice") Whether sessions follow their order or the group chooses.
---@field slots baraza.Slot[]|table<string, baraza.Slot>|fun(self: any, filter?: table): baraza.Slot[] The parts of an open meeting, for which the group chooses the topic (`runs: by_choice`).
---@field first baraza.Session[]|table<string, baraza.Session>|fun(self: any, filter?: table): baraza.Session[] Where the group chooses (`runs: by_choice`): the sessions with which every group begins, in this order. The others are held when a group chooses them.
---@field every_meeting? baraza.EveryMeeting Rituals at the start and end of every meeting.
---@field sessions baraza.Session[]|table<string, baraza.Session>|fun(self: any, filter?: table): baraza.Session[] The sessions, in order; each a file of `sessions/`, or one of the library.
---@field handouts baraza.Handout[]|table<string, baraza.Handout>|fun(self: any, filter?: table): baraza.Handout[] The handouts: all files of `handouts/`, and those of the library that its sessions name, by id.
---@field forms baraza.Form[]|table<string, baraza.Form>|fun(self: any, filter?: table): baraza.Form[] Its forms; each a file of `forms/`.
---@field references baraza.Reference[]|table<string, baraza.Reference>|fun(self: any, filter?: table): baraza.Reference[] The sources it rests on.
---@field reading? baraza.Reading How hard its texts may be, where that is not what is usual.
---@field accept baraza.Accept[]|table<string, baraza.Accept>|fun(self: any, filter?: table): baraza.Accept[] Warnings that it lives with, in all its parts.
local Curriculum = {}

---The session with this id; an error when there is none.
---@param id string
---@return baraza.Session
function Curriculum:session(id) end

---The activities of all sessions, in order, that have these values; all without a filter.
---@param options table
---@return baraza.Activity[]
function Curriculum:activities(options) end

---The part or block at an address such as `calm/story/the-cup`, or nil.
---@param address string
---@return baraza.Session|baraza.Activity|baraza.Handout|baraza.Block|nil
function Curriculum:find(address) end

---A warning that a part lives with, and why.
---@class baraza.Accept
---@field code string The warning's code.
---@field why string Why it has to be so.
local Accept = {}

---How hard the texts of a curriculum may be, as school grades.
---@class baraza.Reading
---@field participants integer What caregivers hear and read: said, asked, read aloud, told, and handouts.
---@field words integer Words in a sentence of theirs, on average.
---@field facilitators integer What only the facilitator reads.
local Reading = {}

---Something that a place or group answers, so that parts can depend on it.
---@class baraza.Fact
---@field id? string Its key.
---@field values string[] The answers there are.
---@field default string The answer where nobody gives one.
---@field ask? string The question, as put to those who set up a group.
local Fact = {}

---A name or thing, by its role, with a text by language.
---@class baraza.Word
---@field id? string Its key.
---@field is? ("person"|"food"|"role"|"place"|"organisation"|"thing") What it names; said once, in the curriculum.
---@field sex? ("female"|"male") Of a person; a place cannot change it.
---@field text table<string, string> The text by language.
---@field forms table<string, table<string, string>> Other forms by language, used as `{{mother.possessive}}`.
local Word = {}

---A source.
---@class baraza.Reference
---@field id? string Its key.
---@field text string Author, year, title, publisher.
---@field url? string Where it is read.
local Reference = {}

---What every meeting starts and ends with.
---@class baraza.EveryMeeting
---@field start baraza.Activity[]|table<string, baraza.Activity>|fun(self: any, filter?: table): baraza.Activity[] Activities of the library, first to last.
---@field ["end"] baraza.Activity[]|table<string, baraza.Activity>|fun(self: any, filter?: table): baraza.Activity[] Activities of the library, first to last.
local EveryMeeting = {}

---A part of an open meeting; together they are the session `open-meeting`.
---@class baraza.Slot
---@field id? string Its name.
---@field title? string Its heading; else that of the activity, or the topic itself.
---@field topic? ("chosen") `chosen`: in it the group talks about its topic. With `use`, in the way of that activity.
---@field use? baraza.Activity An activity of the library.
---@field minutes? integer Its usual length.
---@field between? {low: integer, high: integer} The planner may stretch or shorten it within this.
local Slot = {}

---What a group does on one topic, usually in one meeting.
---@class baraza.Session
---@field id? string Its file's name.
---@field number? integer Its place in the curriculum, from 1.
---@field title string Its name, as printed.
---@field purpose string What caregivers take from it, in one sentence.
---@field minutes integer The whole meeting: rituals, breaks and settling in counted.
---@field sensitive boolean A content notice is printed and said.
---@field notice? string The content notice, in place of the usual one.
---@field requires baraza.Session[]|table<string, baraza.Session>|fun(self: any, filter?: table): baraza.Session[] Sessions that come before it.
---@field may_change? ("freely"|"with_care"|"with_approval") Who may change its parts, where a part does not say.
---@field when? string The facts under which it is part of the programme.
---@field track? string Where parents and children meet apart: whose session it is. Sessions next to each other that name different tracks are held at the same time and take equally long; `together` names the session for which they come together again in the same meeting.
---@field open boolean Whether it is made of the slots: a meeting whose topic the group chooses.
---@field room? string How the room is set up.
---@field objectives baraza.Objective[]|table<string, baraza.Objective>|fun(self: any, filter?: table): baraza.Objective[] What caregivers know, feel or can do afterwards.
---@field key_messages string[] The sentences to remember.
---@field prepare baraza.Preparation[]|table<string, baraza.Preparation>|fun(self: any, filter?: table): baraza.Preparation[] What to do before, and how long before.
---@field materials baraza.Material[]|table<string, baraza.Material>|fun(self: any, filter?: table): baraza.Material[] Things needed besides those of its activities.
---@field home_practice? baraza.HomePractice What caregivers try until the next meeting.
---@field activities baraza.Activity[]|table<string, baraza.Activity>|fun(self: any, filter?: table): baraza.Activity[] Its parts, in order; each has a `##` in the session's Markdown.
---@field references baraza.Reference[]|table<string, baraza.Reference>|fun(self: any, filter?: table): baraza.Reference[] Sources of the curriculum on which it rests.
---@field accept baraza.Accept[]|table<string, baraza.Accept>|fun(self: any, filter?: table): baraza.Accept[] Warnings that it lives with.
---@field meeting? baraza.Meeting The meeting in which it is held, or nil before the plan.
---@field address? string Where it stands, as `session/calm`.
local Session = {}

---The blocks of its body in order, those inside other blocks too; with a filter, those of this act or kind.
---@param options table
---@return baraza.Block[]
function Session:blocks(options) end

---Puts Markdown at the end of its body.
---@param fragment baraza.Fragment|string
---@param options? table
function Session:append(fragment, options) end

---Puts Markdown at the start of its body.
---@param fragment baraza.Fragment|string
---@param options? table
function Session:prepend(fragment, options) end

---Adds something to have in the room, and gives it.
---@param options table
---@return baraza.Material
function Session:add_material(options) end

---One thing that caregivers know, feel or can do after a session.
---@class baraza.Objective
---@field id string Its name, for activities to refer to.
---@field kind ("know"|"feel"|"do") Whether it is known, felt or done.
---@field text string It, in words that follow "caregivers can" or "caregivers feel".
local Objective = {}

---Takes it out.
---@param options? table
function Objective:remove(options) end

---Something to do before the meeting.
---@class baraza.Preparation
---@field id? string Its name, if something refers to it.
---@field before string How long before.
---@field task string What to do.
local Preparation = {}

---Takes it out.
---@param options? table
function Preparation:remove(options) end

---What caregivers try at home.
---@class baraza.HomePractice
---@field handout? baraza.Handout The sheet that goes home with it; `library/handout/NAME` is one of the library.
---@field text? string It in one sentence; else the handout's `practice`.
local HomePractice = {}

---One part of a session: a heading in the guide, minutes on the clock.
---@class baraza.Activity
---@field id? string Its name, the same as its heading's; with `use`, the library's name unless another is given.
---@field use? baraza.Activity Takes an activity of the library; what stands here goes before what the library says.
---@field title? string Its heading; of a library activity, written in its YAML.
---@field method? ("circle"|"story"|"discussion"|"demonstration"|"role_play"|"practice"|"game"|"drawing"|"writing"|"reflection"|"relaxation"|"presentation"|"home_practice_review"|"home_practice"|"notice"|"break"|"ceremony"|"planning") How it is done; each has an icon. Required, here or in the library.
---@field minutes? integer Its usual length. Required, here or in the library.
---@field between? {low: integer, high: integer} The planner may stretch or shorten it within this.
---@field may_change? ("freely"|"with_care"|"with_approval") Who may change it.
---@field lead? string Who leads it.
---@field support? string What the other facilitator does.
---@field ["in"]? ("circle"|"pairs"|"threes"|"fours"|"small_groups"|"alone") How people sit together.
---@field keep_with_next boolean Never parted from the next by a break or a meeting's end.
---@field leave_out? integer It may be left out; 1 goes first.
---@field objectives baraza.Objective[]|table<string, baraza.Objective>|fun(self: any, filter?: table): baraza.Objective[] Objectives of the session that it serves.
---@field purpose? string What it is for.
---@field when? string The facts under which it is part of the session.
---@field language? string The language of its text, when it is not the curriculum's.
---@field materials baraza.Material[]|table<string, baraza.Material>|fun(self: any, filter?: table): baraza.Material[] Things it needs.
---@field ritual ("none"|"start"|"end") Whether it came from `every_meeting`, and at which end.
---@field topic? ("chosen") `chosen`: in it the group talks about its topic; nil for every other part.
---@field session? baraza.Session The session that it is part of, or nil for one of the library.
---@field part? baraza.Part It as it stands in the plan, or nil before the plan.
---@field starts? string The clock time at its start; nil without a group.
---@field ends? string The clock time at its end; nil without a group.
---@field address? string Where it stands, as `session/calm/story`.
local Activity = {}

---The blocks of its body in order, those inside other blocks too; with a filter, those of this act or kind.
---@param options table
---@return baraza.Block[]
function Activity:blocks(options) end

---Puts Markdown at the end of its body.
---@param fragment baraza.Fragment|string
---@param options? table
function Activity:append(fragment, options) end

---Puts Markdown at the start of its body.
---@param fragment baraza.Fragment|string
---@param options? table
function Activity:prepend(fragment, options) end

---Adds something to have in the room, and gives it.
---@param options table
---@return baraza.Material
function Activity:add_material(options) end

---Takes it out.
---@param options? table
function Activity:remove(options) end

---A thing to have in the room.
---@class baraza.Material
---@field id? string Its name, if something refers to it.
---@field item string What it is.
---@field per ("room"|"group"|"person"|"pair"|"three"|"four"|"small_group"|"family") For whom the count is; a small group is five people.
---@field count integer How many for each.
---@field get ("bring"|"borrow"|"buy"|"make"|"print") How it is come by.
---@field from? baraza.Handout The handout that it is a copy of; `library/handout/NAME` is one of the library.
---@field needs? string The facts without which it is of no use; `check` warns for a group or place where they do not hold.
local Material = {}

---Takes it out.
---@param options? table
function Material:remove(options) end

---One sheet for caregivers: one message, a few tips, a picture.
---@class baraza.Handout
---@field id? string Its file's name.
---@field title string Its heading.
---@field session? baraza.Session The session in which it is given; of a handout of the library, without it the first that names it.
---@field audience ("caregivers"|"facilitator"|"children"|"officer") Who reads it.
---@field take_home ("yes"|"ask_first"|"no") Whether it goes home: a leaflet on violence can endanger.
---@field practice? string What one tick of its seven-day grid means; without it there is no grid.
---@field may_change? ("freely"|"with_care"|"with_approval") Who may change it.
---@field accept baraza.Accept[]|table<string, baraza.Accept>|fun(self: any, filter?: table): baraza.Accept[] Warnings that it lives with.
---@field address? string Where it stands, as `handout/four-steps`.
local Handout = {}

---The blocks of its body in order, those inside other blocks too; with a filter, those of this act or kind.
---@param options table
---@return baraza.Block[]
function Handout:blocks(options) end

---Puts Markdown at the end of its body.
---@param fragment baraza.Fragment|string
---@param options? table
function Handout:append(fragment, options) end

---Puts Markdown at the start of its body.
---@param fragment baraza.Fragment|string
---@param options? table
function Handout:prepend(fragment, options) end

---Questions on paper: an evaluation, a registration.
---@class baraza.Form
---@field id? string Its file's name.
---@field title string Its heading.
---@field filled_by? string Who fills it, and with whose help.
---@field when? string At what moment it is filled.
---@field how_often ("once"|"start_and_end"|"every_meeting"|"every_month") How often it is filled, so that enough sheets are printed.
---@field validated boolean A tested instrument: its items may not be edited without approval.
---@field questions baraza.Question[]|table<string, baraza.Question>|fun(self: any, filter?: table): baraza.Question[] The questions, in order.
---@field scores baraza.Score[]|table<string, baraza.Score>|fun(self: any, filter?: table): baraza.Score[] How answers are counted, on a page of its own for whoever counts.
---@field asks_of_harm? boolean Whether a question of it asks the one who answers about harm (`self_report_of_harm`): the limits of confidentiality are read out before the first answer.
local Form = {}

---One question of a form.
---@class baraza.Question
---@field id string Its name.
---@field type ("text"|"integer"|"date"|"time"|"one_of"|"many_of"|"likert"|"faces"|"days"|"consent"|"signature"|"office"|"repeat") How it is answered.
---@field ask string The question.
---@field choices string[] The answers of `one_of`, `many_of` and `likert`.
---@field points integer[] What each of the `choices` counts in a score; without it 0, 1, 2 and so on.
---@field reversed boolean In a score its points are turned round: the most counts least.
---@field range? {low: integer, high: integer} The least and the greatest answer of an `integer`.
---@field questions baraza.Question[]|table<string, baraza.Question>|fun(self: any, filter?: table): baraza.Question[] Of `repeat`: what is asked again for each participant, who is known by a number.
---@field only_if? baraza.OnlyIf It is asked only after a certain answer to an earlier question.
---@field optional boolean It may stay empty.
---@field identifying boolean The answer tells who somebody is.
---@field self_report_of_harm boolean The limits of confidentiality are printed and read with it.
---@field keep_until? string When the answers are destroyed.
local Question = {}

---The answer after which a question is asked; exactly one of `is` and `more_than`.
---@class baraza.OnlyIf
---@field question string An earlier question of the form.
---@field is string[] Of one_of, many_of and likert: the choices after which it is asked.
---@field more_than? integer Of integer and days: the number that the answer must be above.
local OnlyIf = {}

---A number counted from the answers of some questions.
---@class baraza.Score
---@field id? string Its key.
---@field title string What it measures.
---@field questions string[] The questions that count, of the types `one_of`, `likert`, `faces`, `days` and `integer`.
---@field how ("sum"|"mean") Whether points are added up, or their mean is taken.
---@field missing integer How many answers may be missing: each counts as the mean of the others. With more there is no score.
---@field better ("higher"|"lower") Which way is better.
---@field cut_off? integer The score from which on `says` holds.
---@field says? string What to do at the cut-off and beyond it.
local Score = {}

---A country or district: facts, languages, services, words.
---@class baraza.Place
---@field id? string Its file's name.
---@field title string Its name.
---@field country? string ISO 3166-1 code; required, here or in the place it extends.
---@field languages? baraza.Languages Which language the guide, the spoken words and the handouts have.
---@field facts table<string, string> Answers to what curricula ask.
---@field words baraza.Word[]|table<string, baraza.Word>|fun(self: any, filter?: table): baraza.Word[] Other texts for the curriculum's words.
---@field focal_point? baraza.FocalPoint Whom to call when a child is in danger; on every page of a guide.
---@field referrals baraza.Referral[]|table<string, baraza.Referral>|fun(self: any, filter?: table): baraza.Referral[] Services that help; never inherited across countries.
---@field holidays string[] Lists of holidays that apply.
---@field calendar? ("gregorian"|"islamic"|"islamic_tabular"|"ethiopian"|"solar_hijri"|"bikram_sambat") The calendar that people live by there: dates are given in it too, and with `ethiopian` times by its clock.
---@field weekend ("monday"|"tuesday"|"wednesday"|"thursday"|"friday"|"saturday"|"sunday"|"first monday"|"first tuesday"|"first wednesday"|"first thursday"|"first friday"|"first saturday"|"first sunday"|"second monday"|"second tuesday"|"second wednesday"|"second thursday"|"second friday"|"second saturday"|"second sunday"|"third monday"|"third tuesday"|"third wednesday"|"third thursday"|"third friday"|"third saturday"|"third sunday"|"fourth monday"|"fourth tuesday"|"fourth wednesday"|"fourth thursday"|"fourth friday"|"fourth saturday"|"fourth sunday"|"last monday"|"last tuesday"|"last wednesday"|"last thursday"|"last friday"|"last saturday"|"last sunday")[] The free days of the week, where they are not those of the country.
---@field week_starts? ("monday"|"tuesday"|"wednesday"|"thursday"|"friday"|"saturday"|"sunday"|"first monday"|"first tuesday"|"first wednesday"|"first thursday"|"first friday"|"first saturday"|"first sunday"|"second monday"|"second tuesday"|"second wednesday"|"second thursday"|"second friday"|"second saturday"|"second sunday"|"third monday"|"third tuesday"|"third wednesday"|"third thursday"|"third friday"|"third saturday"|"third sunday"|"fourth monday"|"fourth tuesday"|"fourth wednesday"|"fourth thursday"|"fourth friday"|"fourth saturday"|"fourth sunday"|"last monday"|"last tuesday"|"last wednesday"|"last thursday"|"last friday"|"last saturday"|"last sunday") The day on which a week starts on a calendar, where it is not that of the country.
---@field unavailable string[] Things that cannot be had here; `check` warns of each material, and of each text, that asks for one.
local Place = {}

---The holidays and observances of a country or a faith: a list that places name.
---@class baraza.Holidays
---@field id? string Its file's name.
---@field title string What it is a list of.
---@field country? string ISO 3166-1 code, where the list is that of a country.
---@field sources string[] Where it is published: laws, gazettes.
---@field days baraza.Holiday[]|table<string, baraza.Holiday>|fun(self: any, filter?: table): baraza.Holiday[] The days, each with the rule by which it is found every year.
local Holidays = {}

---A day, or a stretch of days, that comes every year. Its rule is one of: `month` with `day`, `month` with `weekday`, a whole `month`, `easter`, or `dates`.
---@class baraza.Holiday
---@field id string Its name.
---@field names table<string, string> What it is called, by language.
---@field meetings ("none"|"possible") `none`: no group meets; `possible`: groups meet, and the day is named beside the meeting.
---@field calendar ("gregorian"|"islamic"|"islamic_tabular"|"ethiopian"|"solar_hijri"|"bikram_sambat") The calendar of `month` and `day`.
---@field month? integer Its month, by number; alone, the whole of it.
---@field day? integer Its day of the month.
---@field weekday? ("monday"|"tuesday"|"wednesday"|"thursday"|"friday"|"saturday"|"sunday"|"first monday"|"first tuesday"|"first wednesday"|"first thursday"|"first friday"|"first saturday"|"first sunday"|"second monday"|"second tuesday"|"second wednesday"|"second thursday"|"second friday"|"second saturday"|"second sunday"|"third monday"|"third tuesday"|"third wednesday"|"third thursday"|"third friday"|"third saturday"|"third sunday"|"fourth monday"|"fourth tuesday"|"fourth wednesday"|"fourth thursday"|"fourth friday"|"fourth saturday"|"fourth sunday"|"last monday"|"last tuesday"|"last wednesday"|"last thursday"|"last friday"|"last saturday"|"last sunday") In place of `day`: which weekday of the month.
---@field easter? ("western"|"orthodox") It is counted from Easter Sunday, of the western or the Orthodox churches.
---@field dates string[] The first days, as they were published, where no rule gives them.
---@field iso_dates string[] The same as 2026-09-08.
---@field before? integer So many days before the day that the rule gives.
---@field after? integer So many days after it.
---@field moves ("never"|"to_monday"|"from_sunday") `to_monday`: to the Monday after, when it is on another day (Colombia); `from_sunday`: when it is on a Sunday, the next day that is no holiday is free too (Kenya).
---@field lasts integer How many days.
---@field give_or_take integer How many days earlier or later it may come, as the moon is seen: all of them are kept free.
---@field note table<string, string> What it means for a meeting, by language.
---@field name? string Its name in the language of the document.
---@field advice? string What it means for a meeting, in the language of the document, or nil.
local Holiday = {}

---Which language is used for what.
---@class baraza.Languages
---@field guide? string Of the guide.
---@field spoken? string Of what is said, asked and read aloud.
---@field handouts string[] Of the sheets for caregivers.
local Languages = {}

---The person, by role, who acts when a child is in danger.
---@class baraza.FocalPoint
---@field role string The role, not the name.
---@field phone string The number.
---@field deputy? string The number when nobody answers.
---@field example boolean Made up: warned of, marked, and no number is printed that could be dialled: plugins read an x for each digit.
local FocalPoint = {}

---A service to which a family can be sent.
---@class baraza.Referral
---@field id? string Its key.
---@field service ("child_protection"|"mental_health"|"health"|"gender_based_violence"|"legal"|"food"|"shelter"|"cash"|"education"|"disability"|"emergency"|"other") What it helps with.
---@field name string The organisation.
---@field phone? string The number.
---@field message? string The number for text messages.
---@field address? string Where it is.
---@field hours? string When it is open.
---@field cost? string What it costs.
---@field ["for"]? string Whom it helps.
---@field languages string[] Languages spoken there.
---@field show_to ("participants"|"facilitator") Whose pages carry it: a hotline carried home can endanger.
---@field verified? string The day on which somebody called and it was right.
---@field iso_verified? string The same as 2026-09-08.
---@field by? string The role of who verified it.
---@field expires? string The day after which it must be verified again.
---@field iso_expires? string The same as 2026-09-08.
---@field example boolean Made up: warned of, marked, and no number is printed that could be dialled: plugins read an x for each digit.
local Referral = {}

---Changes and plugins for one curriculum in one place, signed off.
---@class baraza.Adaptation
---@field id? string The name of its folder.
---@field title string Its name.
---@field ["for"] baraza.For The curriculum and the edition that it was made for.
---@field extends? baraza.Adaptation The adaptation that it builds on: its changes, words and plugins come first.
---@field words baraza.Word[]|table<string, baraza.Word>|fun(self: any, filter?: table): baraza.Word[] Other texts for the curriculum's words; they go before the place's.
---@field changes baraza.Change[]|table<string, baraza.Change>|fun(self: any, filter?: table): baraza.Change[] The changes, in order: each is done on what the ones before it left.
---@field approvals baraza.Approval[]|table<string, baraza.Approval>|fun(self: any, filter?: table): baraza.Approval[] Who allowed changing parts that may be changed with approval only.
---@field plugins baraza.PluginUse[]|table<string, baraza.PluginUse>|fun(self: any, filter?: table): baraza.PluginUse[] The plugins to run, in order, with their options.
local Adaptation = {}

---One edit with its reason; exactly one of its verbs is given.
---@class baraza.Change
---@field replace? string Verb: the block, the activity or handout whose text, the material or question that another takes the place of.
---@field insert? string Verb: the name of a new activity, material or question, or of a piece of text.
---@field drop? string Verb: the session, activity, block, material, handout or question that is taken out.
---@field move? string Verb: the session, activity or block that goes elsewhere.
---@field retime? string Verb: the session or activity that gets other minutes.
---@field reword? string Verb: the part in which a few words become others; they must stand in it exactly once.
---@field add_session? string Verb: a new session; its files `ID.yaml` and `ID.md` lie beside the adaptation, or `use` takes it from the library.
---@field use? string Of `add_session`: the session of the library that it is, with the handouts that it names.
---@field before? string The part that it goes before.
---@field after? string The part that it goes behind.
---@field into? string The part at whose end it goes.
---@field with? string The text that it brings: a Markdown file beside the adaptation.
---@field material? baraza.Material The material that it brings.
---@field question? baraza.Question The question that it brings.
---@field title? string The heading of a new activity, when its text has none.
---@field purpose? string What a new activity is for.
---@field method? ("circle"|"story"|"discussion"|"demonstration"|"role_play"|"practice"|"game"|"drawing"|"writing"|"reflection"|"relaxation"|"presentation"|"home_practice_review"|"home_practice"|"notice"|"break"|"ceremony"|"planning") How a new activity is done; it makes of an `insert` an activity.
---@field minutes? integer Its usual length.
---@field between? {low: integer, high: integer} What the planner may stretch or shorten it to.
---@field ["in"]? ("circle"|"pairs"|"threes"|"fours"|"small_groups"|"alone") How people sit together in a new activity.
---@field lead? string Who leads a new activity.
---@field keep_with_next? boolean Whether a new activity stays with the next.
---@field leave_out? integer A new activity may be left out; 1 goes first.
---@field materials baraza.Material[]|table<string, baraza.Material>|fun(self: any, filter?: table): baraza.Material[] What a new activity needs.
---@field find? string The words that a `reword` looks for.
---@field to? string What they become.
---@field language? string The language of the text that it brings, when it is not the curriculum's.
---@field meaning? string What a text in another language says, for those who sign and cannot read it.
---@field why string The reason, in plain words.
---@field evidence? string What the reason rests on.
---@field goal? ("increase_reach_or_engagement"|"increase_retention"|"improve_feasibility"|"improve_fit_with_recipients"|"address_cultural_factors"|"improve_effectiveness_outcomes"|"reduce_cost"|"increase_satisfaction") Its goal, a term of FRAME.
---@field reasons ("existing_laws"|"existing_mandates"|"existing_policies"|"existing_regulations"|"political_climate"|"funding_policies"|"historical_context"|"societal_cultural_norms"|"funding_or_resource_availability"|"available_resources"|"competing_demands"|"time_constraints"|"service_structure"|"location_accessibility"|"regulatory_compliance"|"billing_constraints"|"social_context"|"mission"|"cultural_or_religious_norms"|"race"|"ethnicity"|"sexual_gender_identity"|"first_spoken_languages"|"training_skills"|"preferences"|"clinical_judgement"|"cultural_competency"|"perception_of_intervention"|"gender_identity"|"sexual_orientation"|"access_to_resources"|"cognitive_capacity"|"physical_capacity"|"literacy_and_education"|"legal_status"|"comorbidity"|"immigration_status"|"crisis_or_emergent_circumstances"|"motivation_and_readiness")[] Its reasons, terms of FRAME.
---@field who ("political_leader"|"program_leader"|"funder"|"administrator"|"program_manager"|"intervention_developer"|"researcher"|"treatment_team"|"individual_practitioner"|"community_member"|"recipient")[] Who took part in deciding, terms of FRAME.
---@field planned? ("planned_proactive"|"planned_reactive"|"unplanned_reactive") Whether it was planned, a term of FRAME.
---@field evm ("language"|"persons"|"metaphors"|"content"|"concepts"|"goals"|"methods"|"context")[] Dimensions of the Ecological Validity Model that it serves.
local Change = {}

---A recorded consent to change parts that may be changed with approval only.
---@class baraza.Approval
---@field parts string[] The addresses of the parts; what stands in them is covered too.
---@field by string Who allowed it, by role.
---@field on string When.
---@field iso_on string The same as 2026-09-08.
---@field reference string Where it is written.
local Approval = {}

---People who meet: where, when, how many, on what paper.
---@class baraza.Group
---@field id? string Its file's name.
---@field title string Its name.
---@field curriculum baraza.Curriculum What it follows.
---@field place baraza.Place Where it is.
---@field adaptations baraza.Adaptation[]|table<string, baraza.Adaptation>|fun(self: any, filter?: table): baraza.Adaptation[] Adaptations that apply, in order.
---@field facts table<string, string> Answers to what the curriculum asks; they go before the place's.
---@field people integer How many caregivers are expected.
---@field calendar? ("gregorian"|"islamic"|"islamic_tabular"|"ethiopian"|"solar_hijri"|"bikram_sambat") The second calendar of its papers, in place of the place's; `gregorian`: none.
---@field families? integer How many families they come from: what is counted per family. Without it, as many as people.
---@field spares? integer How many more of each sheet to print, for whoever comes unexpected. Without it, one for every ten people.
---@field meetings baraza.Meetings When it meets.
---@field topics table<string, string> The group's own topics, by the date or the number of the meeting (`runs: by_choice`): in its own words, or a session of the curriculum by its id.
---@field childcare? baraza.Childcare Who is with the children meanwhile.
---@field paper? baraza.Paper What it prints on.
---@field unavailable string[] Things that this group cannot have, besides those of its place.
---@field accept baraza.Accept[]|table<string, baraza.Accept>|fun(self: any, filter?: table): baraza.Accept[] Warnings about its plan that it lives with: `T130`.
local Group = {}

---The rhythm of a group.
---@class baraza.Meetings
---@field start? string The day of the first meeting.
---@field iso_start? string The same as 2026-09-08.
---@field every? string The time from one to the next.
---@field weekdays ("monday"|"tuesday"|"wednesday"|"thursday"|"friday"|"saturday"|"sunday"|"first monday"|"first tuesday"|"first wednesday"|"first thursday"|"first friday"|"first saturday"|"first sunday"|"second monday"|"second tuesday"|"second wednesday"|"second thursday"|"second friday"|"second saturday"|"second sunday"|"third monday"|"third tuesday"|"third wednesday"|"third thursday"|"third friday"|"third saturday"|"third sunday"|"fourth monday"|"fourth tuesday"|"fourth wednesday"|"fourth thursday"|"fourth friday"|"fourth saturday"|"fourth sunday"|"last monday"|"last tuesday"|"last wednesday"|"last thursday"|"last friday"|"last saturday"|"last sunday")[] The days of the week on which it meets, every week or every so many weeks (`every: 2 weeks`); or days of a month, `second saturday`, `last friday`, every month or every so many.
---@field dates string[] All dates, in place of `start` and `every`.
---@field iso_dates string[] The same as 2026-09-08.
---@field at string The time at which it starts, by the clocks of the place all year.
---@field minutes? integer The most that a meeting may hold.
---@field count? integer The most meetings that there may be; otherwise as many as it takes.
---@field ["until"]? string The last day on which it can meet.
---@field ["iso_until"]? string The same as 2026-09-08.
---@field way? ("one_session"|"spread") A session a meeting, or sessions spread over meetings: parted between activities, and one begun where another ends. Without it, the first where nothing has to be left out, else the second.
---@field least_days? integer The fewest days from one meeting to the next: home practice needs time. Days that come too soon are passed over.
---@field most_days? integer The most days from one meeting to the next.
---@field break? baraza.Break When a meeting needs a break. Where the author has none in time, the planner puts one in.
---@field settle? integer Time to arrive, at the start of each meeting; it counts.
---@field fill boolean Parts are stretched within `between` until a meeting is full; otherwise spare time stays spare.
---@field where? string The room.
---@field skip baraza.Skip[]|table<string, baraza.Skip>|fun(self: any, filter?: table): baraza.Skip[] Days on which it does not meet.
---@field skipped ("shift"|"lost") Whether a day on which it does not meet moves the rest (`shift`), or is lost and uses up one of `count` (`lost`).
---@field meets_on string[] Holidays of the place on which it meets all the same, by their names in the list.
---@field leaders baraza.Leader[]|table<string, baraza.Leader>|fun(self: any, filter?: table): baraza.Leader[] Who can lead, and when they cannot. On a day on which too few can, there is no meeting.
---@field leaders_needed integer How many of the `leaders` there must be at a meeting.
---@field make_up? baraza.MakeUp A short meeting before the next one, for those who missed one.
---@field on baraza.Day[]|table<string, baraza.Day>|fun(self: any, filter?: table): baraza.Day[] Meetings that are on another day, shorter, longer, at another time or elsewhere.
local Meetings = {}

---Somebody who can lead a meeting.
---@class baraza.Leader
---@field role string The role, not the name.
---@field weekdays ("monday"|"tuesday"|"wednesday"|"thursday"|"friday"|"saturday"|"sunday"|"first monday"|"first tuesday"|"first wednesday"|"first thursday"|"first friday"|"first saturday"|"first sunday"|"second monday"|"second tuesday"|"second wednesday"|"second thursday"|"second friday"|"second saturday"|"second sunday"|"third monday"|"third tuesday"|"third wednesday"|"third thursday"|"third friday"|"third saturday"|"third sunday"|"fourth monday"|"fourth tuesday"|"fourth wednesday"|"fourth thursday"|"fourth friday"|"fourth saturday"|"fourth sunday"|"last monday"|"last tuesday"|"last wednesday"|"last thursday"|"last friday"|"last saturday"|"last sunday")[] The days of the week on which this person can lead; without them, every day.
---@field away baraza.Skip[]|table<string, baraza.Skip>|fun(self: any, filter?: table): baraza.Skip[] Days on which this person cannot.
local Leader = {}

---A short meeting for those who missed one.
---@class baraza.MakeUp
---@field after string How long after the meeting, at the earliest. A day without meetings moves it, and it is always before the next meeting.
---@field at string The time at which it starts.
---@field minutes integer Its length.
---@field where? string The room, where it is another.
local MakeUp = {}

---When a meeting needs a break.
---@class baraza.Break
---@field every integer The longest time without one; arriving is not counted, and parts kept together are not parted.
---@field minutes integer Its length; it counts.
local Break = {}

---A meeting that is not like the others.
---@class baraza.Day
---@field date string Its day, as the rhythm has it.
---@field iso_date string The same as 2026-09-08.
---@field moved_to? string The day on which it is held instead; the meetings after it stay where they are.
---@field iso_moved_to? string The same as 2026-09-08.
---@field why? string The reason, as the calendar prints it.
---@field minutes? integer The most that it may hold.
---@field at? string The time at which it starts.
---@field where? string The room.
local Day = {}

---Days without a meeting.
---@class baraza.Skip
---@field from string The first day.
---@field iso_from string The same as 2026-09-08.
---@field to? string The last day; without it, the same day.
---@field iso_to? string The same as 2026-09-08.
---@field why string The reason.
local Skip = {}

---Care for the children while the caregivers meet.
---@class baraza.Childcare
---@field place? string Where.
---@field lead? string Who, by role.
---@field adults? integer How many adults are there.
---@field ages? {low: integer, high: integer} Of which ages.
---@field opens? string How long before the meeting it opens.
local Childcare = {}

---What a group prints on.
---@class baraza.Paper
---@field size ("A4"|"Letter"|"A5") The sheet.
---@field ink ("full"|"saving") `saving`: outlines for tints.
---@field large_print boolean Everything larger.
---@field duplex boolean Both sides of the sheet.
---@field booklet boolean Two pages a side, in the order in which a stack folded in the middle is read.
---@field two_up boolean Two pages a side, one after the other.
---@field hyphenate ("needed"|"never") Whether words are parted at the end of a line, where the language has rules for it: `needed`, in narrow columns; `never`, whole words only.
local Paper = {}

---What a build is for: curriculum, place, adaptations and group, merged in that order.
---@class baraza.Context
---@field curriculum? baraza.Curriculum The curriculum.
---@field place? baraza.Place The place, or nil.
---@field group? baraza.Group The group, or nil.
---@field adaptations baraza.Adaptation[]|table<string, baraza.Adaptation>|fun(self: any, filter?: table): baraza.Adaptation[] The adaptations, in order.
---@field country? string The place's country.
---@field languages? baraza.Languages The place's languages, else the curriculum's.
---@field facts table<string, string> Every fact with its answer.
---@field words baraza.Word[]|table<string, baraza.Word>|fun(self: any, filter?: table): baraza.Word[] Every word of the curriculum, with the texts that hold here.
---@field focal_point? baraza.FocalPoint Whom to call when a child is in danger, or nil.
---@field referrals baraza.Referral[]|table<string, baraza.Referral>|fun(self: any, filter?: table): baraza.Referral[] The services of the place, by id.
---@field people? integer How many caregivers are expected; 12 without a group.
---@field families? integer How many families: the group's, else one for each person.
---@field spares? integer How many more of each sheet to print: the group's, else one for every ten people.
---@field childcare? baraza.Childcare The group's, or nil.
---@field paper? baraza.Paper The group's, else A4.
---@field holidays baraza.Holidays[]|table<string, baraza.Holidays>|fun(self: any, filter?: table): baraza.Holidays[] The lists of holidays that apply: those of the place and of the places that it is part of, in its country.
---@field calendar? ("gregorian"|"islamic"|"islamic_tabular"|"ethiopian"|"solar_hijri"|"bikram_sambat") The second calendar, the group's or the place's, or nil.
---@field week_starts? ("monday"|"tuesday"|"wednesday"|"thursday"|"friday"|"saturday"|"sunday"|"first monday"|"first tuesday"|"first wednesday"|"first thursday"|"first friday"|"first saturday"|"first sunday"|"second monday"|"second tuesday"|"second wednesday"|"second thursday"|"second friday"|"second saturday"|"second sunday"|"third monday"|"third tuesday"|"third wednesday"|"third thursday"|"third friday"|"third saturday"|"third sunday"|"fourth monday"|"fourth tuesday"|"fourth wednesday"|"fourth thursday"|"fourth friday"|"fourth saturday"|"fourth sunday"|"last monday"|"last tuesday"|"last wednesday"|"last thursday"|"last friday"|"last saturday"|"last sunday") The day on which a week starts: the place's, else its country's.
---@field weekend ("monday"|"tuesday"|"wednesday"|"thursday"|"friday"|"saturday"|"sunday"|"first monday"|"first tuesday"|"first wednesday"|"first thursday"|"first friday"|"first saturday"|"first sunday"|"second monday"|"second tuesday"|"second wednesday"|"second thursday"|"second friday"|"second saturday"|"second sunday"|"third monday"|"third tuesday"|"third wednesday"|"third thursday"|"third friday"|"third saturday"|"third sunday"|"fourth monday"|"fourth tuesday"|"fourth wednesday"|"fourth thursday"|"fourth friday"|"fourth saturday"|"fourth sunday"|"last monday"|"last tuesday"|"last wednesday"|"last thursday"|"last friday"|"last saturday"|"last sunday")[] The free days of the week: the place's, else its country's.
---@field unavailable string[] Things that cannot be had, by the place, those that it extends, and the group.
local Context = {}

---The adapted curriculum with its plan.
---@class baraza.Programme
---@field curriculum? baraza.Curriculum The curriculum.
---@field date? string The date of the build, or nil: never today's by the clock.
---@field iso_date? string The same as 2026-09-08.
---@field meetings baraza.Meeting[]|table<string, baraza.Meeting>|fun(self: any, filter?: table): baraza.Meeting[] The meetings, in order.
---@field way? ("one_session"|"spread") The way in which it is planned.
---@field left_out baraza.Activity[]|table<string, baraza.Activity>|fun(self: any, filter?: table): baraza.Activity[] The activities for which there is no time, in order.
---@field observances baraza.Observance[]|table<string, baraza.Observance>|fun(self: any, filter?: table): baraza.Observance[] The holidays and observances from the first meeting to the last, in order.
---@field closed baraza.ClosedDay[]|table<string, baraza.ClosedDay>|fun(self: any, filter?: table): baraza.ClosedDay[] The days on which there would be a meeting by the rhythm, and is none.
---@field changes baraza.Entry[]|table<string, baraza.Entry>|fun(self: any, filter?: table): baraza.Entry[] The record: every change that made the programme, whoever made it, in order.
---@field materials baraza.Supply[]|table<string, baraza.Supply>|fun(self: any, filter?: table): baraza.Supply[] What all meetings need together: what is used up is summed, what is brought or borrowed is there for all.
---@field documents baraza.Document[]|table<string, baraza.Document>|fun(self: any, filter?: table): baraza.Document[] The documents of this build, in order, of all plugins: for those of the moments `index` and `pack`, which are made last. Empty for the others.
local Programme = {}

---One change in the record: what an officer reads before signing.
---@class baraza.Entry
---@field id? string `change-1` and so on.
---@field number? integer Its place in the record, from 1.
---@field address? string Of what it made, else of what it acted on.
---@field title? string What people call that part: the titles from the session down.
---@field verb? string What was done: `replace`, `insert`, `drop`, `move`, `retime`, `reword`, `set` and others.
---@field by? ("author"|"adaptation"|"plugin"|"planner") What kind of author made it.
---@field author? string The id of the adaptation or plugin, or nil.
---@field where? string The file and line that say so.
---@field may_change? ("freely"|"with_care"|"with_approval") How freely this change may be made: green, yellow, red.
---@field why? string The reason, or nil.
---@field evidence? string What the reason rests on, or nil.
---@field language? string The language of the text that it brings, when it is not the curriculum's.
---@field meaning? string What that text says, for those who cannot read it.
---@field before? string What was there, as text of one line or more, words as `{{name}}`; nil when nothing was.
---@field after? string What is there, in the same way.
---@field approved_by? string Who allowed it, by role, where it needed an approval.
---@field approved_on? string When.
---@field iso_approved_on? string The same as 2026-09-08.
---@field reference? string Where the approval is written.
---@field planned? string FRAME: whether it was planned.
---@field who string[] FRAME: who took part in deciding.
---@field what? string FRAME: content, or contextual.
---@field level? string FRAME: for whom.
---@field contextual? string FRAME: what of the context: format, setting, personnel, population; or nil.
---@field nature? string FRAME: what kind of change of the content, or nil.
---@field fidelity? string FRAME: consistent with the core, or unknown.
---@field goal? string FRAME: its goal, or nil.
---@field reasons string[] FRAME: its reasons.
---@field evm string[] Dimensions of the Ecological Validity Model that it serves.
local Entry = {}

---A document of this build.
---@class baraza.Document
---@field id? string The name of its files, without what follows the dot.
---@field title? string Its title.
---@field audience? ("caregivers"|"facilitator"|"children"|"officer") Who reads it.
---@field moment? ("start"|"before"|"during"|"after"|"end"|"always"|"index"|"pack") When it is needed.
---@field meeting? baraza.Meeting The meeting for which it is, or nil.
---@field copies? integer How many to print, spares included.
---@field pages? integer How many pages it has on paper; nil where it was not made on paper.
---@field files string[] Its files, as `guide-calm.pdf`.
local Document = {}

---One meeting of the plan: a date, clock times, what is done. Without a group it has no date and no clock.
---@class baraza.Meeting
---@field id? string `meeting-1` and so on.
---@field number? integer From 1.
---@field title? string The title of its session; of several, with semicolons between.
---@field open? boolean Whether the group chooses its topic (`runs: by_choice`); nil otherwise.
---@field topic? string The topic that the group has chosen; nil where it has chosen none yet, or a session.
---@field date? string Its date, written in the document's language; nil without a group.
---@field iso_date? string The same as 2026-09-08.
---@field moved_from? string The day on which it would be by the rhythm, where the group has moved it; nil otherwise.
---@field iso_moved_from? string The same as 2026-09-08.
---@field starts? string The clock time at its start; nil without a group.
---@field ends? string The clock time at its end; nil without a group.
---@field minutes? integer Its length, with breaks and time to arrive.
---@field booked? integer The most that it may hold, or nil where the group does not say; what is more than `minutes` is spare.
---@field settle? integer Time to arrive before the first part, or nil.
---@field where? string The room, or nil.
---@field sessions baraza.Session[]|table<string, baraza.Session>|fun(self: any, filter?: table): baraza.Session[] The sessions of which it holds parts, in order.
---@field begins baraza.Session[]|table<string, baraza.Session>|fun(self: any, filter?: table): baraza.Session[] Of these, the ones that begin in it.
---@field completes baraza.Session[]|table<string, baraza.Session>|fun(self: any, filter?: table): baraza.Session[] Of these, the ones whose last part it holds.
---@field parts baraza.Part[]|table<string, baraza.Part>|fun(self: any, filter?: table): baraza.Part[] What is done, in order, with times.
---@field materials baraza.Supply[]|table<string, baraza.Supply>|fun(self: any, filter?: table): baraza.Supply[] What is needed, summed, with counts for the group.
---@field cuts baraza.Cut[]|table<string, baraza.Cut>|fun(self: any, filter?: table): baraza.Cut[] What can go when it runs late: at its start and twice on the way, for 10, 20 and 30 minutes. Nothing that needs approval is among it.
---@field leaders string[] The roles of those who can lead on its day, where the group names its `leaders`.
---@field make_up? string The day on which those who miss it can make it up, or nil.
---@field iso_make_up? string The same as 2026-09-08.
---@field observances baraza.Observance[]|table<string, baraza.Observance>|fun(self: any, filter?: table): baraza.Observance[] What is observed on its day.
---@field name? string Its title; where the group has chosen no topic yet, words that say so.
---@field next? baraza.Meeting The meeting after it, or nil.
---@field previous? baraza.Meeting The meeting before it, or nil.
---@field date_both? string Its date, and behind it in brackets that of the second calendar; or nil.
---@field starts_both? string The same for the time at which it starts.
---@field times? string From when to when: "16:30–18:00", and by the Ethiopian clock where that is in use; or nil.
---@field observed? string What is observed on its day, and what that means for it, or nil.
---@field date_local? string Its date in the second calendar (`context.calendar`), or nil.
---@field starts_local? string Its start by the Ethiopian clock, where that is in use; else nil.
---@field ends_local? string Its end likewise.
local Meeting = {}

---What to leave out or to shorten when a meeting is late at some point.
---@class baraza.Cut
---@field part? baraza.Part The part before which this is decided.
---@field late? integer How late it is then.
---@field saves? integer What its steps win together; less than `late` where no more may go.
---@field steps baraza.Step[]|table<string, baraza.Step>|fun(self: any, filter?: table): baraza.Step[] The parts concerned: first what is left out, by `leave_out`, then what is shortened within `between`.
local Cut = {}

---One part that is left out or shortened.
---@class baraza.Step
---@field part? baraza.Part The part.
---@field minutes? integer What is left of it; 0: it is left out.
local Step = {}

---A holiday or observance in the year in which it falls.
---@class baraza.Observance
---@field id? string The holiday's.
---@field holiday? baraza.Holiday The holiday that it is.
---@field from? string Its first day; where it may come earlier, the first that is possible.
---@field iso_from? string The same as 2026-09-08.
---@field to? string Its last day, likewise.
---@field iso_to? string The same as 2026-09-08.
---@field closed? boolean Whether the group does not meet on it.
---@field name? string Its name in the language of the document.
---@field advice? string What it means for a meeting, in the language of the document, or nil.
local Observance = {}

---A day of the rhythm without a meeting.
---@class baraza.ClosedDay
---@field date? string The day.
---@field iso_date? string The same as 2026-09-08.
---@field why? string The reason that the group gives, or nil where it is a holiday.
---@field holiday? baraza.Holiday The holiday, or nil.
---@field moved_to? string The day to which its meeting is moved, or nil.
---@field iso_moved_to? string The same as 2026-09-08.
---@field reason? string Why there is no meeting: to which day it is moved, what the group says, or the name of the holiday.
local ClosedDay = {}

---An activity as it stands in a meeting, or a break that the group's rule asks for.
---@class baraza.Part
---@field id? string The activity's; `break` for a break that the planner put in.
---@field activity? baraza.Activity The activity; nil for a break that the planner put in.
---@field track? string Whose part it is where tracks meet apart, beside parts of other tracks at the same time; nil where all are together.
---@field starts? string The clock time at its start; nil without a group.
---@field ends? string The clock time at its end; nil without a group.
---@field from? integer Minutes from the meeting's start.
---@field minutes? integer Its length in this plan.
---@field usual? integer Its usual length.
---@field title? string The activity's title, where tracks meet apart behind whose part it is; the word for a break or for the group's own topic.
---@field at? string When it starts: by the clock, or without a group hours and minutes from the meeting's start.
local Part = {}

---A material of a meeting, summed and counted for the group.
---@class baraza.Supply
---@field item? string What it is.
---@field count? integer How many the group needs, without spares.
---@field spares? integer How many more to print: of sheets that each person or family gets; 0 of everything else.
---@field per? ("room"|"group"|"person"|"pair"|"three"|"four"|"small_group"|"family") For whom each is.
---@field get? ("bring"|"borrow"|"buy"|"make"|"print") How it is come by.
---@field from? baraza.Handout The handout that it is a copy of, or nil.
---@field activities baraza.Activity[]|table<string, baraza.Activity>|fun(self: any, filter?: table): baraza.Activity[] What needs it; empty in the sums of a programme.
local Supply = {}

---@class barazalib
---@field api integer The level of the interface.
---@field language string The language of the document being made.
---@field options table<string, any> The plugin's options.
baraza = {}

---Markdown to be inserted or printed: containers, tables and words as in a session's file.
---@param text string
---@return baraza.Fragment
function baraza.markdown(text) end

---The text as a line that reads as exactly this: markup characters are escaped.
---@param text string
---@return string
function baraza.text(text) end

---A footnote, as a piece of a line: `"caregivers" .. baraza.note("Who looks after a child.")`. Its mark stands there, its text at the foot of the page, or at the end on a screen. It cannot stand inside emphasis or a link.
---@param text string
---@return string
function baraza.note(text) end

---A new document, in `document` only. `running` stands at the head and `footer` at the foot of every page; `paper` is A4, Letter or A5.
---@param options table
---@return baraza.Builder
function baraza.document(options) end

---A whole number in the digits of the language of the document.
---@param n integer
---@return string
function baraza.number(n) end

---"90 minutes", in the language of the document.
---@param n integer
---@return string
function baraza.minutes(n) end

---2026-09-08 as it is written in the language of the document.
---@param iso string
---@return string
function baraza.date(iso) end

---What 2026-09-08 is: {day, month, year, month_name, weekday (1 Monday), weekday_name}; and, where there is a second calendar, `second` with day, month, year, month_name and text.
---@param iso string
---@return string
function baraza.day(iso) end

---The day `duration` ("1 week") before a day, as 2026-09-01; nil for hours and minutes.
---@param iso string
---@param duration string
---@return string?
function baraza.before(iso, duration) end

---The day `duration` ("3 days") after a day, as 2026-09-11; nil for hours and minutes.
---@param iso string
---@param duration string
function baraza.after(iso, duration) end

---The label in the language of the document being made: from the plugin's labels, then the engine's, then `text` itself.
---@param text string
---@return string
function tr(text) end

---The text of one of the plugin's own files.
---@param file string
---@return string
function resource(file) end
