# The manuals. That of the configuration takes the options from the program.
dist_man_MANS = man/jarida.1
nodist_man_MANS = man/jarida-config.5
EXTRA_DIST += man/jarida-config.5.in man/options.sh
CLEANFILES += man/jarida-config.5

man/jarida-config.5: man/jarida-config.5.in man/options.sh jarida$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) man && \
	$(SHELL) $(srcdir)/man/options.sh $(JARIDA_FOR_BUILD) $(srcdir)/man/jarida-config.5.in '$(docdir)' >$@.new && \
	mv $@.new $@
