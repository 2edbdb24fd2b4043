#include "config.h"

#include "ui/state.h"

#include <stdio.h>
#include <string.h>

enum { KEYS_COL = 18 };

/* From the rows of the commands and the keys that they have now. */
static void add_command(struct app *app, struct doc *doc, const struct command *command)
{
	struct buf keys;
	buf_init(&keys, 512);
	keymap_format(&app->keymap, command, ",", &keys);
	doc_addf(doc, DOC_KEY, "  %-*s%s%s (%s)", KEYS_COL, buf_cstr(&keys), keys.n < KEYS_COL ? "" : "  ",
	         command->help, command->name);
	buf_done(&keys);
}

static void add_options(struct app *app, struct doc *doc)
{
	char value[OPTION_VALUE_B];
	doc_add(doc, DOC_HEADING, str_of(text(TEXT_HELP_OPTIONS)));
	for (size_t i = 0; i < option_count(); i++) {
		const struct option_row *row = option_at(i);
		option_format(&app->options, row, value);
		doc_addf(doc, DOC_KEY, "  %-*s%s: %s; now %s", KEYS_COL, row->name, row->help, row->words, value);
	}
}

static void help_load(struct app *app)
{
	struct doc *doc = &app->sheet.doc;
	doc_set_sheet(doc);
	doc_add(doc, DOC_TITLE, str_of(text(TEXT_HELP_TITLE)));
	doc_add(doc, DOC_TEXT, str_of(text(TEXT_HELP_INTRO)));
	for (int group = 0; group < GROUP_COUNT; group++) {
		doc_add(doc, DOC_HEADING, str_of(command_group_title((enum command_group)group)));
		for (size_t i = 0; i < command_count(); i++)
			if ((int)command_at(i)->group == group)
				add_command(app, doc, command_at(i));
	}
	doc_add(doc, DOC_HEADING, str_of(text(TEXT_HELP_PROMPT)));
	for (int i = TEXT_HELP_PROMPT_1; i <= TEXT_HELP_PROMPT_3; i++)
		doc_addf(doc, DOC_KEY, "  %s", text((enum text_id)i));
	add_options(app, doc);
	pager_restart(&app->sheet);
}

static bool help_open(struct app *app)
{
	help_load(app);
	return true;
}

const struct view_ops help_view = {
	.name = "help",
	.kind = IN_SHEET,
	.open = help_open,
	.load = help_load,
	.draw = sheet_draw,
	.say = sheet_say,
	.command = sheet_command,
	.search = sheet_search,
	.position = sheet_position,
	.close = sheet_close,
};
