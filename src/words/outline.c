#include "config.h"

#include "words/outline.h"

#include "base/mem.h"
#include "text/breaks.h"
#include "text/prop.h"
#include "text/utf8.h"

#include <stdlib.h>

struct outline outline_of(struct str text)
{
	struct outline outline = {.at_b = xreallocarray(NULL, text.n + 1, sizeof *outline.at_b),
	                          .props = xreallocarray(NULL, text.n + 1, sizeof *outline.props),
	                          .starts = xmalloc(text.n + 1)};
	for (size_t i = 0; i < text.n; outline.n++) {
		uint32_t cp;
		outline.at_b[outline.n] = i;
		i += utf8_decode(text.p + i, text.n - i, &cp);
		outline.props[outline.n] = prop_of(cp);
	}
	outline.at_b[outline.n] = text.n;
	breaks_clusters(outline.props, outline.n, outline.starts);
	outline.starts[outline.n] = 1;
	return outline;
}

void outline_done(struct outline *outline)
{
	free(outline->at_b);
	free(outline->props);
	free(outline->starts);
	*outline = (struct outline){0};
}
