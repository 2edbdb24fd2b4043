#include "config.h"

#include "term/replies.h"

#include <string.h>

void replies_init(struct replies *replies)
{
	*replies = (struct replies){
		.da1 = -1, .da2 = {-1, -1, -1}, .mode_8 = -1, .mode_2026 = -1, .behind = -1};
}

/* Numbers separated by ';' at the front of s into out (max of them, absent ones -1); returns the rest. */
static struct str take_numbers(struct str s, int *out, size_t max)
{
	for (size_t i = 0; i < max; i++)
		out[i] = -1;
	size_t at = 0;
	size_t i = 0;
	for (; at < s.n; at++) {
		char c = s.p[at];
		if (c == ';') {
			i++;
		} else if (c < '0' || c > '9') {
			break;
		} else if (i < max) {
			int n = (out[i] < 0 ? 0 : out[i]) * 10 + (c - '0');
			out[i] = n > REPLY_NUMBER_MAX ? REPLY_NUMBER_MAX : n;
		}
	}
	return str_sub(s, at, s.n);
}

/* DECRPM: mode ; value $ y, with a leading '?' for the private modes. */
static bool take_mode(struct replies *replies, struct str s)
{
	bool private = s.p[0] == '?';
	int n[2];
	struct str rest = take_numbers(str_sub(s, private ? 1 : 0, s.n), n, 2);
	if (!str_eq(rest, STR("$y")) || n[1] < 0)
		return false;
	if (!private && n[0] == 8)
		replies->mode_8 = n[1];
	else if (private && n[0] == 2026)
		replies->mode_2026 = n[1];
	else
		return false;
	return true;
}

static bool take_attributes(struct replies *replies, struct str s)
{
	int n[3];
	struct str rest = take_numbers(str_sub(s, 1, s.n), n, 3);
	if (!str_eq(rest, STR("c")))
		return false;
	if (s.p[0] == '?') {
		replies->da1 = n[0];
		replies->fence = true;
	} else {
		memcpy(replies->da2, n, sizeof n);
	}
	return true;
}

bool replies_csi(struct replies *replies, struct str sequence)
{
	bool answer = false;
	if (sequence.n > 1) {
		answer = take_mode(replies, sequence);
		if (!answer && (sequence.p[0] == '?' || sequence.p[0] == '>'))
			answer = take_attributes(replies, sequence);
	}
	replies->any |= answer;
	return answer;
}

bool replies_place(struct replies *replies, struct str sequence)
{
	int n[2];
	if (!str_eq(take_numbers(sequence, n, 2), STR("R")) || n[0] < 1 || n[1] < 1 || replies->n_columns == REPLY_PLACES)
		return false;
	replies->columns[replies->n_columns++] = n[1];
	return true;
}

bool replies_dcs(struct replies *replies, struct str sequence)
{
	struct str text = str_sub(sequence, 2, sequence.n);
	if (str_starts(sequence, STR(">|")))
		str_copy_printable(text, replies->xtversion, sizeof replies->xtversion);
	else if (str_starts(sequence, STR("!|")))
		str_copy_printable(text, replies->da3, sizeof replies->da3);
	else
		return false;
	replies->any = true;
	return true;
}
