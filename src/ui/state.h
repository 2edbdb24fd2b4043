/*
 * state.h: all that changes while reading, and what a view is.
 *
 * Only files of this folder include it. A view is a row of functions; its
 * state is a member of struct app. Handlers return what they have changed
 * (REACT_…), and the loop acts on that once.
 *
 * Invariants: `shown` is the article in the reading pane, whose body `desk`
 * holds; `selected` is the row of the list with the cursor; both are none or
 * rows of the shelf. `overlay`, when there is one, covers both panes.
 */
#ifndef JARIDA_UI_STATE_H
#define JARIDA_UI_STATE_H

#include "base/str.h"
#include "library/related.h"
#include "news/article.h"
#include "term/memory.h"
#include "term/terminal.h"
#include "ui/fetching.h"
#include "ui/hits.h"
#include "ui/keymap.h"
#include "ui/keywords.h"
#include "ui/kin.h"
#include "ui/met.h"
#include "ui/marking.h"
#include "ui/menu.h"
#include "ui/options.h"
#include "ui/pager.h"
#include "ui/paint.h"
#include "ui/panes.h"
#include "ui/passages.h"
#include "ui/prompt.h"
#include "ui/shelf.h"
#include "ui/speech.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/trail.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum reaction {
	REACT_HANDLED = 1 << 0,
	REACT_REDRAW = 1 << 1,   /* something on the screen is another one */
	REACT_RELAYOUT = 1 << 2, /* rectangles or widths are */
	REACT_RELOAD = 1 << 3,   /* the overlay's content is stale */
	REACT_QUIT = 1 << 4
};

enum { DRAWN = REACT_HANDLED | REACT_REDRAW, ARRANGED = DRAWN | REACT_RELAYOUT };

struct app;

enum search_what { SEARCH_BEGIN, SEARCH_TYPED, SEARCH_KEEP, SEARCH_GIVE_UP, SEARCH_GO };

struct search_request {
	enum search_what what;
	bool backward;   /* SEARCH_BEGIN: upwards; SEARCH_GO: against the direction */
	struct str text; /* SEARCH_TYPED */
};

/* Where one is, for the status line. */
struct position {
	size_t number, total; /* article; total 0: not said */
	size_t row, rows;     /* of a menu */
	int percent;          /* -1: not said */
	size_t match, matches;
	size_t keyword, keywords;
	size_t story, stories; /* of the chain; stories 0: of none */
	bool walking;         /* from keyword to keyword, and not there yet */
	bool found;           /* a match, if they are not counted yet */
	enum level level;     /* at which it is one */
	bool more;            /* total is not all yet */
	int searching;        /* per cent of a search that goes on, or -1 */
};

struct view_ops {
	const char *name;
	unsigned kind;                 /* one of the IN_… bits */
	bool (*open)(struct app *app); /* about to be shown; false and a message: there is nothing to show */
	void (*load)(struct app *app); /* make the content anew */
	void (*draw)(struct app *app, struct area area);
	void (*say)(struct app *app, struct buf *out); /* what is at the cursor, one line in reading order */
	unsigned (*command)(struct app *app, const struct request *request); /* 0: not mine */
	unsigned (*search)(struct app *app, const struct search_request *request);
	unsigned (*choose)(struct app *app, const struct menu_row *row); /* of a menu with rows of TARGET_OWN */
	void (*position)(struct app *app, struct position *position);
	void (*close)(struct app *app);
};

extern const struct view_ops list_view, reader_view, help_view, info_view, links_view, related_view, marks_view,
	lists_view, sort_view, keywords_view;

/* left is 0 where none goes on. */
struct list_search {
	struct shelf_ref at;
	size_t left, total; /* rows to look at, this one included */
	bool upward;
};

struct list_state {
	struct shelf_ref top, origin;
	int rows;   /* of articles, on the screen */
	int height; /* lines that each takes */
	struct sought sought;
	struct list_search search;
	bool backward;
};

struct keyword_place {
	uint64_t key;
	size_t start_cp, end_cp;
};

/* From keyword to keyword (walk.c). */
struct walk {
	enum { WALK_IDLE, WALK_ARTICLE, WALK_LIST } state;
	bool back;
	struct keyword_place *places; /* all of an article, of these keywords, where it is not long */
	size_t n, cap;
	size_t index;                 /* of the one that was gone to, from 1 */
	int64_t article;
	uint32_t version;
	uint64_t key, from_key;       /* of a long one: the paragraph gone through, and where that began */
	size_t at_b, from_cp;
	bool on_it;                   /* it began on a keyword */
	struct shelf_ref at;          /* in the list: the article that is looked into */
};

/* How many articles hold each keyword (panel.c). */
#define PANEL_MANY INT64_MAX
struct panel {
	struct panel_count {
		int64_t unread, all; /* all < 0: not counted yet, PANEL_MANY: they are too many for it */
	} *counts;               /* by the row of the keyword */
	size_t n, n_counted;
	uint32_t version;        /* of the keywords, and of the library, that they are of */
	uint64_t generation;
};

/* The stories that t and T walk through (related.c). */
struct chain {
	int64_t ids[KIN_MAX];
	size_t n;
	int step; /* 1 or -1: to be gone as soon as the stories are known; else 0 */
};

/* A list as it was left. */
struct left_list {
	uint32_t sign;        /* of the prompt that led away, / or & */
	char *query, *typed;  /* the list; what led away from it */
	char name[160];
	struct shelf_ref selected, top;
	struct shelf_ref reading; /* the article that had the keys, or none */
};

enum { QUEST_DEPTH = 4, DELETED_MAX = 16 };

/* The library is asked, or a list is narrowed, while one types; and what is gone back to (quest.c). */
struct quest {
	bool on;              /* the prompt is for that */
	bool due;             /* what is typed has not been answered yet */
	bool pushed;          /* the list below was left by this prompt, not by one before */
	struct left_list before;            /* as the prompt was opened */
	struct left_list left[QUEST_DEPTH]; /* the newest last */
	size_t n_left;
	bool coarse;          /* of a list that was kept, the rest is not looked for: that takes too long */
	char wrong[512];      /* with what is typed */
	int64_t unknown, all; /* articles that the index does not know yet, as of the beginning */
	struct passages passages; /* of the list, if it was found by words */
};

/* A list that is not there yet, since it takes longer than a key may (lists.c). */
struct list_due {
	struct arena *texts; /* NULL: there is none */
	struct selection selection;
	bool other;          /* not the same in another order: */
	char name[160];
};

struct app {
	struct app_options options;
	struct terminal *terminal;
	struct painter painter;
	struct memory_choice recalled; /* that the options have taken over */
	struct keymap keymap;
	struct keywords keywords;
	struct marking marking;
	struct article_hits article_hits;
	struct walk walk;
	struct panel panel;
	int64_t terms_of;     /* the article whose key terms are shown; 0: none */
	struct stems *stems;  /* NULL until they are needed */
	uint32_t next_key; /* was read already, or KEY_NONE */
	struct shelf *shelf;
	char place[PATH_MAX]; /* of its library */
	dev_t place_dev;      /* the file there, as it was opened; */
	ino_t place_ino;      /* 0: it is not watched, or was reported */
	struct trail trail;
	struct pos visited; /* the article that was read last, and where it was left; none where article is 0 */
	struct shelf_ref selected, shown;
	struct list_state list;
	struct fetching *fetching; /* NULL: nothing is being fetched */
	struct fetching_state fetched; /* as of when it last told */
	int64_t fetch_due_ms;    /* by itself, where it is to be; 0: not known yet */
	int64_t feed_asked;      /* that a question is about */
	struct shelf_ref deleted[DELETED_MAX]; /* articles, the last one last */
	size_t n_deleted;
	char list_name[160]; /* the list of the library, as the menu calls it; empty: its query says it */
	struct pager reader, sheet;
	struct menu menu;
	struct sought menu_sought; /* in its rows */
	size_t menu_origin;        /* the row where that began */
	bool menu_backward;
	struct speech speech;
	const struct view_ops *overlay; /* NULL: the panes */
	bool article_focus, alone, single;
	bool layout_known;
	enum dir layout;
	struct theme theme; /* its name is that of the options, from picture to picture */
	int rows, cols;
	struct panes panes;
	struct prompt prompt;
	struct prompt_history search_history, command_history, save_history, text_history;
	struct quest quest;
	struct sweep *sweep; /* a list that is being marked as read, or NULL */
	struct list_due list_due;
	const struct command *asking; /* that the prompt asks for its text */
	char asking_label[32];
	unsigned (*question)(struct app *app); /* what y does, asked by the message; NULL: nothing was asked */
	char save_path[PROMPT_MAX_CP * 4 + 256]; /* the file that was named last */
	struct str completing; /* what Tab completes, while it is pressed again and again */
	size_t completion;
	struct buf completed;
	bool by_search;        /* the article is shown where a search led, */
	struct spot came_to;   /* which is here */
	bool end_said;         /* the end was reached by Space: once more goes on */
	char message[512];
	bool message_is_error;
	struct kin_cache kin;
	struct met met;     /* in other prints of this article: */
	int64_t met_of;     /* 0: none */
	struct chain chain;
	int64_t painted_ms;
	int64_t behind_ms; /* since when keys have had no picture, or 0 */
	bool stale;   /* there is something new to show, but not before a while has passed */
	bool touched; /* a key was pressed */
	bool quit;
};

/* app.c */
const struct view_ops *app_focus(const struct app *app);
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_complain(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_ask(struct app *app, unsigned (*yes)(struct app *app)); /* y or n; the caller says what */
unsigned app_open_overlay(struct app *app, const struct view_ops *view);
unsigned app_close_overlay(struct app *app);
void app_arrange(struct app *app); /* rectangles and widths, after a change of size or options */

/* loop.c: what happens between two keys: pictures, and the next wait */
void loop_run(struct app *app); /* until the reader leaves */
void loop_react(struct app *app, unsigned flags, bool later); /* to what was changed; later: a picture comes by itself */
bool loop_key_waits(void *app); /* so that what takes long had better stop */
enum { AT_ONCE_MS = 25 };       /* of that for the key that asks for it; the rest in pauses (jobs.c) */

/* jobs.c: work that waits for a pause between two keys */
bool jobs_wait(struct app *app); /* there is some */
unsigned jobs_step(struct app *app, int64_t deadline_ms); /* a slice of the most urgent; sets app->stale if it shows */
bool jobs_searching(const struct app *app);
bool jobs_stop_search(struct app *app); /* and a walk from keyword to keyword; false: none goes on */

/* input.c: what is typed */
enum { N_FDS = 2 };
uint32_t input_key(struct app *app, int timeout_ms, const int fds[N_FDS], bool ready[N_FDS]); /* fd < 0: none */
unsigned input_handle(struct app *app, uint32_t key);
enum keyboard input_keyboard(const struct app *app); /* the layout asked for, or that of the article's language */

/* searches.c: what was searched for, from one run to the next */
void search_open(struct app *app, uint32_t sign); /* the prompt */
void search_label(struct app *app);               /* it shows the level where that is not the usual one */
void search_remember(struct app *app);            /* the line that was accepted */

/* mouse.c: a click or the wheel, at the cell that the terminal tells */
unsigned mouse_key(struct app *app, uint32_t key);

/* places.c: marks and history, from one run to the next */
void places_keep_mark(struct app *app, uint32_t letter); /* that was just set */
void places_keep(struct app *app);                       /* the way that leads back */
void places_resume(struct app *app);

/* actions.c: what commands do in every view. */
unsigned action_run(struct app *app, const struct request *request);

/* desk.c: articles into the reading pane. */
struct article *desk_article(const struct app *app); /* the one that is shown, or NULL */
void desk_show(struct app *app, struct shelf_ref ref);
unsigned desk_open(struct app *app, struct shelf_ref ref);     /* show, focus, mark as read, remember in the history */
unsigned desk_step(struct app *app, bool back, bool unread, int count);
struct pos desk_place(const struct app *app);
struct pos desk_visited(const struct app *app);                /* the same of the article that was read last; or none */
unsigned desk_go(struct app *app, struct pos place);           /* to a place, without touching the history */
unsigned desk_jump(struct app *app, struct pos place);         /* the same, remembered */

/* cmdline.c */
unsigned cmdline_run(struct app *app, struct str given);
bool cmdline_takes_text(struct str line); /* what is typed next is words of the reader's language */
void cmdline_complete(struct app *app); /* complete.c */
void complete_path(struct app *app, size_t from); /* complete-path.c: a file's name at the prompt, from that byte on */

/* status.c */
void status_draw(struct app *app);

/* copy.c */
unsigned copy_paragraph(struct app *app);
unsigned copy_article(struct app *app);
bool copy_add_paragraph(struct doc *doc, uint64_t *key, struct buf *out); /* and what parts it from the next one */
unsigned copy_text(struct app *app, struct str copied, enum text_id done);

/* browse.c */
unsigned browse(struct app *app); /* the address at hand, in the reader's browser */

/* info.c */
void info_line(const struct app *app, struct buf *out); /* what the line to the terminal has carried */

/* save.c */
unsigned save_begin(struct app *app); /* ask for a name */
unsigned save_to(struct app *app, struct str given);

/* list-search.c */
unsigned list_search(struct app *app, const struct search_request *request);
bool list_search_step(struct app *app, int64_t deadline_ms); /* true: it goes on */
int list_search_percent(const struct app *app);

/* quest.c: the library is asked while one types */
unsigned quest_begin(struct app *app, uint32_t sign); /* / all of the library, & the list at hand */
unsigned quest_typed(struct app *app);                /* the prompt holds another text */
unsigned quest_work(struct app *app);                 /* answer it, unless a key comes */
bool quest_is_rough(struct app *app);                 /* there may be more in the list */
unsigned quest_refine(struct app *app);
unsigned quest_end(struct app *app, bool kept);       /* the prompt was closed */
unsigned quest_go_back(struct app *app);              /* to the list that was left; 0: there is none */
unsigned quest_level(struct app *app);                /* the level has become another one */
unsigned quest_ask(struct app *app, struct str query); /* what was typed elsewhere, at once */
unsigned quest_visit(struct app *app, struct str query); /* a list that is left by going back to the one before */
void quest_listed(struct app *app);                   /* the list is another one */
void quest_forget(struct app *app);                   /* there is nothing to go back to */
void quest_mark(struct app *app);                  /* what was looked for, in the article that is shown */
void quest_note(const struct app *app, struct buf *out); /* what came of what is typed */
bool quest_finds(struct app *app);                    /* the list was found by its words */
void quest_done(struct app *app);

/* list-row.c: rows of the list, seen and said */
int list_height(const struct app *app); /* lines of a row */
void list_draw_rows(struct app *app, const struct area *area); /* from the top one on */
void list_say_row(struct app *app, struct shelf_ref ref, struct buf *out);

/* lists.c: which articles, of a library */
void lists_choose(struct app *app, const struct selection *selection, const char *name); /* another list */
void lists_select(struct app *app, const struct selection *selection); /* more or less, or another order, of this one */
/* Either of them (name NULL: the latter), in pauses if it takes long. */
void lists_arrange(struct app *app, const struct selection *selection, const char *name);
unsigned lists_work_due(struct app *app); /* the list that waits for a pause is made, unless a key comes */
void lists_finish(struct app *app);       /* it waits no longer */
void lists_forget(struct app *app);       /* it is not wanted any more */
unsigned lists_query(struct app *app, struct str query, const char *name); /* the one of a query, as far as it is right */
bool lists_narrowed(struct app *app); /* the list is not that of all articles */
void lists_headline(struct app *app, struct buf *out); /* the list that is shown */
bool lists_next_unread(struct app *app, bool back); /* to the next feed's list that has unread articles */
bool lists_have_work(struct app *app); /* something saved is to be counted */
void lists_work(struct app *app);
void lists_load(struct app *app); /* lists-rows.c: the rows of the menu */
unsigned lists_action(struct app *app, const struct request *request);

/* sort.c */
void sort_name(const struct selection *selection, struct buf *out);

/* collection.c: what is done to a library */
unsigned collection_action(struct app *app, const struct request *request);
unsigned collection_ask(struct app *app, const struct command *command); /* the text that it takes */
void collection_collapse(struct app *app); /* as the options say; what is selected stays so */
unsigned collection_tie(struct app *app, int64_t a, int64_t b, enum tie tie); /* two articles are related, or are not */
unsigned collection_work(struct app *app);    /* marks of a whole list, while app->sweep is there */
void collection_finish(struct app *app);      /* they wait for no pause */
unsigned collection_take_in(struct app *app); /* what has changed in it, by whomever */
void collection_resume(struct app *app);
void collection_keep(struct app *app); /* what the next start resumes */
bool collection_there(struct app *app); /* else it is said that there is none */
void collection_watch(struct app *app);     /* its file, as it was opened */
bool collection_is_missed(struct app *app); /* and is not at its place any more: said once */
bool collection_writable(struct app *app, const struct command *command); /* likewise, for what changes it */

/* refresh.c */
unsigned refresh_action(struct app *app, const struct request *request);
int refresh_fd(const struct app *app); /* -1: nothing is being fetched */
unsigned refresh_take(struct app *app); /* the news that the descriptor tells of */
void refresh_progress(const struct app *app, char *out, size_t n); /* one line, or nothing */
void refresh_stop(struct app *app);
void refresh_start(struct app *app); /* what the configuration wants, once the first picture stands */
int refresh_left_ms(struct app *app); /* until the feeds are fetched by themselves; -1: never */
unsigned refresh_by_itself(struct app *app);

/* feeds.c: the feed at hand */
int64_t feeds_at_hand(struct app *app); /* of the row in the menu of lists, or of the list; 0: none */
unsigned feeds_action(struct app *app, const struct request *request);

/* walk.c: from keyword to keyword */
unsigned walk_begin(struct app *app, bool back);
unsigned walk_step(struct app *app, int64_t deadline_ms); /* goes on where one is under way */
void walk_where(const struct app *app, struct position *position);
void walk_done(struct walk *walk);

/* terms.c: the key terms of the article that is shown, if they are wanted */
void terms_update(struct app *app);

/* news.c: what is new in the article that is shown, if that is wanted */
void news_update(struct app *app);
unsigned news_toggle(struct app *app);

/* panel.c: the keywords as a list */
unsigned panel_count(struct app *app, int64_t deadline_ms); /* in pauses, while there are some to count */
bool panel_has_work(const struct app *app);
void panel_done(struct panel *panel);

/* samples.c */
bool samples_offered(struct app *app); /* the library is empty, and they are there */
unsigned samples_read(struct app *app);

/* related.c: the related stories as a list */
bool related_has_work(const struct app *app); /* they are to be found, in a pause */
unsigned related_work(struct app *app);

/* chain.c: from story to story */
void chain_take(struct app *app, const struct kin *kin); /* those of an article, in the order of the options */
unsigned chain_step(struct app *app, bool back);
bool chain_beside(const struct app *app, bool back, int64_t *id); /* the story after or before the one that is shown */
void chain_where(const struct app *app, struct position *position);

/* sheet.c: help and info are pages of the program's own. */
void sheet_draw(struct app *app, struct area area);
void sheet_say(struct app *app, struct buf *out);
unsigned sheet_command(struct app *app, const struct request *request);
unsigned sheet_search(struct app *app, const struct search_request *request);
void sheet_position(struct app *app, struct position *position);
void sheet_close(struct app *app);
unsigned pager_command(struct app *app, struct pager *pager, const struct request *request);
unsigned pager_answer(struct app *app, struct pager *pager, const struct search_request *request);
void pager_where(struct pager *pager, struct position *position);
void pager_report(struct app *app, struct pager *pager); /* say what a search came to */

/* menu-view.c: links, related and marks are rows to choose from. */
void menu_draw(struct app *app, struct area area);
void menu_draw_by(struct app *app, struct area area, int lines, /* of each row, drawn by: */
                  void (*draw_one)(struct app *app, struct area area, size_t row));
void menu_say(struct app *app, struct buf *out);
unsigned menu_command(struct app *app, const struct request *request);
unsigned menu_search(struct app *app, const struct search_request *request);
void menu_position(struct app *app, struct position *position);
void menu_close(struct app *app);
unsigned menu_click(struct app *app, int row); /* row of the menu's area, from 0 */
unsigned menu_digit(struct app *app, int digit);

#endif
