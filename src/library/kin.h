/*
 * kin.h: the articles that may be related to one, found and compared.
 *
 * Private to library. The article's rarest topics lead to others; those that
 * many lead to are compared with it as a whole; the best of these are compared again
 * among themselves (score_narrow()).
 */
#ifndef JARIDA_LIBRARY_KIN_H
#define JARIDA_LIBRARY_KIN_H

#include "library/related.h"
#include "library/score.h"
#include "library/ties.h"

/* An article that may be related. */
struct kin {
	int64_t id, time, story;
	double score;
	enum related_kind kind;
	bool linked, pinned, print; /* print: of the story that was asked for */
	int prints;
	size_t from_b, n_b;         /* its topics, packed: kin_topics() */
};

/* One question, while it is answered. Zeroed at first but for what was asked; asking_done() at last. */
struct asking {
	struct library *library;
	int64_t id, time; /* of the article; 0: it is not stored; not dated */
	struct analysis analysis;
	struct topics topics;
	struct sketch sketch;
	struct scorer scorer;
	struct buf bytes, packed;
	struct ties ties;
	struct kin *kin;
	size_t n, cap;
};

/* Find, compare and rank; in a snapshot, with all bits loaded. The best are in no order. */
int asking_answer(struct asking *asking, struct article *article, struct err *err);
void asking_done(struct asking *asking);

/* false: nothing is known of it. */
bool kin_topics(const struct asking *asking, const struct kin *kin, struct packed_topics *packed);

#endif
