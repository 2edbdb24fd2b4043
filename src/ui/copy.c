#include "config.h"

#include "ui/state.h"

#include "text/utf8.h"

enum { COPY_MAX_B = 4 << 20 };

unsigned copy_text(struct app *app, struct str copied, enum text_id done)
{
	bool ok = terminal_copy(app->terminal, copied);
	app_say(app, "%s", text(ok ? done : TEXT_COPY_TOO_LONG));
	return DRAWN;
}

/* Plain text: what orders it here (embeddings, isolates) would order what it is pasted into. */
static void add_plain(struct buf *out, struct str given)
{
	while (given.n > 0) {
		uint32_t cp;
		size_t n = utf8_decode(given.p, given.n, &cp);
		if (!(cp >= 0x202A && cp <= 0x202E) && !(cp >= 0x2066 && cp <= 0x2069))
			buf_add_str(out, str_sub(given, 0, n));
		given = str_sub(given, n, given.n);
	}
}

/* A paragraph and the pieces in which it goes on. */
static bool add_paragraph(struct doc *doc, uint64_t *key, struct buf *out)
{
	for (;;) {
		struct doc_paragraph p = doc_paragraph(doc, *key);
		add_plain(out, p.text);
		bool more = doc_next(doc, key);
		if (!more || !p.continues)
			return more;
	}
}

bool copy_add_paragraph(struct doc *doc, uint64_t *key, struct buf *out)
{
	bool more = add_paragraph(doc, key, out);
	buf_add_char(out, '\n');
	if (more && doc_gap_before(doc, *key))
		buf_add_char(out, '\n');
	return more;
}

unsigned copy_paragraph(struct app *app)
{
	uint64_t key;
	struct buf out;
	if (!pager_current_key(&app->reader, &key))
		return DRAWN;
	buf_init(&out, COPY_MAX_B);
	add_paragraph(&app->reader.doc, &key, &out);
	unsigned flags = copy_text(app, buf_str(&out), TEXT_COPIED_PARAGRAPH);
	buf_done(&out);
	return flags;
}

unsigned copy_article(struct app *app)
{
	struct doc *doc = &app->reader.doc;
	uint64_t key;
	struct buf out;
	if (doc_is_large(doc)) {
		app_say(app, "%s", text(TEXT_COPY_LARGE));
		return DRAWN;
	}
	if (!doc_first(doc, &key))
		return DRAWN;
	buf_init(&out, COPY_MAX_B);
	while (copy_add_paragraph(doc, &key, &out))
		;
	unsigned flags = copy_text(app, buf_str(&out), TEXT_COPIED_ARTICLE);
	buf_done(&out);
	return flags;
}
