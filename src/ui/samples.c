/* The sample edition, for whom the library is empty: read as files, so that nothing is added that nobody asked for. */
#include "config.h"

#include "ui/state.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Of a program that was built and not installed: where the sources are, up to two folders above it. */
static bool find_beside(char *path, size_t size)
{
	static const char *const places[] = {"/data/samples", "/../data/samples", "/../../data/samples"};
	char program[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
	if (n <= 0)
		return false;
	program[n] = '\0';
	*strrchr(program, '/') = '\0';
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		int length = snprintf(path, size, "%s%s", program, places[i]);
		if (length > 0 && (size_t)length < size && is_folder(path))
			return true;
	}
	return false;
}

static bool find(const struct app *app, char path[PATH_MAX])
{
	if (app->options.restricted)
		return false;
	snprintf(path, PATH_MAX, "%s", JARIDA_SAMPLES);
	return is_folder(path) || find_beside(path, PATH_MAX);
}

bool samples_offered(struct app *app)
{
	char path[PATH_MAX];
	return shelf_library(app->shelf) != NULL && !lists_narrowed(app) && shelf_count(app->shelf) == 0 &&
	       find(app, path);
}

unsigned samples_read(struct app *app)
{
	char path[PATH_MAX];
	char *const sources[] = {path};
	struct err err;
	if (!find(app, path))
		return DRAWN;
	struct shelf *shelf = shelf_of_files(sources, 1, false);
	if (shelf_prepare(shelf, SIZE_MAX, &err) != 0) {
		app_complain(app, "%s", err.message);
		shelf_free(shelf);
		return DRAWN;
	}
	refresh_stop(app);
	/* What was remembered are articles of the library. */
	trail_init(&app->trail);
	app->visited.article = 0;
	app->chain.n = 0;
	kin_forget(&app->kin);
	app->selected = app->shown = app->list.top = app->list.origin = (struct shelf_ref){0};
	shelf_free(app->shelf);
	app->shelf = shelf;
	app->layout_known = false;
	if (shelf_first(shelf, &app->selected))
		app->list.top = app->selected;
	desk_show(app, app->selected);
	app_say(app, "%s", text(TEXT_SAMPLES));
	return ARRANGED;
}
