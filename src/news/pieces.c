#include "config.h"

#include "news/pieces.h"

#include "news/ends.h"

enum {
	CUT_B = 8192,      /* a line is cut at multiples of this */
	CUT_SPACE_B = 512, /* a space so far before is preferred */
	MAX_PIECE_B = 2 * CUT_B,
	END_B = 3 /* the longest line end: LS and PS in UTF-8 */
};

void pieces_init(struct pieces *pieces, int fd, uint64_t size_b)
{
	*pieces = (struct pieces){.utf8 = true};
	window_init(&pieces->window, fd, size_b);
}

void pieces_done(struct pieces *pieces)
{
	window_done(&pieces->window);
}

/*
 * The last line start in (after, upto], or `after` when there is none. A line
 * starts after a line end, also after one at the very end of the file.
 */
static uint64_t last_line_start(struct pieces *pieces, uint64_t after, uint64_t upto)
{
	uint64_t from = after >= END_B ? after - (END_B - 1) : 0;
	struct str s = window_bytes(&pieces->window, from, upto + 1);
	if (s.n <= after - from)
		return after;
	size_t limit = (s.n < upto - from ? s.n : (size_t)(upto - from)) + 1;
	return from + line_end_last(s, (size_t)(after - from), limit, pieces->utf8);
}

/* The first line start in (after, upto], or 0. */
static uint64_t first_line_start(struct pieces *pieces, uint64_t after, uint64_t upto)
{
	uint64_t from = after >= END_B ? after - (END_B - 1) : 0;
	struct str s = window_bytes(&pieces->window, from, upto + 1);
	if (s.n <= after - from)
		return 0;
	size_t limit = (s.n < upto - from ? s.n : (size_t)(upto - from)) + 1;
	size_t i = line_end_first(s, (size_t)(after - from), limit, pieces->utf8);
	return i < limit ? from + i : 0;
}

/* Where the line that fills (m - CUT_B, m] is cut, or 0 when a line ends there. */
static uint64_t cut_at(struct pieces *pieces, uint64_t m)
{
	if (m < CUT_B || m + 1 >= pieces->window.size_b)
		return 0;
	if (first_line_start(pieces, m - CUT_B, m + 1) > 0)
		return 0;
	uint64_t from = m - CUT_SPACE_B;
	struct str s = window_bytes(&pieces->window, from, m + 1);
	if (s.n < CUT_SPACE_B + 1)
		return 0;
	for (size_t i = CUT_SPACE_B; i > 0; i--)
		if (s.p[i - 1] == ' ')
			return from + i;
	size_t i = CUT_SPACE_B;
	for (int back = 0; back < 3 && pieces->utf8 && ((unsigned char)s.p[i] & 0xC0) == 0x80; back++)
		i--;
	return from + i;
}

static bool last_is_known(const struct pieces *pieces)
{
	return pieces->last.known && pieces->last.size_b == pieces->window.size_b;
}

bool pieces_starts_line(struct pieces *pieces, uint64_t key)
{
	if (last_is_known(pieces) && key == pieces->last.key)
		return pieces->last.starts_line;
	if (last_is_known(pieces) && key == pieces->last.end)
		return pieces->last.ends_line;
	uint64_t from = key > END_B ? key - END_B : 0;
	struct str s = window_bytes(&pieces->window, from, key + 1);
	return key == 0 || (s.n >= key - from && line_end_before(s, (size_t)(key - from), pieces->utf8) > 0);
}

struct piece pieces_at(struct pieces *pieces, uint64_t key)
{
	if (last_is_known(pieces) && key == pieces->last.key)
		return pieces->last;
	struct piece piece = {.known = true, .key = key, .starts_line = pieces_starts_line(pieces, key)};
	uint64_t line = first_line_start(pieces, key, key + MAX_PIECE_B);
	uint64_t limit = line > 0 ? line : key + MAX_PIECE_B;
	piece.end = line;
	piece.ends_line = line > 0;
	for (uint64_t m = (key / CUT_B + 1) * CUT_B; m < limit; m += CUT_B) {
		uint64_t cut = cut_at(pieces, m);
		if (cut > key && cut < limit) {
			piece.end = cut;
			piece.ends_line = false;
			break;
		}
	}
	piece.size_b = pieces->window.size_b;
	if (piece.end == 0 || piece.end >= piece.size_b) {
		piece.end = piece.size_b;
		piece.ends_line = true;
	}
	pieces->last = piece;
	return piece;
}

bool pieces_next(struct pieces *pieces, uint64_t *key)
{
	if (*key >= pieces->window.size_b)
		return false;
	struct piece piece = pieces_at(pieces, *key);
	if (piece.end >= pieces->window.size_b)
		return false;
	*key = piece.end;
	return true;
}

bool pieces_prev(struct pieces *pieces, uint64_t *key)
{
	uint64_t at = *key < pieces->window.size_b ? *key : pieces->window.size_b;
	if (at == 0)
		return false;
	uint64_t lowest = at > MAX_PIECE_B ? at - MAX_PIECE_B : 0;
	uint64_t start = at - 1 > lowest ? last_line_start(pieces, lowest, at - 1) : lowest;
	/* A cut lies up to CUT_SPACE_B before its multiple. */
	for (uint64_t m = (at + CUT_SPACE_B) / CUT_B * CUT_B; m > start; m -= CUT_B) {
		uint64_t cut = cut_at(pieces, m);
		if (cut < at && cut > start) {
			start = cut;
			break;
		}
	}
	bool known = last_is_known(pieces) && (at == pieces->last.key || at == pieces->last.end);
	if (known || at == pieces->window.size_b) {
		bool ends_line = at == pieces->window.size_b || pieces_starts_line(pieces, at);
		bool starts_line = pieces_starts_line(pieces, start);
		pieces->last = (struct piece){true, start, at, pieces->window.size_b, starts_line, ends_line};
	}
	*key = start;
	return true;
}
