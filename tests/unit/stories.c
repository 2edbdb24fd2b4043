#include "config.h"

#include "stories.h"

#include "news/story.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_NAMES = 32 };

static char folder[256];
static char paths[MAX_NAMES][512];

struct article *story_make(const struct article_meta *meta, const char *body)
{
	struct article *story = story_new();
	struct arena *arena = story->arena;
	story->meta = *meta;
	story->meta.title = arena_copy(arena, meta->title);
	story->meta.kicker = arena_copy(arena, meta->kicker);
	story->meta.source = arena_copy(arena, meta->source);
	story->meta.author = arena_copy(arena, meta->author);
	story->meta.url = arena_copy(arena, meta->url);
	story->meta.guid = arena_copy(arena, meta->guid);
	story->meta.categories = arena_copy(arena, meta->categories);
	story->meta.date_text = arena_copy(arena, meta->date_text);
	struct str rest = str_of(body), line;
	while (str_next_line(&rest, &line))
		story_add_paragraph(story, KIND_TEXT, line);
	story_finish(story);
	if (meta->lang.n > 0)
		story->meta.lang = arena_copy(arena, meta->lang);
	return story;
}

void story_put(struct story_list *list, const struct article_meta *meta, const char *body)
{
	story_list_add(list, story_make(meta, body));
}

void folder_make(void)
{
	const char *base = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/jarida-test-XXXXXX", base != NULL ? base : "/tmp");
	memset(paths, 0, sizeof paths);
	if (mkdtemp(folder) == NULL)
		abort();
}

const char *folder_path(const char *name)
{
	char path[sizeof paths[0]];
	int i = 0;
	snprintf(path, sizeof path, "%s/%s", folder, name);
	while (i < MAX_NAMES - 1 && paths[i][0] != '\0' && strcmp(paths[i], path) != 0)
		i++;
	memcpy(paths[i], path, sizeof path);
	return paths[i];
}

static void remove_all(const char *path)
{
	chmod(path, 0700);
	DIR *dir = opendir(path);
	if (dir == NULL) {
		unlink(path);
		return;
	}
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		char inside[1024];
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);
		remove_all(inside);
	}
	closedir(dir);
	rmdir(path);
}

void folder_remove(void)
{
	remove_all(folder);
}
