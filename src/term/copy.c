#include "config.h"

#include "term/copy.h"

#include <stdint.h>

static void add_base64(struct buf *out, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < s.n; i += 3) {
		uint32_t three = 0;
		size_t n = s.n - i < 3 ? s.n - i : 3;
		for (size_t k = 0; k < 3; k++)
			three = three << 8 | (k < n ? (unsigned char)s.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_add_char(out, k <= n ? digits[three >> (18 - 6 * k) & 63] : '=');
	}
}

bool copy_sequence(struct buf *out, struct str text, bool in_tmux)
{
	if (text.n > COPY_MAX_B)
		return false;
	for (int pass = 0; pass < (in_tmux ? 2 : 1); pass++) {
		bool through = pass == 1;
		buf_add_str(out, through ? STR("\033Ptmux;\033\033]52;c;") : STR("\033]52;c;"));
		add_base64(out, text);
		buf_add_str(out, through ? STR("\a\033\\") : STR("\a"));
	}
	return true;
}
