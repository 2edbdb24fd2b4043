# Conformance tests: Unicode's own files through the whole pipeline.
