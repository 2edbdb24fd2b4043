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
