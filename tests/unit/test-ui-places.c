#include "config.h"

#include "ui/menu.h"
#include "ui/panes.h"
#include "ui/trail.h"

#include "unit.h"

#include <string.h>

/* panes */

static void assert_inside(const struct area *a, int rows, int cols)
{
	if (a->rows <= 0 || a->cols <= 0)
		return;
	assert_true(a->row >= 0 && a->col >= 0 && a->row + a->rows <= rows && a->col + a->cols <= cols);
}

static bool overlap(const struct area *a, const struct area *b)
{
	return a->row < b->row + b->rows && b->row < a->row + a->rows && a->col < b->col + b->cols &&
	       b->col < a->col + a->cols;
}

static void panes_lie_inside_the_window(void **state)
{
	(void)state;
	for (int n = 0; n < 4 * 2 * 2 * 2 * 2; n++)
		for (int rows = 0; rows < 30; rows++)
			for (int cols = 0; cols < 140; cols += cols < 40 ? 1 : 7) {
				struct panes_request r = {.rows = rows, .cols = cols, .mode = (enum panes_mode)(n & 3),
				                          .layout = (enum dir)(n >> 2 & 1), .remote = n >> 3 & 1,
				                          .article_focus = n >> 4 & 1, .alone = n >> 5 & 1, .text_width = 80};
				struct panes p;
				panes_compute(&p, &r);
				assert_inside(&p.list, rows, cols);
				assert_inside(&p.article, rows, cols);
				assert_inside(&p.rule, rows, cols);
				assert_inside(&p.status, rows, cols);
				assert_false(overlap(&p.list, &p.article));
				assert_false(overlap(&p.list, &p.status));
				assert_false(overlap(&p.article, &p.status));
				assert_false(overlap(&p.rule, &p.article));
				assert_true(p.mode != PANES_AUTO);
				if (rows > 0 && cols > 0)
					assert_true(p.article.rows > 0 || p.list.rows > 0);
			}
}

static enum panes_mode mode_of(int rows, int cols, bool remote, bool single, bool reorders)
{
	struct panes_request r = {.rows = rows, .cols = cols, .remote = remote, .single = single,
	                          .reorders = reorders, .text_width = 80};
	struct panes p;
	panes_compute(&p, &r);
	return p.mode;
}

static void panes_follow_the_window(void **state)
{
	(void)state;
	assert_int_equal(mode_of(30, 100, false, false, false), PANES_SIDE);
	assert_int_equal(mode_of(30, 99, false, false, false), PANES_STACKED);
	assert_int_equal(mode_of(30, 200, true, false, false), PANES_STACKED);
	assert_int_equal(mode_of(30, 200, false, false, true), PANES_STACKED);
	assert_int_equal(mode_of(30, 200, false, true, false), PANES_ALONE);
	assert_int_equal(mode_of(14, 200, false, false, false), PANES_ALONE);
	assert_int_equal(mode_of(15, 40, false, false, false), PANES_STACKED);
	assert_int_equal(mode_of(15, 39, false, false, false), PANES_ALONE);
}

static void panes_mirror(void **state)
{
	(void)state;
	struct panes_request r = {.rows = 40, .cols = 120, .layout = DIR_LTR, .text_width = 80};
	struct panes ltr, rtl;
	panes_compute(&ltr, &r);
	r.layout = DIR_RTL;
	panes_compute(&rtl, &r);
	assert_true(ltr.list.col < ltr.article.col);
	assert_true(rtl.list.col > rtl.article.col);
	assert_int_equal(ltr.list.cols, rtl.list.cols);
	assert_int_equal(ltr.article.cols, rtl.article.cols);
	assert_int_equal(rtl.list.col + rtl.list.cols, 120);
}

/* trail */

static void assert_pos(struct pos pos, int article, uint64_t key, size_t cp)
{
	assert_int_equal(pos.article, article);
	assert_int_equal(pos.key, key);
	assert_int_equal(pos.offset_cp, cp);
}

static void trail_goes_back_and_forth(void **state)
{
	(void)state;
	struct trail t;
	struct pos to;
	trail_init(&t);
	assert_false(trail_back(&t, (struct pos){1, 0, 0}, &to));
	trail_leave(&t, (struct pos){1, 5, 7});
	trail_leave(&t, (struct pos){2, 6, 8});
	assert_true(trail_back(&t, (struct pos){3, 1, 1}, &to));
	assert_pos(to, 2, 6, 8);
	assert_true(trail_back(&t, (struct pos){2, 9, 9}, &to));
	assert_pos(to, 1, 5, 7);
	assert_false(trail_back(&t, (struct pos){1, 5, 7}, &to));
	assert_true(trail_forward(&t, (struct pos){1, 4, 4}, &to));
	assert_pos(to, 2, 9, 9);
	assert_true(trail_forward(&t, to, &to));
	assert_pos(to, 3, 1, 1);
	assert_false(trail_forward(&t, to, &to));
	/* A new way makes the old one ahead forgotten. */
	assert_true(trail_back(&t, (struct pos){3, 1, 1}, &to));
	trail_leave(&t, (struct pos){2, 0, 0});
	assert_false(trail_forward(&t, (struct pos){4, 0, 0}, &to));
	assert_true(trail_back(&t, (struct pos){4, 0, 0}, &to));
	assert_pos(to, 2, 0, 0);
}

static void trail_is_bounded(void **state)
{
	(void)state;
	struct trail t;
	struct pos to;
	trail_init(&t);
	for (int i = 0; i < 3 * TRAIL_MAX; i++)
		trail_leave(&t, (struct pos){i, 0, 0});
	int steps = 0;
	to = (struct pos){3 * TRAIL_MAX, 0, 0};
	while (trail_back(&t, to, &to))
		steps++;
	assert_in_range(steps, TRAIL_MAX - 2, TRAIL_MAX);
	while (trail_forward(&t, to, &to))
		steps--;
	assert_int_equal(steps, 0);
	assert_int_equal(to.article, 3 * TRAIL_MAX);
	for (uint32_t i = 0; i < TRAIL_MARKS; i++)
		assert_true(trail_mark(&t, 'a' + i, (struct pos){1, i, 0}));
	assert_false(trail_mark(&t, 'A', (struct pos){1, 2, 3}));
	assert_true(trail_mark(&t, 'b', (struct pos){1, 99, 0}));
	assert_true(trail_find_mark(&t, 'b', &to));
	assert_int_equal(to.key, 99);
	assert_false(trail_find_mark(&t, 'A', &to));
}

/* menu */

static void menu_digits_select(void **state)
{
	(void)state;
	struct menu menu = {0};
	menu_reset(&menu, "rows");
	for (int i = 0; i < 12; i++)
		menu_add(&menu, STR("row"), STR(""), STR(""));
	assert_false(menu_type(&menu, 0));
	assert_true(menu_type(&menu, 7));
	assert_int_equal(menu.selected, 6);
	assert_false(menu_type(&menu, 1)); /* 10, 11 or 12 may follow */
	assert_int_equal(menu.selected, 0);
	assert_true(menu_type(&menu, 2));
	assert_int_equal(menu.selected, 11);
	assert_false(menu_type(&menu, 1));
	assert_false(menu_type(&menu, 9)); /* no row 19 */
	menu_move(&menu, -100);
	assert_int_equal(menu.selected, 0);
	menu_move(&menu, 100);
	assert_int_equal(menu.selected, 11);
	menu_done(&menu);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(panes_lie_inside_the_window),
		cmocka_unit_test(panes_follow_the_window),
		cmocka_unit_test(panes_mirror),
		cmocka_unit_test(trail_goes_back_and_forth),
		cmocka_unit_test(trail_is_bounded),
		cmocka_unit_test(menu_digits_select),
	};
	return cmocka_run_group_tests_name("ui-places", tests, NULL, NULL);
}
