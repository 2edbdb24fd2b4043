# Fault tests: what is missing, broken, full or killed.
