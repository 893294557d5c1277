# Baraza: one file, GNU make, no recursion. `make help` lists the targets.
#
# BUILD=release (default), debug, asan or cover chooses the variant; each has a folder of its own below
# build/. CC, CFLAGS, LDFLAGS, PREFIX and DESTDIR belong to the user; ours are added beside them.

VERSION := 0.1.0
BUILD ?= release
PREFIX ?= /usr/local
DESTDIR ?=
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config

O := $(if $(filter release,$(BUILD)),build,build/$(BUILD))
ROOMS := $(shell sed -n 's/^\([a-z][a-z]*\).*/\1/p' src/LAYERS)
LIB_ROOMS := $(filter-out cli,$(ROOMS))

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wunused-result -Wpointer-arith -Wwrite-strings -Werror=unused-result -Werror=implicit-function-declaration \
	$(if $(WERROR),-Werror)
OURS := -std=c11 -D_GNU_SOURCE -DBZ_VERSION='"$(VERSION)"' -DBZ_DATADIR='"$(PREFIX)/share/baraza"' \
	-Isrc -Iinclude -I$(O)/gen -fPIC -fvisibility=hidden -fno-strict-aliasing $(WARNINGS)
VARIANT_debug := -O0 -g3 -DBZ_ARENA_EACH
VARIANT_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined -DBZ_ARENA_EACH
VARIANT_cover := -O0 -g --coverage
LINK_asan := -fsanitize=address,undefined
LINK_cover := --coverage

# Asked once, and only when a rule needs it: `make deps` must run before the libraries are there.
pkg = $(or $(shell $(PKG_CONFIG) --$1 $2),$(if $(shell $(PKG_CONFIG) --exists $2 && echo yes),,$(error $2 is missing: run `make deps`)))
once = $(eval $1 := $2)$($1)
PKGS := lua5.4 yaml-0.1 libcmark jansson nettle
PKG_CFLAGS = $(call once,PKG_CFLAGS,$(call pkg,cflags,$(PKGS)))
PKG_LIBS = $(call once,PKG_LIBS,$(call pkg,libs,$(PKGS)))
CMOCKA_LIBS = $(call once,CMOCKA_LIBS,$(call pkg,libs,cmocka))

ALL_CFLAGS = $(OURS) $(CFLAGS) $(VARIANT_$(BUILD)) $(PKG_CFLAGS)
ALL_LDFLAGS = $(LDFLAGS) $(LINK_$(BUILD))

sources_of = $(sort $(wildcard src/$1/*.c src/$1/*/*.c))
objects_of = $(patsubst src/%.c,$(O)/obj/%.o,$(call sources_of,$1)) $(GEN_OBJECTS_$1)
GEN_OBJECTS_engine := $(if $(wildcard tests/lint/explain.awk),$(O)/obj/gen/explain.o)

LIB_OBJECTS := $(foreach r,$(LIB_ROOMS),$(call objects_of,$r))
CLI_OBJECTS := $(call objects_of,cli)

.PHONY: all
all: $(O)/baraza ## build build/baraza (the default)

# A changed flag rebuilds.
$(O)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC) $(ALL_CFLAGS))' | cmp -s - $@ || echo '$(subst ','\'',$(CC) $(ALL_CFLAGS))' > $@
.PHONY: FORCE
FORCE:

$(O)/obj/%.o: src/%.c $(O)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

define room_archive
$(O)/room/lib$1.a: $(call objects_of,$1)
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcsD $$@ $$^
endef
$(foreach r,$(LIB_ROOMS),$(eval $(call room_archive,$r)))

$(O)/libbaraza.a: $(LIB_OBJECTS)
	@rm -f $@
	ar rcsD $@ $^

$(O)/baraza: $(CLI_OBJECTS) $(O)/libbaraza.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

# --- unit tests: one program a file of tests/unit/ROOM/test_FILE.c; its list of cases is made from the
# names test_ROOM_FILE__CASE. It links its own room and those above it only.
UNIT := $(patsubst tests/unit/%.c,$(O)/unit/%,$(sort $(wildcard tests/unit/*/test_*.c)))
room_of = $(firstword $(subst /, ,$(patsubst $(O)/unit/%,%,$1)))
upto = $(if $(filter $1,$(firstword $2)),$1,$(firstword $2) $(call upto,$1,$(wordlist 2,99,$2)))
archives_for = $(foreach r,$(call upto,$1,$(LIB_ROOMS)),$(if $(call objects_of,$r),$(O)/room/lib$r.a))

$(O)/unit/%.main.c: tests/unit/%.c tests/unit/list.awk
	@mkdir -p $(@D)
	@awk -f tests/unit/list.awk $< > $@
define unit_program
$1: $(patsubst $(O)/unit/%,tests/unit/%.c,$1) $1.main.c $(call archives_for,$(call room_of,$1)) $(O)/flags
	$$(CC) $$(ALL_CFLAGS) -Itests/unit $$(ALL_LDFLAGS) -MMD -MF $1.d -o $$@ $1.main.c \
		-Wl,--start-group $(call archives_for,$(call room_of,$1)) -Wl,--end-group $$(PKG_LIBS) $$(CMOCKA_LIBS)
endef
$(foreach u,$(UNIT),$(eval $(call unit_program,$u)))

.PHONY: unit
unit: $(UNIT) ## run the unit tests (make unit-ROOM: those of one room)
	@sh tests/run.sh $(UNIT)
$(foreach r,$(LIB_ROOMS),$(eval .PHONY: unit-$r)$(eval unit-$r: $(filter $(O)/unit/$r/%,$(UNIT)); @sh tests/run.sh $(filter $(O)/unit/$r/%,$(UNIT))))

# --- all tests: every executable file tests/suites/*.sh prints TAP lines; so do the unit programs.
SUITES := $(sort $(wildcard tests/suites/*.sh))
.PHONY: test check
test: $(O)/baraza $(UNIT) ## run every test; the last line reads "N passed, N failed"
	@BARAZA=$(abspath $(O)/baraza) BUILD=$(BUILD) O=$(abspath $(O)) CC='$(CC)' sh tests/run.sh $(UNIT) $(SUITES)
check: test

.PHONY: golden-accept
golden-accept: $(O)/baraza ## take today's output as the expected one (look at the diff)
	@BARAZA=$(abspath $(O)/baraza) ACCEPT=1 sh tests/run.sh $(SUITES)

.PHONY: clean
clean: ## remove build/
	rm -rf build

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\)\( [a-z]*\)*:.*## /\1\t/p' Makefile | sort | awk -F'\t' '{ printf "  make %-15s %s\n", $$1, $$2 }'

-include $(patsubst %.o,%.d,$(LIB_OBJECTS) $(CLI_OBJECTS)) $(addsuffix .d,$(UNIT))
