# The manual.
dist_man_MANS =
