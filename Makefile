# Promise Tree. `make run` opens the kiosk with a made-up school; `make test` passes every test. Both install what they
# need on a Debian machine that has nothing yet but Rust.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

export CARGO_TARGET_DIR ?= $(HOME)/.cache/promise-tree/target
VENV ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/promise-tree/venv
XAPI ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/promise-tree/xapi
DATA ?= $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/promise-tree-demo
GALLERY ?= target/gallery
export PROMISE_TREE_PYTHON := $(VENV)/bin/python
export PROMISE_TREE_XAPI := $(XAPI)

need := tools/setup/need
build_packages := build-essential pkg-config perl libasound2-dev
window_packages := libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon-x11-0 libvulkan1 mesa-vulkan-drivers libasound2
test_packages := chromium chromium-driver xvfb xauth xdotool poppler-utils zbar-tools postgresql python3 python3-venv

.PHONY: help run test lint gallery bench soak audit rust venv xapi

help: ## what can be asked for
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

rust:
	@tools/setup/rust

run: rust ## open the kiosk with the made-up Willow Lane Primary
	$(need) $(build_packages) $(window_packages)
	cargo build --locked
	"$(CARGO_TARGET_DIR)/debug/promise-tree" kiosk --demo --data "$(DATA)"

test: rust venv xapi ## every test
	$(need) $(build_packages) $(window_packages) $(test_packages)
	cargo test --locked --all-features
	tools/fuzz/run lesson 100000x lessons/ks1 lessons/ks2
	for of in csv workbook one_roster; do tools/fuzz/run roster_$$of 50000x fuzz/seeds/roster_$$of || exit 1; done

lint: rust ## format, clippy, layers, documentation
	$(need) $(build_packages)
	cargo fmt --check
	cargo clippy --locked --all-targets --all-features -- -D warnings
	tools/layers/check
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --all-features --document-private-items

gallery: rust ## every screen as a PNG, at three sizes, in target/gallery
	$(need) $(build_packages) $(window_packages) xvfb xauth
	cargo build --locked
	for size in 1280x800 1920x1080 3840x2160; do \
	  tools/setup/with-display "$(CARGO_TARGET_DIR)/debug/promise-tree" gallery --to "$(GALLERY)/$$size" --window $$size; \
	done

bench: rust ## start time, memory, rest, lessons, lists and sheets, a durable save beside a bare SQLite commit; the register's intake and pages
	$(need) $(build_packages) $(window_packages) xvfb xauth postgresql python3
	cargo build --locked
	tools/bench/with-postgres "$(CARGO_TARGET_DIR)/debug/promise-tree" register bench --json "$(CARGO_TARGET_DIR)/register-bench.json"
	tools/setup/with-display "$(CARGO_TARGET_DIR)/debug/promise-tree" bench

soak: rust venv xapi ## the same tests, for hours; and a kiosk that is built alone
	$(need) $(build_packages) $(window_packages) $(test_packages)
	cargo clippy --locked --no-default-features --features kiosk --lib --bins -- -D warnings
	PROMISE_TREE_SOAK=1 cargo test --locked --all-features
	tools/fuzz/run lesson 3600 lessons/ks1 lessons/ks2
	for of in csv workbook one_roster; do tools/fuzz/run roster_$$of 3600 fuzz/seeds/roster_$$of || exit 1; done

audit: rust ## licences, sources and bans of everything we stand on
	command -v cargo-deny >/dev/null || cargo install --locked cargo-deny
	cargo deny --all-features check bans licenses sources

venv: $(VENV)/.made
$(VENV)/.made: tools/vectors/requirements.txt tools/axe/requirements.txt
	$(need) python3 python3-venv
	python3 -m venv "$(VENV)"
	"$(VENV)/bin/pip" install --quiet --disable-pip-version-check -r $<
	"$(VENV)/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes -r tools/axe/requirements.txt
	touch $@

xapi: $(XAPI)/.made
$(XAPI)/.made: tools/xapi/requirements.txt tools/xapi/package.json tools/xapi/package-lock.json
	$(need) python3 python3-venv
	command -v npm >/dev/null || $(need) nodejs npm
	python3 -m venv "$(XAPI)"
	"$(XAPI)/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r $<
	cp tools/xapi/package.json tools/xapi/package-lock.json "$(XAPI)"
	cd "$(XAPI)" && npm ci --silent --ignore-scripts --no-audit --no-fund
	touch $@
