#include "config.h"

#include "library/score.h"

/* Chosen on other articles than those that are reported (tests/bench/related.c). */
const struct score_weights *score_weights(void)
{
	static const struct score_weights weights = {
		.rare = 1.7, .rare_here = 0.4, .many_here = 4, .many_there = 1.2, .length = 0.75,
		.with_article = 1.2, .short_stem = 0.9, .latin = 1.2, .mixed = 1.3, .same_form = 1.15,
		.title_here = 1.5, .title_there = 1.25, .least = 0.07,
	};
	return &weights;
}
