# Render tests: an input and a golden output for each width.
