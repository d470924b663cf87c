# Thin names for scripts/: each of them says with --help what it does.
.PHONY: help demo test lint bench fuzz soak chaos install uninstall clean

help:
	@echo "make demo | test | lint | bench | fuzz | soak | chaos | install | uninstall | clean"

demo test lint bench fuzz soak chaos install clean:
	@scripts/$@

uninstall:
	@scripts/install --uninstall
