# The two commands a newcomer needs are `make run` and `make test`; each brings what it needs first (scripts/setup).

XTASK = scripts/with-toolchain cargo xtask

.PHONY: help run test build fmt check-setup

help:
	@echo "make run          build all and start the server"
	@echo "make test         all checks and tests (ONLY=lint,unit,e2e for some of them)"
	@echo "make build        the browser part, into site/"
	@echo "make fmt          format the Rust sources"
	@echo "make check-setup  try the set-up in a fresh clone, without the rustup target"

run:
	@scripts/setup
	@$(XTASK) run

test:
	@scripts/setup --tests
	@$(XTASK) test $(if $(ONLY),--only $(ONLY))

build:
	@scripts/setup
	@$(XTASK) build

fmt:
	@scripts/with-toolchain cargo fmt --all

check-setup:
	@scripts/check-setup
