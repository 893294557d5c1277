# Baraza: one file, GNU make, no recursion but for lint. `make help` lists the targets.
#
# BUILD=release (default), debug, asan, tiny (small buffers) or cover chooses the variant; each has a
# folder of its own below build/. CC, CFLAGS, LDFLAGS, PREFIX and DESTDIR belong to the user; ours are
# added beside them.

VERSION := 0.1.0
BUILD ?= release
PREFIX ?= /usr/local
DESTDIR ?=
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config

O := $(if $(filter release,$(BUILD)),build,build/$(BUILD))
ROOMS := $(shell sed -n 's/^\([a-z][a-z]*\).*/\1/p' src/LAYERS)
LIB_ROOMS := $(filter-out cli,$(ROOMS))
# Paper is a module of its own, opened when a PDF is asked for: its libraries cost a start what a page of
# HTML costs.
PAPER_ROOMS := picture page type layout pdf raster paper
# Plugins run in a program of their own: the library has no Lua.
WORKER_ROOMS := plugin worker
CORE_ROOMS := $(filter-out $(PAPER_ROOMS) $(WORKER_ROOMS),$(LIB_ROOMS))

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wunused-result -Wpointer-arith -Wwrite-strings -Werror=unused-result -Werror=implicit-function-declaration \
	$(if $(WERROR),-Werror)
OURS := -std=c11 -D_GNU_SOURCE -DBZ_VERSION='"$(VERSION)"' \
	-Isrc -Iinclude -I$(O)/gen -fPIC -fvisibility=hidden -fno-strict-aliasing $(WARNINGS)
VARIANT_debug := -O0 -g3 -DBZ_ARENA_EACH
VARIANT_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined -DBZ_ARENA_EACH
VARIANT_tiny := -O1 -DBZ_ARENA_CHUNK=64 -DBZ_BUF_FIRST=4
VARIANT_cover := -O0 -g --coverage
# With clang: make BUILD=fuzz CC=clang. It also minds the start of an empty array plus nothing.
VARIANT_fuzz := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined \
	-fno-sanitize=pointer-overflow -DBZ_ARENA_EACH
LINK_asan := -fsanitize=address,undefined
LINK_cover := --coverage
LINK_fuzz := -fsanitize=address,undefined

# Asked once, and only when a rule needs it: `make deps` must run before the libraries are there.
missing = $(strip $(foreach p,$1,$(if $(shell $(PKG_CONFIG) --exists $p 2> /dev/null && echo yes),,$p)))
pkg = $(if $(call missing,$2),$(error missing: $(call missing,$2); run `make deps`))$(shell $(PKG_CONFIG) --$1 $2)
once = $(eval $1 := $2)$($1)
PKGS := yaml-0.1 libcmark jansson nettle
# libical is opened when a calendar is asked for; only its headers are needed here.
PKG_CFLAGS = $(call once,PKG_CFLAGS,$(call pkg,cflags,$(PKGS) libical))
PKG_LIBS = $(call once,PKG_LIBS,$(call pkg,libs,$(PKGS)))
PAPER_PKGS := pango harfbuzz harfbuzz-subset freetype2 libqrencode libpng libjpeg zlib
PAPER_CFLAGS = $(call once,PAPER_CFLAGS,$(call pkg,cflags,$(PAPER_PKGS)))
PAPER_LIBS = $(call once,PAPER_LIBS,$(call pkg,libs,$(PAPER_PKGS)) -lm)
LUA_CFLAGS = $(call once,LUA_CFLAGS,$(call pkg,cflags,lua5.4))
LUA_LIBS = $(call once,LUA_LIBS,$(call pkg,libs,lua5.4))
CMOCKA_LIBS = $(call once,CMOCKA_LIBS,$(call pkg,libs,cmocka))

ALL_CFLAGS = $(OURS) $(CFLAGS) $(VARIANT_$(BUILD)) $(PKG_CFLAGS)
ALL_LDFLAGS = $(LDFLAGS) $(LINK_$(BUILD))

sources_of = $(sort $(wildcard src/$1/*.c src/$1/*/*.c))
objects_of = $(patsubst src/%.c,$(O)/obj/%.o,$(call sources_of,$1)) $(GEN_OBJECTS_$1)
GEN_OBJECTS_engine := $(O)/obj/gen/explain.o $(O)/obj/gen/stubs.o

LIB_OBJECTS := $(foreach r,$(CORE_ROOMS),$(call objects_of,$r))
# The module is linked once the room that opens it is there.
PAPER := $(if $(call sources_of,paper),$(O)/paper.so)
PAPER_OBJECTS := $(foreach r,$(PAPER_ROOMS),$(call objects_of,$r))
WORKER_OBJECTS := $(foreach r,$(WORKER_ROOMS),$(call objects_of,$r))
CLI_OBJECTS := $(call objects_of,cli)

# One line a command; V=1 shows it whole.
say = $(if $(V),,@printf '  %-5s %s\n' '$1' '$2' && )

.PHONY: all
all: $(O)/baraza $(O)/baraza-worker $(PAPER) ## build build/baraza (the default)

# A changed flag rebuilds, and so does a file that is gone: the stamp's text is compared, and written
# when it differs.
stamp = @mkdir -p $(@D); text='$(subst ','\'',$1)'; \
	[ "$$text" = "$$(cat $@ 2> /dev/null)" ] || printf '%s\n' "$$text" > $@
$(O)/flags: FORCE | $(filter deps,$(MAKECMDGOALS))
	$(call stamp,$(CC) $(ALL_CFLAGS))
$(O)/link-flags: FORCE | $(O)/flags
	$(call stamp,$(ALL_LDFLAGS) $(PKG_LIBS))
$(O)/prefix: FORCE
	$(call stamp,$(PREFIX))
$(O)/objects: FORCE
	$(call stamp,$(LIB_OBJECTS) $(PAPER_OBJECTS) $(WORKER_OBJECTS) $(CLI_OBJECTS))
.PHONY: FORCE
FORCE:

$(O)/obj/%.o: src/%.c $(O)/flags
	@mkdir -p $(@D)
	$(call say,cc,$<)$(CC) $(ALL_CFLAGS) $(HERE) -MMD -MP -c -o $@ $<

# Only the engine looks for what is installed.
$(O)/obj/engine/%.o: HERE = -DBZ_DATADIR='"$(PREFIX)/share/baraza"'
$(call objects_of,engine): $(O)/prefix

# Program and module carry the same stamp: made of the version and of what both are built from.
STAMP := $(VERSION)-$(shell cat src/base/* src/doc/* src/render/*.h | cksum | cut -d ' ' -f 1)-$(BUILD)
$(O)/stamp: FORCE
	$(call stamp,$(STAMP))
$(O)/obj/render/paper.o: HERE = -DBZ_STAMP='"$(STAMP)"' -DBZ_LIBDIR='"$(PREFIX)/lib"'
$(O)/obj/render/paper.o: $(O)/prefix $(O)/stamp

$(PAPER_OBJECTS): HERE = $(PAPER_CFLAGS)
$(WORKER_OBJECTS): HERE = $(LUA_CFLAGS)
# Where the library looks for the worker when it does not lie beside it.
$(O)/obj/sandbox/find.o: HERE = -DBZ_LIBEXECDIR='"$(PREFIX)/libexec/baraza"'
$(O)/obj/sandbox/find.o: $(O)/prefix
$(O)/obj/paper/paper.o: HERE = -DBZ_STAMP='"$(STAMP)"'
$(O)/obj/paper/paper.o: $(O)/stamp

# The pages of `baraza explain`.
PAIRS := $(sort $(wildcard tests/errors/*.txt))
$(O)/gen/explain.c: tests/lint/explain.awk src/base/codes.def $(PAIRS) $(O)/pairs
	@mkdir -p $(@D)
	$(call say,make,$@)LC_ALL=C awk -v as=c -f tests/lint/explain.awk src/base/codes.def $(PAIRS) > $@.new && mv $@.new $@
# The stubs for editors that `baraza new plugin` writes.
$(O)/gen/stubs.c: docs/luacats/baraza.lua
	@mkdir -p $(@D)
	$(call say,make,$@)LC_ALL=C awk 'BEGIN { print "#include \"engine/explain.h\"\nconst char bz_stubs[] =" } \
		{ gsub(/[\\"]/, "\\\\&"); print "    \"" $$0 "\\n\"" } END { print "    ;" }' $< > $@.new && mv $@.new $@
$(O)/obj/gen/%.o: $(O)/gen/%.c $(O)/flags
	@mkdir -p $(@D)
	$(call say,cc,$<)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(O)/pairs: FORCE
	$(call stamp,$(PAIRS))

define room_archive
$(O)/room/lib$1.a: $(call objects_of,$1) $(O)/objects
	@mkdir -p $$(@D)
	@rm -f $$@
	@$(AR) rcsD $$@ $$(filter %.o,$$^)
endef
$(foreach r,$(LIB_ROOMS),$(eval $(call room_archive,$r)))

$(O)/libbaraza.a: $(LIB_OBJECTS) $(O)/objects
	@rm -f $@
	$(call say,ar,$@)$(AR) rcsD $@ $(LIB_OBJECTS)

$(O)/baraza: $(CLI_OBJECTS) $(O)/libbaraza.a $(O)/link-flags $(O)/objects
	$(call say,link,$@)$(CC) $(ALL_LDFLAGS) -o $@ $(CLI_OBJECTS) $(O)/libbaraza.a $(PKG_LIBS)

# Plugins' own program: one plugin in one process.
WORKER_LIBS := $(foreach r,plugin sandbox adapt model doc base,$(O)/room/lib$r.a)
# Linked whole where Lua and the C library are there as archives: it then starts in half the time.
WORKER_INPUT = $(call objects_of,worker) -Wl,--start-group $(WORKER_LIBS) -Wl,--end-group
WORKER_WHOLE = $(if $(filter asan cover,$(BUILD)),false,$(CC) $(ALL_LDFLAGS) -static-pie -o $@ $(WORKER_INPUT) $(LUA_LIBS) -lm 2> /dev/null)
$(O)/baraza-worker: $(call objects_of,worker) $(WORKER_LIBS) $(O)/link-flags $(O)/objects
	$(call say,link,$@)$(WORKER_WHOLE) || $(CC) $(ALL_LDFLAGS) -Wl,--as-needed -o $@ $(WORKER_INPUT) $(LUA_LIBS) $(PKG_LIBS)

# It carries its own copy of the lowest rooms, so that it asks nothing of the program that opens it.
PAPER_ARCHIVES := $(foreach r,base doc $(filter-out paper,$(PAPER_ROOMS)),$(if $(call objects_of,$r),$(O)/room/lib$r.a))
$(O)/paper.so: $(call objects_of,paper) $(PAPER_ARCHIVES) $(O)/link-flags $(O)/objects
	$(call say,link,$@)$(CC) $(ALL_LDFLAGS) -shared -Wl,-z,defs -o $@ $(call objects_of,paper) \
		-Wl,--start-group $(PAPER_ARCHIVES) -Wl,--end-group $(PAPER_LIBS) $(PKG_LIBS)

# The shared library shows what the public headers declare and nothing else.
$(O)/libbaraza.map: $(wildcard include/baraza/*.h) tests/lint/exports.sh
	$(call say,make,$@)CC='$(CC)' sh tests/lint/exports.sh $(wildcard include/baraza/*.h) > $@
$(O)/libbaraza.so.0: $(LIB_OBJECTS) $(O)/libbaraza.map $(O)/link-flags
	$(call say,link,$@)$(CC) $(ALL_LDFLAGS) -shared -Wl,-soname,$(@F) -Wl,--version-script=$(O)/libbaraza.map -Wl,-z,defs \
		-o $@ $(LIB_OBJECTS) $(PKG_LIBS)

# --- unit tests: one program a file of tests/unit/ROOM/test_FILE.c; its list of cases is made from the
# names test_ROOM_FILE__CASE. It links its own room and those above it only.
UNIT := $(patsubst tests/unit/%.c,$(O)/unit/%,$(sort $(wildcard tests/unit/*/test_*.c)))
room_of = $(firstword $(subst /, ,$(patsubst $(O)/unit/%,%,$1)))
upto = $(if $(filter $1,$(firstword $2)),$1,$(firstword $2) $(call upto,$1,$(wordlist 2,99,$2)))
rooms_for = $(if $(filter $1,$(PAPER_ROOMS)),$(filter-out $(WORKER_ROOMS),$(LIB_ROOMS)),$(if $(filter $1,$(WORKER_ROOMS)),$(filter-out $(PAPER_ROOMS),$(LIB_ROOMS)),$(CORE_ROOMS)))
archives_for = $(foreach r,$(call upto,$1,$(call rooms_for,$1)),$(if $(call objects_of,$r),$(O)/room/lib$r.a))
more_of = $(if $(filter $1,$(PAPER_ROOMS)),$(PAPER_$2),$(if $(filter $1,$(WORKER_ROOMS)),$(LUA_$2)))
grouped = -Wl,--start-group $(call archives_for,$1) -Wl,--end-group

$(O)/unit/%.main.c: tests/unit/%.c tests/unit/list.awk
	@mkdir -p $(@D)
	@awk -f tests/unit/list.awk $< > $@
define unit_program
$1: $(patsubst $(O)/unit/%,tests/unit/%.c,$1) $1.main.c $(call archives_for,$(call room_of,$1)) $(O)/flags
	$$(call say,test,$$<)$$(CC) $$(ALL_CFLAGS) $$(call more_of,$(call room_of,$1),CFLAGS) -Itests/unit $$(ALL_LDFLAGS) \
		-MMD -MF $1.d -o $$@ $1.main.c $(call grouped,$(call room_of,$1)) \
		$$(call more_of,$(call room_of,$1),LIBS) $$(PKG_LIBS) $$(CMOCKA_LIBS)
endef
$(foreach u,$(UNIT),$(eval $(call unit_program,$u)))

.PHONY: unit
unit: $(UNIT) ## run the unit tests (make unit-ROOM: those of one room)
	@sh tests/run.sh $(UNIT)
$(foreach r,$(LIB_ROOMS),$(eval .PHONY: unit-$r)$(eval unit-$r: $(filter $(O)/unit/$r/%,$(UNIT)); @sh tests/run.sh $(filter $(O)/unit/$r/%,$(UNIT))))

# --- fuzz targets: tests/fuzz/TARGET.c takes one hostile input a call. Here they are run over their corpus;
# `make fuzz` lets libFuzzer look for more. Each with the rooms that it needs.
FUZZ := yaml markdown answer manifest build picture
FUZZ_ROOM_yaml := yaml
FUZZ_ROOM_markdown := markdown
FUZZ_ROOM_answer := render
FUZZ_ROOM_manifest := load
FUZZ_ROOM_build := engine
FUZZ_ROOM_picture := picture
FUZZ_SECONDS ?= 60
define fuzz_target
$(O)/fuzz/$1: $(if $(filter fuzz,$(BUILD)),,tests/fuzz/replay.c) tests/fuzz/$1.c $(call archives_for,$(FUZZ_ROOM_$1)) $(O)/flags
	@mkdir -p $$(@D)
	$$(call say,fuzz,$$<)$$(CC) $$(ALL_CFLAGS) $$(call more_of,$(FUZZ_ROOM_$1),CFLAGS) -Itests/unit $$(ALL_LDFLAGS) \
		$(if $(filter fuzz,$(BUILD)),-fsanitize=fuzzer) -MMD -MF $$@.d -MT $$@ -o $$@ $$(filter %.c,$$^) \
		$(call grouped,$(FUZZ_ROOM_$1)) $$(call more_of,$(FUZZ_ROOM_$1),LIBS) $$(PKG_LIBS) $$(CMOCKA_LIBS)
endef
$(foreach f,$(FUZZ),$(eval $(call fuzz_target,$f)))
# The engine looks for its worker beside the program that it is in.
$(O)/fuzz/baraza-worker: $(O)/baraza-worker
	@mkdir -p $(@D)
	@cp $< $@
FUZZERS := $(addprefix $(O)/fuzz/,$(FUZZ) baraza-worker)
.PHONY: fuzz fuzzers
fuzzers: $(addprefix $(O)/fuzz/,$(FUZZ))
fuzz: $(O)/fuzz/baraza-worker ## look for inputs that break a reader, FUZZ_SECONDS (60) each, with clang's libFuzzer
	@$(MAKE) --no-print-directory BUILD=fuzz CC=clang fuzzers
	@cp $(O)/baraza-worker build/fuzz/fuzz/
	@FUZZ='$(FUZZ)' FUZZ_SECONDS='$(FUZZ_SECONDS)' sh tests/fuzz/run.sh

# Workers that misbehave, a locked process that tries every system call, attacks: for the tests.
FAKES := $(addprefix $(O)/tool/,fake-worker sweep attacks starve.so)
PDF_TOOLS := $(addprefix $(O)/tool/,ua pdf-sample)
# --- all tests: every file tests/suites/*.sh prints TAP lines; so do the unit programs.
SUITES := $(sort $(wildcard tests/suites/*.sh))
suite_environment = BARAZA=$(abspath $(O)/baraza) BUILD=$(BUILD) O=$(abspath $(O)) CC='$(CC)' MAKE='$(MAKE)' \
	PKG_CFLAGS='$(PKG_CFLAGS) $(LUA_CFLAGS)' PKG_LIBS='$(PKG_LIBS)'
.PHONY: test check golden-accept errors-accept
test: $(O)/baraza $(O)/baraza-worker $(FAKES) $(PAPER) $(UNIT) $(PDF_TOOLS) $(FUZZERS) ## run every test; the last line reads "N passed, N failed"
	@$(suite_environment) sh tests/run.sh $(SUITES) $(UNIT)
check: test
.PHONY: faults
faults: $(O)/baraza $(O)/baraza-worker $(PAPER) $(FAKES) ## fail every system call and every allocation of a small build (eight minutes of the processor)
	@$(suite_environment) FAULTS=all sh tests/run.sh tests/suites/faults.sh
golden-accept: $(O)/baraza $(O)/baraza-worker $(PAPER) ## take today's output as the expected one (look at the diff)
	@$(suite_environment) ACCEPT=1 sh tests/run.sh $(filter-out %/errors.sh,$(shell grep -l ACCEPT tests/suites/*.sh))
errors-accept: $(O)/baraza $(O)/baraza-worker $(PAPER) $(O)/tool/fake-worker ## write the messages of tests/errors/*.txt (read them)
	@$(suite_environment) ACCEPT=1 sh tests/run.sh tests/suites/errors.sh

# --- the demo: every bundled group, built. WRAP goes before the program.
DEMO_GROUPS := $(patsubst curricula/contexts/groups/%.yaml,%,$(sort $(wildcard curricula/contexts/groups/*.yaml)))
.PHONY: demo valgrind
demo: $(O)/baraza $(O)/baraza-worker $(O)/paper.so ## build the bundled curriculum for the bundled groups, and say where the pages lie
	@for group in $(DEMO_GROUPS); do \
		$(WRAP) $(O)/baraza build -c $$group -f pdf,html,xlsx -o $(O)/demo/$$group || exit 1; \
	done
	@echo; echo "What to print, and when:"
	@for group in $(DEMO_GROUPS); do \
		first=start-here.html; \
		[ -f $(O)/demo/$$group/$$first ] || first=$$(sed -n 's/.*"file": "\(.*[.]pdf\)".*/\1/p' $(O)/demo/$$group/manifest.json | head -n 1); \
		echo "  $(abspath $(O))/demo/$$group/$$first"; \
	done
valgrind: WRAP = valgrind -q --suppressions=tests/valgrind.supp --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible
valgrind: demo ## the demo under valgrind

# --- what is checked without running the program, and what is generated
LINTS := $(sort $(wildcard tests/lint/check-*.sh))
TOOLS := $(addprefix $(O)/tool/,reference schema plugin-reference)
.PHONY: lint docs everything
lint: $(TOOLS) ## rooms, formatting, headers, warnings, generated pages
	@$(suite_environment) sh tests/run.sh $(LINTS)
docs: $(TOOLS) ## write the generated pages of docs/
	@$(suite_environment) sh tests/lint/write-docs.sh .
everything: $(O)/baraza $(O)/baraza-worker $(PAPER) $(O)/libbaraza.so.0 $(UNIT) $(TOOLS) $(FUZZERS)

define tool
$(O)/tool/$1: tests/lint/$1.c $(call archives_for,$2) $(O)/flags
	@mkdir -p $$(@D)
	$$(call say,tool,$$<)$$(CC) $$(ALL_CFLAGS) $$(ALL_LDFLAGS) -MMD -MF $$@.d -o $$@ $$< $(call grouped,$2) $$(call more_of,$2,LIBS) $$(PKG_LIBS)
endef
$(eval $(call tool,reference,model))
$(eval $(call tool,schema,model))
$(eval $(call tool,plugin-reference,plugin))

# For tests: a checker of tagged PDF, and a small PDF for it to check.
$(O)/tool/ua: $(wildcard tests/pdf/ua*.[ch]) $(O)/flags
	@mkdir -p $(@D)
	$(call say,tool,tests/pdf/ua.c)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.c,$^) $(PKG_LIBS) -lm
$(O)/tool/pdf-sample: tests/pdf/sample.c $(wildcard tests/unit/pdf/*.h) $(call archives_for,pdf) $(O)/flags
	@mkdir -p $(@D)
	$(call say,tool,$<)$(CC) $(ALL_CFLAGS) $(PAPER_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(call grouped,pdf) \
		$(PAPER_LIBS) $(PKG_LIBS) $(CMOCKA_LIBS) -lm
$(O)/tool/fake-worker: tests/worker/fake.c $(O)/obj/worker/serve.o $(O)/obj/worker/channel.o $(WORKER_LIBS) $(O)/flags
	@mkdir -p $(@D)
	$(call say,tool,$<)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter %.c %.o,$^) \
		-Wl,--start-group $(WORKER_LIBS) -Wl,--end-group $(LUA_LIBS) $(PKG_LIBS)
$(O)/tool/attacks: tests/worker/attacks.c tests/worker/steps.h tests/unit/plugin/attacks.h $(O)/flags
	@mkdir -p $(@D)
	$(call say,tool,$<)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $<
# Preloaded, so never with a sanitizer of its own.
$(O)/tool/starve.so: tests/faults/starve.c
	@mkdir -p $(@D)
	$(call say,tool,$<)$(CC) -std=c11 -D_GNU_SOURCE -O1 -fPIC -shared -o $@ $<
$(O)/tool/sweep: tests/worker/sweep.c $(O)/room/libsandbox.a $(O)/room/libbase.a $(O)/flags
	@mkdir -p $(@D)
	$(call say,tool,$<)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(PKG_LIBS)

.PHONY: bench
bench: $(O)/baraza $(O)/baraza-worker $(O)/paper.so ## time HTML against a bare loop over the same files, PDF against other programs
	@$(suite_environment) CFLAGS='$(CFLAGS)' sh tests/bench/bench.sh
	@$(suite_environment) CFLAGS='$(CFLAGS)' sh tests/bench/sandbox.sh
	@$(suite_environment) sh tests/bench/paper.sh
	@$(suite_environment) sh tests/bench/plan.sh

# --- installing
BIN = $(DESTDIR)$(PREFIX)/bin
LIB = $(DESTDIR)$(PREFIX)/lib
INCLUDE = $(DESTDIR)$(PREFIX)/include/baraza
LIBEXEC = $(DESTDIR)$(PREFIX)/libexec/baraza
SHARE = $(DESTDIR)$(PREFIX)/share/baraza
HOLIDAY_FILES := $(wildcard curricula/holidays/*.yaml)
PLUGIN_FILES := $(filter-out $(wildcard plugins/*/tests/*),$(wildcard plugins/*/*.* plugins/*/*/*.*))
define BARAZA_PC
prefix=$(PREFIX)
libdir=$${prefix}/lib
includedir=$${prefix}/include

Name: baraza
Description: Curriculum and session-planning engine for parent support groups
Version: $(VERSION)
Requires.private: $(PKGS)
Libs: -L$${libdir} -lbaraza
Cflags: -I$${includedir}
endef
export BARAZA_PC

.PHONY: install uninstall
install: $(O)/baraza $(O)/baraza-worker $(O)/paper.so $(O)/libbaraza.a $(O)/libbaraza.so.0 ## program, library, header, plugins, holidays into PREFIX (and DESTDIR)
	install -d '$(BIN)' '$(LIB)/pkgconfig' '$(INCLUDE)' '$(SHARE)/plugins'
	install -m 755 $(O)/baraza '$(BIN)/baraza'
	install -D -m 755 $(O)/baraza-worker '$(LIBEXEC)/baraza-worker'
	install -D -m 755 $(O)/paper.so '$(LIB)/baraza/paper.so'
	install -m 644 $(O)/libbaraza.a '$(LIB)/libbaraza.a'
	install -m 755 $(O)/libbaraza.so.0 '$(LIB)/libbaraza.so.0'
	ln -sf libbaraza.so.0 '$(LIB)/libbaraza.so'
	install -m 644 $(wildcard include/baraza/*.h) '$(INCLUDE)'
	printf '%s\n' "$$BARAZA_PC" > '$(LIB)/pkgconfig/baraza.pc'
	install -D -m 644 -t '$(SHARE)/holidays' $(HOLIDAY_FILES)
	install -D -m 644 docs/luacats/baraza.lua '$(SHARE)/luacats/baraza.lua'
	for f in $(PLUGIN_FILES); do install -D -m 644 $$f "$(SHARE)/$$f" || exit 1; done
	[ -n '$(DESTDIR)' ] || ldconfig 2> /dev/null || true
uninstall: ## takes away what install put there
	rm -f '$(BIN)/baraza' '$(LIB)/libbaraza.a' '$(LIB)/libbaraza.so.0' '$(LIB)/libbaraza.so' '$(LIB)/pkgconfig/baraza.pc'
	rm -rf '$(INCLUDE)' '$(SHARE)' '$(LIB)/baraza' '$(LIBEXEC)'

# --- what must be there first; with test, lint or bench among the goals also what those need
.PHONY: deps
deps: ## install what building needs (Debian, Ubuntu; root or sudo)
	@sh tests/lint/deps.sh build $(filter test check lint bench valgrind,$(MAKECMDGOALS))

.PHONY: clean
clean: ## remove build/
	rm -rf build

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\)\( [a-z]*\)*:.*## /\1\t/p' Makefile | sort | awk -F'\t' '{ printf "  make %-15s %s\n", $$1, $$2 }'

-include $(patsubst %.o,%.d,$(LIB_OBJECTS) $(PAPER_OBJECTS) $(WORKER_OBJECTS) $(CLI_OBJECTS)) $(addsuffix .d,$(UNIT) $(TOOLS) $(FUZZERS))
