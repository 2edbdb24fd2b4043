/* The article's own key terms: in a line below its headline, and marked in its text. */
#include "config.h"

#include "ui/state.h"

#include "library/keyterms.h"

enum { TERMS_MAX = 8, TEXT_B = 512 };

static void add_term(struct keywords *terms, struct str text)
{
	char word[TEXT_B];
	struct buf copy;
	buf_init(&copy, sizeof word);
	buf_add_str(&copy, text);
	const char *words[] = {"-stem", "--", buf_cstr(&copy)};
	if (!copy.full)
		keywords_add(terms, words, sizeof words / sizeof words[0], NULL, NULL);
	buf_done(&copy);
}

static void find_terms(struct app *app, struct article *article)
{
	struct key_term terms[TERMS_MAX];
	struct str texts[TERMS_MAX];
	struct arena *arena = arena_new();
	if (app->stems == NULL)
		app->stems = stems_new();
	int n = library_key_terms(shelf_library(app->shelf), article, app->stems, arena, terms, TERMS_MAX);
	for (int i = 0; i < n; i++) {
		texts[i] = terms[i].text;
		add_term(&app->marking.terms, terms[i].text);
	}
	doc_set_terms(&app->reader.doc, str_of(text(TEXT_KEY_TERMS)), texts, (size_t)n);
	arena_free(arena);
}

/* After another article, or another wish. Of a long one the terms would take long. */
void terms_update(struct app *app)
{
	struct doc *doc = &app->reader.doc;
	struct article *article = doc->article;
	bool wanted = app->marking.terms_shown && article != NULL && !article_is_verbatim(article) && !doc_is_large(doc);
	int64_t id = wanted ? app->shown.id : 0;
	if (app->terms_of == id)
		return;
	app->terms_of = id;
	keywords_done(&app->marking.terms);
	keywords_init(&app->marking.terms);
	doc_set_terms(doc, (struct str){0}, NULL, 0);
	if (wanted)
		find_terms(app, article);
	flow_reset(&app->reader.flow);
	/* Where the line stood that is gone, the body begins. */
	if (app->reader.top.key < DOC_BODY && !app->reader.empty)
		pager_to_first(&app->reader);
}
