dist_doc_DATA = data/sample.config

# The sample edition: what `./bootstrap run` opens.
samplesdir = $(pkgdatadir)/samples
dist_samples_DATA = \
	data/samples/ar-01-ministry-mail.txt \
	data/samples/ar-02-velanor-key.txt \
	data/samples/ar-03-ship-monday.txt \
	data/samples/ar-04-ship-tuesday.txt \
	data/samples/ar-05-ship-wednesday.txt \
	data/samples/ar-06-tower-clock.txt \
	data/samples/ar-07-dam-statement.txt \
	data/samples/ar-08-engine-release.txt \
	data/samples/ar-09-football-final.txt \
	data/samples/ar-10-river-under-sea.txt \
	data/samples/ar-11-lighthouse-poet.txt \
	data/samples/ar-12-market-week.txt \
	data/samples/ar-13-tanners-quarter.txt \
	data/samples/ar-14-weather.txt \
	data/samples/en-01-velanor-patch.txt \
	data/samples/fa-01-library-bus.txt \
	data/samples/fa-02-night-sky.txt \
	data/samples/he-01-orchard-sensors.txt \
	data/samples/ur-01-hill-train.txt

# Completion for shells, made from what the program says of itself.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = data/completions/bash/jarida
nodist_zshcompletion_DATA = data/completions/zsh/_jarida
nodist_fishcompletion_DATA = data/completions/fish/jarida.fish
completions = $(nodist_bashcompletion_DATA) $(nodist_zshcompletion_DATA) $(nodist_fishcompletion_DATA)
completion_scripts = \
	data/completions/rows.sh \
	data/completions/bash.awk \
	data/completions/zsh.awk \
	data/completions/fish.awk
EXTRA_DIST += $(completion_scripts)
CLEANFILES += $(completions)

# data/completions/SHELL/… from SHELL.awk
$(completions): jarida$(EXEEXT) $(completion_scripts)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && shell=$(@D) && \
	$(SHELL) $(srcdir)/data/completions/rows.sh $(JARIDA_FOR_BUILD) >$@.rows && \
	$(AWK) -f $(srcdir)/data/completions/$${shell##*/}.awk $@.rows >$@.new && \
	rm -f $@.rows && mv $@.new $@
