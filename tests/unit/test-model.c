#include "config.h"

#include "term/model.h"
#include "text/script.h"
#include "text/utf8.h"

#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_COLS = 120 };

static struct arranger *arranger;

/* A row of cells from text that is in visual order; `*` before a character makes it bold. */
static int row_of(const char *text, struct grid_cell *row)
{
	size_t n = strlen(text);
	int col = 0;
	uint32_t style = 0;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		i += utf8_decode(text + i, n - i, &cp);
		if (cp == '*') {
			style = STYLE_BOLD;
			continue;
		}
		struct grid_cell cell = {.style = style};
		uint32_t marks[CELLCHAR_MARKS];
		size_t n_marks = 0;
		while (i < n && n_marks < CELLCHAR_MARKS) {
			size_t b = utf8_decode(text + i, n - i, &marks[n_marks]);
			if (marks[n_marks] < 0x64B || marks[n_marks] > 0x652)
				break;
			n_marks++;
			i += b;
		}
		cell.width = (uint32_t)cellchar_make(&cell.base, cell.marks, cp, marks, n_marks, 2);
		row[col++] = cell;
		if (cell.width == 2)
			row[col++] = (struct grid_cell){.style = style};
		style = 0;
	}
	return col;
}

static void put_text(char *out, size_t n_out, const struct grid_cell *row, int cols)
{
	struct buf b;
	buf_init(&b, BUF_NO_MAX);
	for (int col = 0; col < cols; col++) {
		if (row[col].width == 0)
			continue;
		if (row[col].style == STYLE_BOLD)
			buf_add_char(&b, '*');
		utf8_add(&b, row[col].base);
		for (int i = 0; i < CELLCHAR_MARKS && row[col].marks[i] != 0; i++)
			utf8_add(&b, row[col].marks[i]);
	}
	assert_true(b.n < n_out);
	memcpy(out, buf_cstr(&b), b.n + 1);
	buf_done(&b);
}

/* Whether the terminal is said to show `seen` when it is sent `want`. */
static bool sends(enum bidi_mode mode, const char *seen, const char *want)
{
	struct grid_cell row[MAX_COLS] = {{0}}, sent[MAX_COLS];
	int at[MAX_COLS];
	char got[1024];
	int cols = row_of(seen, row);
	bool right = arranger_row(arranger, mode, row, cols, sent, at);
	put_text(got, sizeof got, sent, cols);
	assert_string_equal(got, want);
	for (int col = 0; col < cols; col++)
		assert_true(at[col] >= 0 && at[col] < cols && row[col].width == sent[at[col]].width);
	return right;
}

#define SENT(mode, seen, want) assert_true(sends(mode, seen, want))
#define AS_IS(mode, seen) assert_true(sends(mode, seen, seen))

static void facts_of_the_models(void **state)
{
	(void)state;
	assert_string_equal(model_of(BIDI_INVERSE_AUTO)->name, "inverse-auto");
	for (int mode = BIDI_AUTO; mode <= BIDI_PLAIN; mode++) {
		const struct model *model = model_of((enum bidi_mode)mode);
		/* Who reorders joins, too. */
		assert_int_equal(model->forms, !model->reorders);
		assert_false(model->logical && model->arranges);
	}
}

static void visual_and_plain_are_sent_as_they_are(void **state)
{
	(void)state;
	AS_IS(BIDI_VISUAL, "  .ﻢﻟﺎﻋ (abc) 12");
	AS_IS(BIDI_PLAIN, "  عالم. (abc) 12");
	AS_IS(BIDI_VISUAL, "");
}

static void inverse_on_a_left_to_right_base(void **state)
{
	(void)state;
	AS_IS(BIDI_INVERSE, "");
	AS_IS(BIDI_INVERSE, "   ");
	AS_IS(BIDI_INVERSE, "plain (text) 12");
	SENT(BIDI_INVERSE, "   ملاع", "   عالم");
	SENT(BIDI_INVERSE, ".ملاع اي", ".يا عالم");
	/* Brackets are turned back, quotes and guillemets alike. */
	SENT(BIDI_INVERSE, "ملاع (ملاع) لاق", "قال (عالم) عالم");
	SENT(BIDI_INVERSE, "«ملاع» لاق", "«قال «عالم");
	SENT(BIDI_INVERSE, "ملاع abc def ملاع", "عالم abc def عالم");
	SENT(BIDI_INVERSE, "ملاع 2024 ماع", "عام 2024 عالم");
	SENT(BIDI_INVERSE, "ملاع ٢٠٢٤ ماع", "عام ٢٠٢٤ عالم");
	/* Persian digits are European numbers to the algorithm. */
	SENT(BIDI_INVERSE, "ملاع ۱۲٫۵ ماع", "عام ۱۲٫۵ عالم");
	SENT(BIDI_INVERSE, "םלוע 12 שיא", "איש 12 עולם");
	/* Marks stay on their letters, wide cells whole. */
	SENT(BIDI_INVERSE, "مِلَّاعَ 中 ملاع", "عَالَّمِ 中 عالم");
}

/* A number at the right of all that is Arabic. */
static void a_blank_letter_holds_a_number(void **state)
{
	(void)state;
	SENT(BIDI_INVERSE, "ملاع ماع 1957", "عام عالم\u28001957");
	SENT(BIDI_INVERSE, "ملاع 3D ماع", "عالم\u28003D عام");
	AS_IS(BIDI_INVERSE, "12 34 abc");
	/* There is no blank to do it. */
	assert_false(sends(BIDI_INVERSE, "ملاع12", "عالم12"));
}

static void inverse_on_the_base_of_the_first_letter(void **state)
{
	(void)state;
	AS_IS(BIDI_INVERSE_AUTO, "plain (text) 12");
	/* Blanks at the left end up behind all, and are put at the left again. */
	SENT(BIDI_INVERSE_AUTO, "   ملاع", "عالم   ");
	SENT(BIDI_INVERSE_AUTO, "ملاع   ", "   عالم");
	SENT(BIDI_INVERSE_AUTO, "  .ملاع اي", "يا عالم.  ");
	SENT(BIDI_INVERSE_AUTO, "ملاع ماع 1957", "1957 عام عالم");
	SENT(BIDI_INVERSE_AUTO, "  ملاع BBC", "\u2800 عالم BBC");
}

/* QTerminal draws what is of one style by itself. */
static void pieces_are_arranged_by_themselves(void **state)
{
	(void)state;
	SENT(BIDI_INVERSE, "*ج*ا بأ", "أب *ا*ج");
	arranger_set_pieces(arranger, true);
	SENT(BIDI_INVERSE, "*ج*ا بأ", "*ا*ج أب");
	SENT(BIDI_INVERSE, "بأ *ج*ا بأ", "أب *ا*ج أب");
	SENT(BIDI_INVERSE, "بأ *د *ا*ج بأ", "أب *ج*ا *د أب");
	SENT(BIDI_INVERSE_AUTO, "*ج*ا", "*ا*ج");
	arranger_set_pieces(arranger, false);
	SENT(BIDI_INVERSE, "*ج*ا بأ", "أب *ا*ج");
}

static void kitty_turns_words_around(void **state)
{
	(void)state;
	AS_IS(BIDI_KITTY, "plain (text) 12 ?!");
	SENT(BIDI_KITTY, "ﻢﻟﺎﻋ ﺎﻳ", "ﻋﺎﻟﻢ ﻳﺎ");
	SENT(BIDI_KITTY, "  (ﻢﻟﺎﻋ) «ﺎﻳ» .ﺎﻳ", "  (ﻋﺎﻟﻢ) «ﻳﺎ» ﻳﺎ.");
	/* Arabic digits are of the Arabic script, and are turned around, too. */
	SENT(BIDI_KITTY, "٢٠٢٤ ۱۲", "٤٢٠٢ ۲۱");
	SENT(BIDI_KITTY, "%٢٥", "٥٢%");
	/* Marks are counted: each cell of a word has as many as the others. */
	SENT(BIDI_KITTY, "ﻢِﻟَﺎًﻋَ", "ﻋَﺎًﻟَﻢِ");
	SENT(BIDI_KITTY, "ﻢِﻟَّﺎﻋَ ﺎﻳ", "ﻋَ\uFE0E\uFE0Eﺎ\uFE0E\uFE0E\uFE0Eﻟَّ\uFE0Eﻢِ\uFE0E\uFE0E ﻳﺎ");
	/* A line that kitty draws by itself ends a word; so does what is wide. */
	SENT(BIDI_KITTY, "│ﺎﻳ│ﺎﻋ", "│ﻳﺎ│ﻋﺎ");
	SENT(BIDI_KITTY, "中ﺎﻳ", "中ﻳﺎ");
	SENT(BIDI_KITTY, "גבא", "אבג");
}

static void kitty_keeps_digits_and_latin_apart(void **state)
{
	(void)state;
	SENT(BIDI_KITTY, "2024ﻡﺎﻋ", "*2*0*2*4ﻋﺎﻡ");
	SENT(BIDI_KITTY, "ﻡﺎﻋ-2024", "ﻋﺎﻡ*-*2*0*2*4");
	SENT(BIDI_KITTY, "(BBC)ـﻟﺍ", "*(*B*B*C*)ﺍﻟـ");
	SENT(BIDI_KITTY, "2024 ﻡﺎﻋ", "2024 ﻋﺎﻡ");
	/* In a word that is bold they are not. */
	SENT(BIDI_KITTY, "*2*0*ﻡ*ﺎ*ﻋ", "20*ﻋ*ﺎ*ﻡ");
	/* A blank that must not break becomes one that ends a run. */
	SENT(BIDI_KITTY, "2024\u00A0ﻡﺎﻋ", "2024 ﻋﺎﻡ");
	/* Bold ends a run as it is. */
	SENT(BIDI_KITTY, "*ﻢ*ﻟﺎﻋ", "*ﻟ*ﻢﻋﺎ");
	assert_false(sends(BIDI_KITTY, "ﻡﺎﻋ2*ﻡ*ﺎ", "ﻋﺎﻡ*2*ﺎ*ﻡ"));
}

static void kitty_keeps_rare_letters_apart(void **state)
{
	(void)state;
	/* heh goal and yeh barree, which are of another font than reh or beh, or are not */
	SENT(BIDI_KITTY, "\uFBAF\uFBA8", "\uFBA8\uFBAF");
	SENT(BIDI_KITTY, "\uFBAF\uFBA8\uFEAD", "*\uFBA8*\uFBAF\uFEAD");
	SENT(BIDI_KITTY, "\uFEAE\uFBA9\uFE91", "\uFEAE*\uFBA9\uFE91");
	SENT(BIDI_KITTY, "*\uFEAE*\uFBA9*\uFE91", "*\uFEAE\uFBA9*\uFE91");
	SENT(BIDI_KITTY, "«\uFBAF»12", "«*\uFBAF»12");
	SENT(BIDI_KITTY, "12\uFBAF", "12*\uFBAF");
	/* lam and alef in two cells */
	SENT(BIDI_KITTY, "\uFEE1\uFE8E\uFEE0\uFEB3", "\uFE8E\uFEE1*\uFEE0\uFEB3");
	SENT(BIDI_KITTY, "\uFE8D\uFEDF", "\uFEDF\uFE8D");
	/* a letter without forms */
	SENT(BIDI_KITTY, "\uFEF0ړ\uFEB3", "\uFEF0*ړ\uFEB3");
	/* a word in letters is joined as a whole or not at all */
	SENT(BIDI_KITTY, "یړس", "سړی");
}

/* Hebrew is of the font of its signs, or is not: the signs are runs of their own. */
static void kitty_keeps_signs_of_hebrew_apart(void **state)
{
	(void)state;
	SENT(BIDI_KITTY, ":תירבע", "*:עברית");
	SENT(BIDI_KITTY, "(םלוע) םולש", "*(עולם*) שלום");
	SENT(BIDI_KITTY, "ב\"הרא", "ב*\"ארה");
	SENT(BIDI_KITTY, "*.*ג*ב", ".*ב*ג");
	SENT(BIDI_KITTY, "2024-ב", "*2*0*2*4*-ב");
	SENT(BIDI_KITTY, "\u05F4ב", "ב\u05F4");
}

static void ways_of_scripts(void **state)
{
	(void)state;
	assert_int_equal(script_dir(0x0628), DIR_RTL);
	assert_int_equal(script_dir(0xFEFB), DIR_RTL);
	assert_int_equal(script_dir(0x05D0), DIR_RTL);
	assert_int_equal(script_dir(0x0661), DIR_RTL);
	assert_int_equal(script_dir('a'), DIR_LTR);
	assert_int_equal(script_dir(0x4E2D), DIR_LTR);
	assert_int_equal(script_dir('1'), DIR_AUTO);
	assert_int_equal(script_dir(0x060C), DIR_AUTO);
	assert_int_equal(script_dir(0x064E), DIR_AUTO);
	assert_int_equal(script_dir(0x110000), DIR_AUTO);
}

static int set_up(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	arranger = arranger_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arranger_free(arranger);
	arranger_free(NULL);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facts_of_the_models),
		cmocka_unit_test(visual_and_plain_are_sent_as_they_are),
		cmocka_unit_test(inverse_on_a_left_to_right_base),
		cmocka_unit_test(a_blank_letter_holds_a_number),
		cmocka_unit_test(inverse_on_the_base_of_the_first_letter),
		cmocka_unit_test(pieces_are_arranged_by_themselves),
		cmocka_unit_test(kitty_turns_words_around),
		cmocka_unit_test(kitty_keeps_digits_and_latin_apart),
		cmocka_unit_test(kitty_keeps_rare_letters_apart),
		cmocka_unit_test(kitty_keeps_signs_of_hebrew_apart),
		cmocka_unit_test(ways_of_scripts),
	};
	return cmocka_run_group_tests_name("model", tests, set_up, tear_down);
}
