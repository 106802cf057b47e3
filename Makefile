# gendan.  make, make run, make test; `make help` lists the rest.
#
# BUILD=dir builds elsewhere; LAYERS="base core" builds and tests only these
# layers (they stand in the order in which they may use each other).

BUILD ?= build
CC = gcc
PREFIX ?= /usr/local
DESTDIR ?=
JOBS ?= $(shell nproc 2>/dev/null || echo 2)

ALL_LAYERS = base core flow store paper report app cli tui
LAYERS ?= $(ALL_LAYERS)
PACKAGES = ncursesw sqlite3 uuid yaml-0.1 libsodium jansson

# Asked only once and only when something is compiled.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES)))$(PKG_LIBS)

# gendan-paper alone draws: src/press, linked with what it uses of the others.
PRESS_PACKAGES = pangocairo cairo-pdf libqrencode jansson
PRESS_CFLAGS = $(eval PRESS_CFLAGS := $$(shell pkg-config --cflags $(PRESS_PACKAGES)))$(PRESS_CFLAGS)
PRESS_LIBS = $(eval PRESS_LIBS := $$(shell pkg-config --libs $(PRESS_PACKAGES)))$(PRESS_LIBS)

WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wpointer-arith \
	-Wcast-qual -Wwrite-strings -Wvla -Wundef -Wformat=2 \
	-Wimplicit-fallthrough
OPT = -O2 -g
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong
SANITIZE =
EXTRA =
CFLAGS = -std=c17 -D_GNU_SOURCE $(OPT) $(HARDEN) $(SANITIZE) $(WARN) $(EXTRA)
CPPFLAGS = -Iinclude $(PKG_CFLAGS)
LDLIBS = $(PKG_LIBS) -lunistring -lm
TEST_LIBS = -lcmocka -lvterm

SRC := $(sort $(foreach l,$(LAYERS),$(wildcard src/$l/*.c src/$l/*/*.c)))
ASM := $(wildcard $(foreach l,$(LAYERS),src/$l/*.S))
FLOWS := $(sort $(basename $(notdir $(wildcard data/workflows/*.yaml))))
FORMS := $(sort $(basename $(notdir $(wildcard data/forms/*.yaml))))
ifeq ($(FLOWS),)
ASM := $(filter-out src/flow/builtin.S,$(ASM))
endif
OBJ := $(SRC:%.c=$(BUILD)/%.o) $(ASM:%.S=$(BUILD)/%.o)
LIB := $(BUILD)/libgendan.a
PRESS_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard src/press/*.c)))
PO := $(sort $(wildcard data/po/*.po))

# tests/<layer>/test_*.c are programs; other .c files there and in
# tests/support are shared by them.
TEST_DIRS = $(LAYERS) faults
TEST_SRC := $(sort $(foreach l,$(TEST_DIRS),$(wildcard tests/$l/test_*.c)))
TEST_BIN := $(TEST_SRC:%.c=$(BUILD)/%)
HELP_SRC := $(sort $(foreach f,$(foreach l,$(TEST_DIRS) support,$(wildcard \
	tests/$l/*.c)),$(if $(filter test_%,$(notdir $f)),,$f)))
HELP_OBJ := $(HELP_SRC:%.c=$(BUILD)/%.o)
TOOL_BIN := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/tools/*.c))
TEST_SH := $(sort $(wildcard tests/test_*.sh tests/*/test_*.sh))

.PHONY: all help lib tests deps deps-soak run test quick run-quick asan soak lint format install \
	clean objects
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/gendan $(BUILD)/gendan-paper

help:
	@echo 'make            build $(BUILD)/gendan and gendan-paper'
	@echo 'make deps       install the Debian packages that are missing'
	@echo 'make deps-soak  and LibreOffice, which make soak opens workbooks with'
	@echo 'make run        try it: a demo book, then the screens'
	@echo 'make test       everything; last line: N passed, M failed'
	@echo 'make quick      the fast half of the tests'
	@echo 'make asan       tests under address and undefined sanitizers'
	@echo 'make soak       tests with their full counts'
	@echo 'make bench      speed beside the floor and the ideal; BENCH_1M=1'
	@echo 'make bench-screens  of these the screens alone, on small books'
	@echo 'make lint       warnings, format, layers, headers, sizes'
	@echo 'make format     put every source into the house format'
	@echo 'make install    PREFIX=$(PREFIX) DESTDIR='
	@echo 'make clean      remove $(BUILD)'

lib: $(LIB)
tests: $(TEST_BIN) $(TOOL_BIN)
objects: $(OBJ) $(PRESS_OBJ) $(BUILD)/src/main.o $(HELP_OBJ) $(TEST_SRC:%.c=$(BUILD)/%.o)

$(BUILD)/gendan: $(BUILD)/src/main.o $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/gendan-paper: $(PRESS_OBJ) $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PRESS_LIBS) -lunistring -lm
$(PRESS_OBJ): PKG_CFLAGS = $(PRESS_CFLAGS)

# q and not r: files of two layers may share a name.
$(LIB): $(OBJ)
	@rm -f $@
	ar qcs $@ $(OBJ)

$(BUILD)/libtest.a: $(HELP_OBJ)
	@rm -f $@
	ar qcs $@ $(HELP_OBJ)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.S
	@mkdir -p $(@D)
	$(CC) -I$(BUILD) -Wa,-I$(BUILD) -Wa,-Idata -c -o $@ $<

$(BUILD)/src/base/zh.o: $(BUILD)/zh.mo
# what is carried inside the program; anew when a file comes or goes
$(BUILD)/flow/shipped.h: data/workflows data/forms
	@mkdir -p $(@D)
	printf '#define GD_SHIPPED_FLOWS(X) %s\n#define GD_SHIPPED_FORMS(X) %s\n' \
		'$(foreach f,$(FLOWS),X($f))' '$(foreach f,$(FORMS),X($f))' >$@
$(BUILD)/src/flow/builtin.o: $(BUILD)/flow/shipped.h \
	$(FLOWS:%=data/workflows/%.yaml) $(FORMS:%=data/forms/%.yaml)
$(BUILD)/src/flow/shipped.o: $(BUILD)/flow/shipped.h
$(BUILD)/src/flow/shipped.o: CPPFLAGS += -I$(BUILD)
$(BUILD)/src/app/calendar_data.o: data/calendars/CN.csv

$(BUILD)/zh.mo: $(PO)
	@mkdir -p $(@D)
	msgcat --use-first --force-po --no-location -o $(BUILD)/zh.po $(PO)
	msgfmt --check-format --check-domain -o $@ $(BUILD)/zh.po

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libtest.a $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) $(TEST_LIBS)

-include $(OBJ:.o=.d) $(PRESS_OBJ:.o=.d) $(BUILD)/src/main.d $(HELP_OBJ:.o=.d) $(TEST_BIN:=.d)

deps:
	@sh tests/tools/deps.sh
deps-soak:
	@sh tests/tools/deps.sh soak

run: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all
	@if [ -n "$$(find $(BUILD)/demo/book.db -mtime -14 2>/dev/null)" ]; \
	then :; else rm -rf $(BUILD)/demo && mkdir -p $(BUILD)/demo && \
	$(BUILD)/gendan demo $(BUILD)/demo/book.db; fi
	@$(BUILD)/gendan --book $(BUILD)/demo/book.db

RUN_TESTS = BUILD=$(BUILD) JOBS=$(JOBS) sh tests/run.sh

test: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all tests
	@$(RUN_TESTS) $(TEST_BIN) $(TEST_SH)

QUICK_BIN = $(filter $(BUILD)/tests/base/% $(BUILD)/tests/core/% \
	$(BUILD)/tests/flow/%,$(TEST_BIN))
# From nothing in under forty seconds: what its tests need, not optimized,
# in a folder of their own.
QUICK = BUILD=build-quick LAYERS="base core flow store paper" OPT='-O0 -g' HARDEN= \
	EXTRA=-Wno-format-truncation
quick:
	@$(MAKE) --no-print-directory $(QUICK) run-quick
run-quick:
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(QUICK_BIN)
	@GENDAN_QUICK=1 $(RUN_TESTS) $(QUICK_BIN) $$(grep -lx '# quick' $(TEST_SH) /dev/null)

ASAN = BUILD=build-asan HARDEN= \
	SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer' EXTRA=-Wno-format-truncation
asan:
	@$(MAKE) --no-print-directory -s -j$(JOBS) $(ASAN) all tests
	@$(MAKE) --no-print-directory $(ASAN) run-tests

.PHONY: run-tests
run-tests:
	@$(RUN_TESTS) $(TEST_BIN) $(TEST_SH)

# Beside the programs of BENCH_PEERS in the same run, or alone.
# BENCH_1M=1: a million orders too. Books are kept in $(BUILD)/bench.
BENCH_PEERS ?= ../shared/bench
BENCH_BIN = $(BUILD)/tests/bench/generate $(BUILD)/tests/bench/measure
BENCH_WORDS = $(BUILD)/tests/bench/words.o
.PHONY: bench bench-screens
# The screens alone, on small books: some minutes, most of them for the books.
bench-screens:
	@BENCH_SIZES="$(or $(BENCH_SIZES),1000 5000)" BENCH_PART=screens \
		$(MAKE) --no-print-directory bench
bench: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all $(BENCH_BIN)
	@BUILD=$(BUILD) BENCH_PEERS=$(BENCH_PEERS) sh tests/bench/run.sh
$(BUILD)/tests/bench/generate: $(BUILD)/tests/bench/generate.o \
		$(BUILD)/tests/bench/stamp.o $(BENCH_WORDS) $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/tests/bench/measure: $(patsubst %.c,$(BUILD)/%.o,$(wildcard \
		tests/bench/measure*.c)) $(BENCH_WORDS) $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

soak: deps
	@$(MAKE) --no-print-directory -s -j$(JOBS) all tests
	@GENDAN_SOAK=1 $(RUN_TESTS) $(TEST_BIN) $(TEST_SH)

lint:
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=build-lint EXTRA=-Werror objects
	@$(MAKE) --no-print-directory -s -j$(JOBS) BUILD=build-lint-clang CC=clang \
		EXTRA=-Werror objects
	@sh tests/tools/lint.sh

format:
	@find src include tests -name '*.[ch]' ! -name 'msg_*.h' | xargs clang-format -i

install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/gendan $(DESTDIR)$(PREFIX)/bin/gendan
	install -d $(DESTDIR)$(PREFIX)/libexec/gendan
	install -m 755 $(BUILD)/gendan-paper \
		$(DESTDIR)$(PREFIX)/libexec/gendan/gendan-paper

clean:
	rm -rf $(BUILD)
