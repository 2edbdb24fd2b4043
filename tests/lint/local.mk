# Lint: what the compiler does not check.
