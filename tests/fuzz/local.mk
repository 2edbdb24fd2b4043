# Fuzz targets: one for each way in; their corpus is replayed by make check.
