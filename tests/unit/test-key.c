#include "config.h"

#include "term/decode.h"
#include "term/key.h"

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

/* Names */

static void assert_inverse(uint32_t key)
{
	char name[16];
	assert_int_equal(key_from_name(key_name(key, name)), key);
}

static void names_are_inverse(void **state)
{
	(void)state;
	for (uint32_t key = 1; key < KEY_NAMED; key++) {
		if (key >= 0xD800 && key <= 0xDFFF)
			continue;
		assert_inverse(key);
		assert_inverse(key | KEY_ALT);
	}
	for (uint32_t key = K_UP; key <= K_EOF; key++) {
		assert_inverse(key);
		assert_inverse(key | KEY_ALT);
	}
}

static void names_are_those_of_the_manual(void **state)
{
	(void)state;
	static const struct {
		uint32_t key;
		const char *name;
	} want[] = {
		{'j', "j"}, {' ', "Space"}, {6, "^F"}, {K_PGDN, "PgDn"}, {K_F1, "F1"}, {'x' | KEY_ALT, "M-x"},
		{0x62C, "ج"}, {27, "Escape"}, {13, "Enter"}, {9, "Tab"}, {127, "BackSpace"}, {28, "^\\"},
		{0x200C, "U+200C"}, {0x64E, "U+064E"}, {'-' | KEY_ALT, "M--"}, {K_BACKTAB, "BackTab"},
		{'^', "^"}, {KEY_NONE, "?"}, {127 | KEY_ALT, "M-BackSpace"},
	};
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		char name[16];
		assert_string_equal(key_name(want[i].key, name), want[i].name);
	}
}

static void names_have_variants(void **state)
{
	(void)state;
	assert_int_equal(key_from_name("C-f"), 6);
	assert_int_equal(key_from_name("^f"), 6);
	assert_int_equal(key_from_name("Ctrl-F"), 6);
	assert_int_equal(key_from_name("^I"), 9);
	assert_int_equal(key_from_name("^?"), 127);
	assert_int_equal(key_from_name("pagedown"), K_PGDN);
	assert_int_equal(key_from_name("esc"), 27);
	assert_int_equal(key_from_name("Alt-x"), 'x' | KEY_ALT);
	assert_int_equal(key_from_name("M-ج"), 0x62C | KEY_ALT);
	assert_int_equal(key_from_name("M-^F"), 6 | KEY_ALT);
	assert_int_equal(key_from_name("S-Tab"), K_BACKTAB);
	assert_int_equal(key_from_name("M"), 'M');
	assert_int_equal(key_from_name("u+62c"), 0x62C);
}

static void names_of_nothing(void **state)
{
	(void)state;
	static const char *const wrong[] = {"", "jj", "F13", "M-", "^FF", "C-", "C-ج", "U+", "U+110000",
	                                    "U+D800", "U+00000041", "\xff", "\xd8", "^@", "M-M-x", "Pg"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(key_from_name(wrong[i]), KEY_NONE);
}

/* Bytes */

static int64_t now;

static struct decoder fresh(void)
{
	struct decoder d;
	now = 1000;
	decoder_init(&d, 50);
	return d;
}

static void feed(struct decoder *d, const char *bytes)
{
	decoder_feed(d, bytes, strlen(bytes), now);
}

/* Time goes by and nothing comes. */
static void rest(struct decoder *d, int ms)
{
	now += ms;
	decoder_tick(d, now);
}

/* All keys as names, with blanks between. */
static const char *keys(struct decoder *d)
{
	static char text[4096];
	char name[16];
	uint32_t key;
	size_t n = 0;
	text[0] = '\0';
	while ((key = decoder_next(d)) != KEY_NONE)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", n > 0 ? " " : "", key_name(key, name));
	return text;
}

/* What the bytes mean: whole, and in portions of one byte. */
static void assert_keys(const char *bytes, const char *want)
{
	struct decoder d = fresh();
	feed(&d, bytes);
	rest(&d, 2000);
	assert_string_equal(keys(&d), want);
	d = fresh();
	for (size_t i = 0; bytes[i] != '\0'; i++)
		decoder_feed(&d, bytes + i, 1, now);
	rest(&d, 2000);
	assert_string_equal(keys(&d), want);
}

static void characters_are_keys(void **state)
{
	(void)state;
	assert_keys("j", "j");
	assert_keys("جa؟", "ج a ؟");
	assert_keys("\x06\x0d\x09\x7f ", "^F Enter Tab BackSpace Space");
	assert_keys("\xf0\x9f\x93\xb0", "\xf0\x9f\x93\xb0");
}

static void ill_formed_bytes_are_no_keys(void **state)
{
	(void)state;
	assert_keys("\xff\xfe\x80j", "j");
	assert_keys("\xd8j", "j");
	assert_keys("\xc2\x9bj", "j");         /* a C1 control */
	assert_keys("\xed\xa0\x80j", "j");     /* a surrogate */
	assert_keys("\xf4\x90\x80\x80j", "j"); /* past the end */
	assert_keys("\xe0\x80\xafj", "j");     /* too long */
	assert_keys("\xd8\033[A", "Up");
}

static void sequences_are_keys(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"\033[A", "Up"}, {"\033OB", "Down"}, {"\033[C\033[D", "Right Left"},
		{"\033[H", "Home"}, {"\033OF", "End"}, {"\033[1~\033[4~", "Home End"}, {"\033[7~\033[8~", "Home End"},
		{"\033[5~\033[6~", "PgUp PgDn"}, {"\033[2~\033[3~", "Insert Delete"}, {"\033[Z", "BackTab"},
		{"\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4"}, {"\033[[A\033[[E", "F1 F5"},
		{"\033[11~\033[15~\033[17~\033[24~", "F1 F5 F6 F12"},
		/* modifiers: xterm, rxvt, Linux */
		{"\033[1;5A", "Up"}, {"\033[1;3A", "M-Up"}, {"\033[5;5~", "PgUp"}, {"\033[6;3~", "M-PgDn"},
		{"\033[1;2P", "F1"}, {"\033[1;2R", "F3"}, {"\033[a", "Up"}, {"\033[5^", "PgUp"},
		{"\033Od", "C-Left"}, {"\033[1;5C", "C-Right"}, {"\033[1;3D", "M-Left"},
		{"\033[6$j", "PgDn j"}, {"\033[3@", "Delete"}, {"\033O5A", "Up"}, {"\033\033[A", "M-Up"},
		/* the keypad */
		{"\033OM\033Oj\033Op\033Oy", "Enter * 0 9"},
		/* keys sent as numbers */
		{"\033[27;5;102~", "^F"}, {"\033[102;5u", "^F"}, {"\033[1580;3u", "M-ج"}, {"\033[9;2u", "BackTab"},
		{"\033[27;5;1578~", "C-ت"}, {"\033[1578;5u", "C-ت"}, {"\033[1578;7u", "M-C-ت"}, {"\033[1578;2u", "ت"},
		{"\033[155u", ""}, {"\033[57399u", ""}, {"\033[1114112u", ""}, {"\033[99999999999u", ""},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		assert_keys(pairs[i][0], pairs[i][1]);
}

static void alt_is_escape_before(void **state)
{
	(void)state;
	assert_keys("\033x", "M-x");
	assert_keys("\033ج", "M-ج");
	assert_keys("\033\x7f", "M-BackSpace");
	assert_keys("\033\x06", "M-^F");
	/* letters that introduce sequences */
	assert_keys("\033[", "M-[");
	assert_keys("\033O", "M-O");
	assert_keys("\033P", "M-P");
	assert_keys("\033]", "M-]");
}

static void escape_is_a_key_after_a_while(void **state)
{
	(void)state;
	struct decoder d = fresh();
	feed(&d, "\033");
	assert_int_equal(decoder_wait_ms(&d, now), 50);
	rest(&d, 49);
	assert_string_equal(keys(&d), "");
	assert_int_equal(decoder_wait_ms(&d, now), 1);
	rest(&d, 1);
	assert_string_equal(keys(&d), "Escape");
	assert_int_equal(decoder_wait_ms(&d, now), -1);
	feed(&d, "[A");
	assert_string_equal(keys(&d), "[ A");
	assert_keys("\033\033", "M-Escape");
}

static void what_is_no_key_is_swallowed_whole(void **state)
{
	(void)state;
	static const char *const swallowed[] = {
		"\033[?1;2c", "\033[>41;379;0c", "\033[8;1$y", "\033[?2026;2$y", "\033[24;80R", "\033[0n",
		"\033[I", "\033[O", "\033[201~", "\033[99~", "\033[<0;10;10M", "\033[<0;10;10m",
		"\033[Mabc", "\033P>|XTerm(379)\033\\", "\033]11;rgb:0000/0000/0000\a",
		"\033]11;rgb:0000/0000/0000\033\\", "\033_Gi=1;OK\033\\", "\033^x\033\\", "\033Xy\033\\",
		"\033[1;2;3;4;5;6;7;8;9;10;11x", "\033O!", "\033[=1;2y", "\033[38:2:1:2:3w",
	};
	for (size_t i = 0; i < sizeof swallowed / sizeof swallowed[0]; i++) {
		char with_key[128];
		snprintf(with_key, sizeof with_key, "%sj", swallowed[i]);
		assert_keys(with_key, "j");
	}
}

static void broken_sequences_end(void **state)
{
	(void)state;
	assert_keys("\033[12\x18j", "j");
	assert_keys("\033[12\033[A", "Up");
	assert_keys("\033Pq\x1aj", "j");
	assert_keys("\033Pq\033[A", "Up");
	assert_keys("\033[1\rj", "Enter j");
	struct decoder d = fresh();
	feed(&d, "\033P>|XTe");
	rest(&d, 999);
	feed(&d, "rm");
	rest(&d, 1000);
	feed(&d, "j");
	assert_string_equal(keys(&d), "j");
}

static void long_sequences_are_swallowed(void **state)
{
	(void)state;
	struct decoder d = fresh();
	feed(&d, "\033[");
	for (int i = 0; i < 100000; i++)
		feed(&d, "1;");
	feed(&d, "A");
	feed(&d, "\033P");
	for (int i = 0; i < 100000; i++)
		feed(&d, "jjj");
	feed(&d, "\033\\k");
	assert_string_equal(keys(&d), "k");
}

static void keys_typed_ahead_wait(void **state)
{
	(void)state;
	struct decoder d = fresh();
	for (int i = 0; i < KEYQUEUE_MAX + 100; i++)
		feed(&d, "j");
	for (int i = 0; i < KEYQUEUE_MAX; i++)
		assert_int_equal(decoder_next(&d), 'j');
	assert_int_equal(decoder_next(&d), KEY_NONE);
	feed(&d, "k");
	assert_string_equal(keys(&d), "k");
}

static void the_description_may_know_more(void **state)
{
	(void)state;
	struct decoder d = fresh();
	decoder_learn(&d, "\033[225z", K_F2);
	decoder_learn(&d, "\033K", K_END);
	decoder_learn(&d, "\033Oz", K_F9);
	decoder_learn(&d, "x", K_F1);
	decoder_learn(&d, NULL, K_F1);
	decoder_learn(&d, "\033[11111111111111~", K_F1);
	for (int i = 0; i < 2 * DECODER_EXTRA; i++)
		decoder_learn(&d, "\033[y", K_F3);
	feed(&d, "\033[225z\033K\033OzxK\033[y");
	assert_string_equal(keys(&d), "F2 End F9 x K F3");
}

static void erase_is_backspace(void **state)
{
	(void)state;
	struct decoder d = fresh();
	d.erase = 8;
	feed(&d, "\x08\x7f\033\x08");
	assert_string_equal(keys(&d), "BackSpace BackSpace M-BackSpace");
}

/* Answers */

static void answers_are_noted_and_no_keys(void **state)
{
	(void)state;
	struct decoder d = fresh();
	decoder_expect_replies(&d, now);
	feed(&d, "j\033P>|XTerm(379)\033\\\033P!|00000000\033\\k\033[>41;379;0c\033[8;0$y\033[?2026;2$y");
	assert_false(d.replies.fence);
	feed(&d, "\033[?64;1;2cl");
	assert_true(d.replies.fence);
	assert_string_equal(keys(&d), "j k l");
	assert_string_equal(d.replies.xtversion, "XTerm(379)");
	assert_int_equal(d.replies.mode_2026, 2);
}

/* A slow line cuts an answer anywhere, and each part comes late. */
static void split_answers_are_no_keys(void **state)
{
	(void)state;
	const char *const answers = "\033P>|VTE(7006)\033\\\033[>65;7006;1c\033[8;1$y\033[?2026;4$y\033[?65;1;9c";
	for (size_t cut = 1; cut < strlen(answers); cut++) {
		struct decoder d = fresh();
		decoder_expect_replies(&d, now);
		decoder_feed(&d, answers, cut, now);
		rest(&d, 60);
		feed(&d, answers + cut);
		const char *got = keys(&d);
		/* Cut behind an ESC: that is given as a key, the rest is not. */
		assert_true(strcmp(got, "") == 0 || (answers[cut - 1] == '\033' && strcmp(got, "Escape") == 0));
		assert_int_equal(d.replies.mode_8, 1);
		assert_true(d.replies.fence);
	}
}

static void real_keys_pass_while_answers_are_expected(void **state)
{
	(void)state;
	struct decoder d = fresh();
	decoder_expect_replies(&d, now);
	feed(&d, "\033");
	rest(&d, 60);
	feed(&d, "[");
	rest(&d, 60);
	feed(&d, "a");
	assert_string_equal(keys(&d), "Escape [ a");
	feed(&d, "\033");
	rest(&d, 60);
	feed(&d, "Px");
	assert_string_equal(keys(&d), "Escape P x");
	feed(&d, "\033x\033[A\033P");
	rest(&d, 1000);
	assert_string_equal(keys(&d), "M-x Up M-P");
}

static void answers_are_expected_for_five_seconds(void **state)
{
	(void)state;
	struct decoder d = fresh();
	decoder_expect_replies(&d, now);
	now += 5001;
	feed(&d, "\033[8;1$y\033[?64cj");
	assert_int_equal(d.replies.mode_8, -1);
	assert_false(d.replies.any);
	assert_string_equal(keys(&d), "j");
}

static void assert_pasted(struct decoder *d, const char *want)
{
	struct str pasted = decoder_paste(d);
	assert_int_equal(pasted.n, strlen(want));
	assert_memory_equal(pasted.p, want, pasted.n);
}

static void pasted_text_is_one_key(void **state)
{
	(void)state;
	static const char bytes[] = "a\033[200~QQ\r\033[A\003\033[201x\033\033[201~b";
	struct decoder d = fresh();
	feed(&d, bytes);
	assert_string_equal(keys(&d), "a Paste b");
	assert_pasted(&d, "QQ\r\033[A\003\033[201x\033");
	assert_pasted(&d, "");
	d = fresh();
	for (size_t i = 0; bytes[i] != '\0'; i++) {
		decoder_feed(&d, bytes + i, 1, now);
		rest(&d, 10);
	}
	assert_string_equal(keys(&d), "a Paste b");
	assert_pasted(&d, "QQ\r\033[A\003\033[201x\033");
	/* The end alone is nothing. */
	assert_keys("\033[201~x", "x");
}

static void a_paste_has_bounds(void **state)
{
	(void)state;
	struct decoder d = fresh();
	feed(&d, "\033[200~");
	for (int i = 0; i < DECODER_PASTE; i++)
		feed(&d, "xy");
	feed(&d, "\033[201~");
	assert_string_equal(keys(&d), "Paste");
	assert_int_equal(decoder_paste(&d).n, DECODER_PASTE);
	/* Its end was lost: the keyboard is not. */
	feed(&d, "\033[200~Q");
	rest(&d, 1500);
	assert_string_equal(keys(&d), "");
	rest(&d, 10000);
	assert_string_equal(keys(&d), "Paste");
	assert_pasted(&d, "Q");
	feed(&d, "j");
	assert_string_equal(keys(&d), "j");
	/* Two of them, not taken in between, are one text. */
	feed(&d, "\033[200~ab\033[201~\033[200~cd\033[201~");
	assert_string_equal(keys(&d), "Paste Paste");
	assert_pasted(&d, "abcd");
}

static void the_mouse_has_keys_when_it_is_on(void **state)
{
	(void)state;
	static const char bytes[] = "\033[<0;5;3M\033[<0;5;3m\033[<64;1;1Mj\033[<69;200;90M";
	struct decoder d = fresh();
	feed(&d, bytes);
	assert_string_equal(keys(&d), "j");
	d.mouse = true;
	feed(&d, bytes);
	assert_int_equal(decoder_next(&d), K_CLICK);
	assert_int_equal(d.queue.mouse.row, 2);
	assert_int_equal(d.queue.mouse.col, 4);
	assert_int_equal(decoder_next(&d), K_WHEEL_UP);
	assert_int_equal(d.queue.mouse.row, 0);
	assert_int_equal(decoder_next(&d), 'j');
	assert_int_equal(decoder_next(&d), K_WHEEL_DOWN); /* with Shift */
	assert_int_equal(d.queue.mouse.col, 199);
	feed(&d, "\033[<0;0;1M\033[<0;1M\033[<0;1;2;3M\033[<1;1;1M\033[<32;1;1M\033[<M");
	assert_string_equal(keys(&d), "");
	for (int i = 0; i < 3 * KEYQUEUE_MOUSE; i++)
		feed(&d, "\033[<0;1;1M");
	for (int i = 0; i < KEYQUEUE_MOUSE; i++)
		assert_int_equal(decoder_next(&d), K_CLICK);
	assert_int_equal(decoder_next(&d), KEY_NONE);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_inverse),
		cmocka_unit_test(names_are_those_of_the_manual),
		cmocka_unit_test(names_have_variants),
		cmocka_unit_test(names_of_nothing),
		cmocka_unit_test(characters_are_keys),
		cmocka_unit_test(ill_formed_bytes_are_no_keys),
		cmocka_unit_test(sequences_are_keys),
		cmocka_unit_test(alt_is_escape_before),
		cmocka_unit_test(escape_is_a_key_after_a_while),
		cmocka_unit_test(what_is_no_key_is_swallowed_whole),
		cmocka_unit_test(broken_sequences_end),
		cmocka_unit_test(long_sequences_are_swallowed),
		cmocka_unit_test(keys_typed_ahead_wait),
		cmocka_unit_test(the_description_may_know_more),
		cmocka_unit_test(erase_is_backspace),
		cmocka_unit_test(pasted_text_is_one_key),
		cmocka_unit_test(a_paste_has_bounds),
		cmocka_unit_test(the_mouse_has_keys_when_it_is_on),
		cmocka_unit_test(answers_are_noted_and_no_keys),
		cmocka_unit_test(split_answers_are_no_keys),
		cmocka_unit_test(real_keys_pass_while_answers_are_expected),
		cmocka_unit_test(answers_are_expected_for_five_seconds),
	};
	return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
