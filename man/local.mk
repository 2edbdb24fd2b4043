# The manual.
dist_man_MANS = man/jarida.1
