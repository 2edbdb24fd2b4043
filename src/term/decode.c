#include "config.h"

#include "term/decode.h"

#include "term/key.h"
#include "term/keyseq.h"
#include "text/utf8.h"

#include <string.h>

enum {
	ESC = 0x1B,
	BEL = 0x07,
	CAN = 0x18,
	SUB = 0x1A,
	/* A sequence that has begun is waited for this long: a person does not type one. */
	SEQUENCE_MS = 1000,
	/* Answers are expected for this long after the question. */
	REPLIES_MS = 5000
};

void decoder_init(struct decoder *decoder, int escape_ms)
{
	memset(decoder, 0, sizeof *decoder);
	decoder->escape_ms = escape_ms;
	decoder->asked_ms = -1;
	replies_init(&decoder->replies);
	decoder->passed_ms = -1;
	replies_init(&decoder->passed);
}

void decoder_learn(struct decoder *decoder, const char *sequence, uint32_t key)
{
	size_t n = sequence != NULL ? strlen(sequence) : 0;
	if (n < 2 || sequence[0] != ESC || n > sizeof decoder->extra[0].sequence ||
	    decoder->n_extra == DECODER_EXTRA)
		return;
	memcpy(decoder->extra[decoder->n_extra].sequence, sequence + 1, n);
	decoder->extra[decoder->n_extra++].key = key;
}

void decoder_expect_replies(struct decoder *decoder, int64_t now_ms)
{
	decoder->asked_ms = now_ms;
	decoder->n_heard = 0;
	replies_init(&decoder->replies);
}

void decoder_expect_passed(struct decoder *decoder, int64_t now_ms)
{
	decoder->passed_ms = now_ms;
	replies_init(&decoder->passed);
}

/* The terminal was asked not long ago: answers may come after the last one that was waited for, too. */
static bool answers_may_come(const struct decoder *d)
{
	return d->asked_ms >= 0 && d->last_ms - d->asked_ms <= REPLIES_MS;
}

static bool expects_replies(const struct decoder *d)
{
	return answers_may_come(d) && !d->replies.fence;
}

static void push(struct decoder *d, uint32_t key)
{
	keyqueue_add(&d->queue, key);
}

uint32_t decoder_next(struct decoder *decoder)
{
	return keyqueue_take(&decoder->queue);
}

struct str decoder_paste(struct decoder *decoder)
{
	struct str pasted = {decoder->paste, decoder->n_paste};
	decoder->n_paste = 0;
	return pasted;
}

static void enter(struct decoder *d, enum decoder_state state)
{
	d->state = state;
	d->n = 0;
	d->overlong = false;
}

static void ground(struct decoder *d)
{
	enter(d, DECODE_GROUND);
	d->alt = 0;
}

static void keep(struct decoder *d, char c)
{
	if (d->n < DECODER_SEQUENCE)
		d->sequence[d->n++] = c;
	else
		d->overlong = true;
}

static struct str kept(const struct decoder *d)
{
	return (struct str){d->sequence, d->n};
}

/* The key that this terminal's description gives to ESC, introducer (0: none), what was kept. */
static uint32_t learnt_key(const struct decoder *d, char introducer)
{
	size_t skip = introducer != '\0' ? 1 : 0;
	for (size_t i = 0; i < d->n_extra; i++) {
		const char *s = d->extra[i].sequence;
		if ((skip == 1 && s[0] != introducer) || strlen(s + skip) != d->n)
			continue;
		if (memcmp(s + skip, d->sequence, d->n) == 0)
			return d->extra[i].key;
	}
	return KEY_NONE;
}

/* Keep an answer as it came. */
static void hear(struct decoder *d, const char *head, const char *tail)
{
	size_t n_head = strlen(head), n_tail = strlen(tail);
	if (n_head + d->n + n_tail > DECODER_HEARD - d->n_heard)
		return;
	char *at = d->heard + d->n_heard;
	memcpy(at, head, n_head);
	memcpy(at + n_head, d->sequence, d->n);
	memcpy(at + n_head + d->n, tail, n_tail);
	d->n_heard += n_head + d->n + n_tail;
}

static bool is_reply(struct decoder *d)
{
	bool expects_passed = d->passed_ms >= 0 && d->last_ms - d->passed_ms <= REPLIES_MS;
	if (expects_passed && str_starts(kept(d), STR("8;")) && replies_csi(&d->passed, kept(d)))
		return true;
	if (!expects_replies(d))
		return false;
	return replies_csi(&d->replies, kept(d)) || (d->asked_places && replies_place(&d->replies, kept(d)));
}

static bool take_reply(struct decoder *d)
{
	if (!is_reply(d))
		return false;
	hear(d, "\033[", "");
	return true;
}

static void end_csi(struct decoder *d)
{
	if (d->overlong || take_reply(d)) {
		ground(d);
		return;
	}
	if (str_eq(kept(d), STR("200~"))) {
		enter(d, DECODE_PASTE);
		d->alt = 0;
		d->end_matched = 0;
		return;
	}
	int row, col;
	uint32_t key = keyseq_mouse(kept(d), &row, &col);
	if (key != KEY_NONE) {
		if (d->mouse)
			keyqueue_add_mouse(&d->queue, key, row, col);
		ground(d);
		return;
	}
	key = learnt_key(d, '[');
	if (key == KEY_NONE)
		key = keyseq_csi(kept(d));
	if (key != KEY_NONE)
		push(d, key | d->alt);
	bool mouse = d->n == 1 && d->sequence[0] == 'M';
	ground(d);
	if (mouse)
		enter(d, DECODE_MOUSE);
}

static void end_string(struct decoder *d)
{
	if (d->introducer == 'P' && expects_replies(d) && replies_dcs(&d->replies, kept(d)))
		hear(d, "\033P", "\033\\");
	ground(d);
}

static uint32_t plain_key(const struct decoder *d, unsigned char c)
{
	return c != 0 && c == d->erase ? 127 : c;
}

static void begin_utf8(struct decoder *d, unsigned char c)
{
	if (c < 0xC2 || c > 0xF4) {
		ground(d); /* never begins a character */
		return;
	}
	enter(d, DECODE_UTF8);
	keep(d, (char)c);
}

static void take_ground(struct decoder *d, unsigned char c)
{
	if (d->tail_possible) {
		d->tail_possible = false;
		if (answers_may_come(d) && (c == '[' || c == 'P')) {
			d->introducer = (char)c;
			enter(d, DECODE_TAIL);
			return;
		}
	}
	if (c == ESC) {
		enter(d, DECODE_ESCAPE);
	} else if (c >= 0x80) {
		begin_utf8(d, c);
	} else {
		push(d, plain_key(d, c));
	}
}

static bool is_control_string(unsigned char c)
{
	return c == 'P' || c == ']' || c == '_' || c == '^' || c == 'X';
}

static void take_escape(struct decoder *d, unsigned char c)
{
	if (c == ESC) {
		/* ESC ESC [ A is an arrow with Alt; ESC ESC ESC … is held down Escape. */
		if (d->alt != 0)
			push(d, ESC);
		d->alt = KEY_ALT;
	} else if (c == '[') {
		enter(d, DECODE_CSI);
	} else if (c == 'O') {
		enter(d, DECODE_SS3);
	} else if (is_control_string(c)) {
		d->introducer = (char)c;
		enter(d, DECODE_STRING);
	} else if (c >= 0x80) {
		d->alt = KEY_ALT;
		begin_utf8(d, c);
	} else if (c == '\\' && answers_may_come(d)) {
		ground(d); /* the end of an answer that was broken off */
	} else {
		keep(d, (char)c);
		uint32_t key = learnt_key(d, '\0');
		if (key == KEY_NONE && c != 0)
			key = plain_key(d, c) | KEY_ALT;
		push(d, key);
		ground(d);
	}
}

/* True when c was part of the sequence; false when it broke it off and is to be taken anew. */
static bool take_csi(struct decoder *d, unsigned char c)
{
	if (c < 0x20 || c >= 0x7F) {
		ground(d);
		return c == CAN || c == SUB || c >= 0x7F;
	}
	keep(d, (char)c);
	bool console = d->n == 1 && c == '[';
	bool rxvt_shift = c == '$' && d->n >= 2 && d->sequence[0] <= '9' && !d->overlong &&
	                  memchr(d->sequence, ';', d->n) == NULL;
	if ((c >= 0x40 && !console) || rxvt_shift)
		end_csi(d);
	return true;
}

static bool take_ss3(struct decoder *d, unsigned char c)
{
	if (c >= '0' && c <= '9')
		return true; /* ESC O 5 A: modifiers of old terminals */
	if (c <= 0x20 || c >= 0x7F) {
		ground(d);
		return false;
	}
	keep(d, (char)c);
	uint32_t key = learnt_key(d, 'O');
	if (key == KEY_NONE)
		key = keyseq_ss3((char)c);
	if (key != KEY_NONE)
		push(d, key | d->alt);
	ground(d);
	return true;
}

static bool take_string(struct decoder *d, unsigned char c)
{
	if (d->state == DECODE_STRING_ESC) {
		if (c == '\\') {
			end_string(d);
			return true;
		}
		ground(d);
		enter(d, DECODE_ESCAPE);
		return false;
	}
	if (c == BEL)
		end_string(d);
	else if (c == CAN || c == SUB)
		ground(d);
	else if (c == ESC)
		d->state = DECODE_STRING_ESC;
	else
		keep(d, (char)c);
	return true;
}

static bool take_utf8(struct decoder *d, unsigned char c)
{
	if ((c & 0xC0) != 0x80) {
		ground(d); /* cut short: the key is lost, the byte is not */
		return false;
	}
	keep(d, (char)c);
	unsigned char lead = (unsigned char)d->sequence[0];
	size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
	if (d->n >= need) {
		uint32_t cp;
		size_t taken = utf8_decode(d->sequence, d->n, &cp);
		if (taken == d->n && cp >= 0xA0)
			push(d, cp | d->alt);
		ground(d);
	}
	return true;
}

static void keep_pasted(struct decoder *d, char c)
{
	if (d->n_paste < DECODER_PASTE)
		d->paste[d->n_paste++] = c;
}

static void end_paste(struct decoder *d)
{
	push(d, K_PASTE);
	ground(d);
}

/* Everything is text up to CSI 201 ~. */
static void take_paste(struct decoder *d, char c)
{
	static const char end[] = "\033[201~";
	if (c == end[d->end_matched]) {
		if (++d->end_matched == sizeof end - 1)
			end_paste(d);
		return;
	}
	for (size_t i = 0; i < d->end_matched; i++)
		keep_pasted(d, end[i]);
	d->end_matched = c == ESC ? 1 : 0;
	if (c != ESC)
		keep_pasted(d, c);
}

/* "[" or "P" came right after an Escape: an answer, or typed. */
static bool take_tail(struct decoder *d, unsigned char c)
{
	char introducer = d->introducer;
	bool csi = introducer == '[' && (c == '?' || c == '>' || c == '8');
	bool dcs = introducer == 'P' && (c == '>' || c == '!');
	enter(d, csi ? DECODE_CSI : dcs ? DECODE_STRING : DECODE_GROUND);
	if (csi || dcs) {
		keep(d, (char)c);
		return true;
	}
	push(d, (unsigned char)introducer);
	return false;
}

/* True when c has been used. */
static bool take(struct decoder *d, unsigned char c)
{
	switch (d->state) {
	case DECODE_GROUND:
		take_ground(d, c);
		return true;
	case DECODE_UTF8:
		return take_utf8(d, c);
	case DECODE_ESCAPE:
		take_escape(d, c);
		return true;
	case DECODE_CSI:
		if (c == ESC) {
			ground(d);
			return false;
		}
		return take_csi(d, c);
	case DECODE_SS3:
		return take_ss3(d, c);
	case DECODE_STRING:
	case DECODE_STRING_ESC:
		return take_string(d, c);
	case DECODE_MOUSE:
		keep(d, (char)c);
		if (d->n == 3)
			ground(d);
		return true;
	case DECODE_PASTE:
		take_paste(d, (char)c);
		return true;
	case DECODE_TAIL:
		return take_tail(d, c);
	}
	return true;
}

/* How long the present state may last without a byte; -1: for ever. */
static int patience_ms(const struct decoder *d)
{
	switch (d->state) {
	case DECODE_GROUND:
		return -1;
	case DECODE_ESCAPE:
	case DECODE_SS3:
	case DECODE_TAIL:
		return d->escape_ms;
	case DECODE_CSI:
	case DECODE_STRING:
		/* ESC [ and ESC P alone are Alt with a letter, unless an answer is due. */
		return d->n == 0 && !answers_may_come(d) ? d->escape_ms : SEQUENCE_MS;
	case DECODE_PASTE:
		/* What is left of a paste given up too early would be keys; a keyboard must not be lost for ever. */
		return DECODER_PATIENCE_MS;
	default:
		return SEQUENCE_MS;
	}
}

void decoder_feed(struct decoder *decoder, const char *p, size_t n, int64_t now_ms)
{
	decoder->last_ms = now_ms;
	for (size_t i = 0; i < n; i++) {
		while (!take(decoder, (unsigned char)p[i]))
			;
	}
}

void decoder_tick(struct decoder *d, int64_t now_ms)
{
	int patience = patience_ms(d);
	if (patience < 0 || now_ms - d->last_ms < patience)
		return;
	enum decoder_state state = d->state;
	if (state == DECODE_PASTE) {
		end_paste(d);
		return;
	}
	uint32_t alt = d->alt;
	bool empty = d->n == 0;
	char introducer = d->introducer;
	ground(d);
	if (state == DECODE_ESCAPE) {
		push(d, ESC | alt);
		d->tail_possible = answers_may_come(d);
	} else if (state == DECODE_CSI && empty) {
		push(d, '[' | KEY_ALT);
	} else if (state == DECODE_SS3) {
		push(d, 'O' | KEY_ALT);
	} else if (state == DECODE_STRING && empty) {
		push(d, (uint32_t)introducer | KEY_ALT);
	} else if (state == DECODE_TAIL) {
		push(d, (uint32_t)introducer);
	}
}

int decoder_wait_ms(const struct decoder *d, int64_t now_ms)
{
	int patience = patience_ms(d);
	if (patience < 0)
		return -1;
	int64_t left = d->last_ms + patience - now_ms;
	return left > 0 ? (int)left : 0;
}
