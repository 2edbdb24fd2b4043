#include "config.h"

#include "term/linear.h"

#include "text/prop.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>

enum { ZWNJ = 0x200C, ZWJ = 0x200D, LEAST_COLS = 4 };

void linear_init(struct linear *linear, bool ansi)
{
	*linear = (struct linear){.ansi = ansi};
	buf_init(&linear->out, BUF_NO_MAX);
	buf_init(&linear->line, BUF_NO_MAX);
	buf_init(&linear->wanted, BUF_NO_MAX);
}

void linear_done(struct linear *linear)
{
	buf_done(&linear->out);
	buf_done(&linear->line);
	buf_done(&linear->wanted);
}

/* What may be sent for a code point; 0: nothing. */
static uint32_t harmless(uint32_t cp)
{
	uint32_t prop = prop_of(cp);
	if (cp < ' ')
		return cp == '\t' || cp == '\n' || cp == '\r' ? ' ' : 0;
	if ((cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029)
		return cp < 0xA0 ? 0 : ' ';
	if (cp == ZWNJ || cp == ZWJ)
		return cp;
	if ((prop & PROP_INVISIBLE) != 0)
		return 0;
	return (prop & PROP_UNPRINTABLE) != 0 ? 0xFFFD : cp;
}

static void add_text(struct buf *out, struct str text)
{
	while (text.n > 0) {
		uint32_t cp;
		text = str_sub(text, utf8_decode(text.p, text.n, &cp), text.n);
		cp = harmless(cp);
		if (cp != 0)
			utf8_add(out, cp);
	}
}

static int cols_of(struct str text)
{
	int cols = 0;
	while (text.n > 0) {
		uint32_t cp;
		text = str_sub(text, utf8_decode(text.p, text.n, &cp), text.n);
		cols += (int)prop_width(prop_of(cp));
	}
	return cols;
}

/* Without its first code points, as many as take it to cols columns; or, with tail, without its last. */
static struct str cut(struct str text, int cols, bool tail)
{
	int have = cols_of(text);
	size_t end = text.n;
	while (have > cols && end > 0) {
		uint32_t cp;
		size_t n = 1;
		while (tail && n < end && ((unsigned char)text.p[end - n] & 0xC0) == 0x80)
			n++;
		size_t taken = utf8_decode(tail ? text.p + end - n : text.p, tail ? n : text.n, &cp);
		have -= (int)prop_width(prop_of(cp));
		text = tail ? text : str_sub(text, taken, text.n);
		end = tail ? end - n : text.n;
	}
	return str_sub(text, 0, end);
}

void linear_end(struct linear *linear)
{
	if (linear->open)
		buf_add_str(&linear->out, STR("\r\n"));
	linear->open = false;
	buf_clear(&linear->line);
	linear->caret_b = 0;
}

void linear_line(struct linear *linear, struct str text)
{
	linear_end(linear);
	add_text(&linear->out, text);
	buf_add_str(&linear->out, STR("\r\n"));
}

/* The line as it is to be, in `wanted`; returns the bytes before the cursor. */
static size_t compose(struct linear *linear, struct str before, struct str after, int cols)
{
	struct buf *wanted = &linear->wanted;
	int room = (cols > LEAST_COLS ? cols : LEAST_COLS) - 1;
	buf_clear(wanted);
	add_text(wanted, before);
	int most = cols_of(buf_str(wanted));
	most = most < room - room / 4 ? most : room - room / 4;
	buf_clear(wanted);
	add_text(wanted, after);
	struct str rest = cut(buf_str(wanted), room - most, true);
	size_t n_rest = rest.n;
	int room_before = room - cols_of(rest);
	buf_clear(wanted);
	add_text(wanted, before);
	struct str kept = cut(buf_str(wanted), room_before, false);
	if (kept.n > 0)
		memmove(wanted->p, kept.p, kept.n);
	wanted->n = kept.n;
	size_t caret_b = wanted->n;
	add_text(wanted, after);
	if (wanted->n > caret_b + n_rest)
		wanted->n = caret_b + n_rest;
	return caret_b;
}

/* Nothing that was there is to be seen any more; the cursor stands at the left edge. */
static void erase(struct linear *linear)
{
	buf_add_char(&linear->out, '\r');
	if (linear->ansi) {
		buf_add_str(&linear->out, STR("\033[K"));
		return;
	}
	buf_add_repeat(&linear->out, ' ', (size_t)cols_of(buf_str(&linear->line)));
	buf_add_char(&linear->out, '\r');
}

/* One column less at the end, as a terminal echoes BackSpace. */
static bool is_backspace(struct str had, struct str wanted)
{
	struct str gone = str_sub(had, wanted.n, had.n);
	uint32_t cp;
	return had.n > wanted.n && str_starts(had, wanted) && utf8_decode(gone.p, gone.n, &cp) == gone.n &&
	       prop_width(prop_of(cp)) == 1;
}

void linear_prompt(struct linear *linear, struct str before, struct str after, int cols)
{
	size_t caret_b = compose(linear, before, after, cols);
	struct str wanted = buf_str(&linear->wanted);
	struct str had = buf_str(&linear->line);
	bool at_end = caret_b == wanted.n && linear->caret_b == had.n;
	bool same = linear->open && caret_b == linear->caret_b && str_eq(had, wanted);
	if (at_end && str_starts(wanted, had)) {
		buf_add_str(&linear->out, str_sub(wanted, had.n, wanted.n));
	} else if (at_end && is_backspace(had, wanted)) {
		buf_add_str(&linear->out, linear->ansi ? STR("\b\033[K") : STR("\b \b"));
	} else if (!same) {
		erase(linear);
		buf_add_str(&linear->out, wanted);
		if (caret_b < wanted.n) {
			buf_add_char(&linear->out, '\r');
			buf_add_str(&linear->out, str_sub(wanted, 0, caret_b));
		}
	}
	buf_clear(&linear->line);
	buf_add_str(&linear->line, wanted);
	linear->caret_b = caret_b;
	linear->open = true;
}
