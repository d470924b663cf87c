# Thin names for scripts/: each of them says with --help what it does.
.PHONY: help demo test lint bench fuzz soak chaos install clean

help:
	@echo "make demo | test | lint | bench | fuzz | soak | chaos | install | clean"

demo test lint bench fuzz soak chaos install clean:
	@scripts/$@
