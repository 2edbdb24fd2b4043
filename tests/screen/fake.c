#include "config.h"

#include "fake.h"

#include <string.h>

#define A5(s) s s s s s
#define A125(s) A5(A5(A5(s)))

/* Answers as they were recorded of the real ones. */
static const struct profile profiles[] = {
	{"vte", "xterm-256color", NULL, "\033P!|7E565445\033\\", "\033[>65;7006;1c", "\033[?65;1;9c", 1, 4, "\033[8l",
	 "\033[8h", .env = NULL},
	{"mintty", "xterm-256color", "\033P>|mintty 3.7.0\033\\", NULL, "\033[>77;30700;0c", "\033[?64;1;2c", 1, 0,
	 "\033[8l", "\033[8h", .env = NULL},
	{"konsole", "xterm-256color", "\033P>|Konsole 22.12.3\033\\", "\033P!|7E4B4445\033\\", "\033[>1;115;0c",
	 "\033[?62;1;4c", -1, -1, "\033]50;BidiRenderingEnabled=false\a", "\033]50;BidiRenderingEnabled=true\a", .env = NULL},
	{"mlterm", "mlterm", NULL, "\033P!|000000\033\\", "\033[>24;279;0c", "\033[?63;1;2;3;4;7;29c", 0, 0,
	 "\033]5379;use_ctl=false\a", "\033]5379;use_ctl=true\a", .env = NULL},
	{"xterm", "xterm-256color", "\033P>|XTerm(379)\033\\", "\033P!|00000000\033\\", "\033[>41;379;0c",
	 "\033[?64;1;2;6;9;15;16;17;18;21;22;28c", 0, 0, NULL, NULL, .env = NULL},
	{"wezterm", "xterm-256color", "\033P>|WezTerm 20240203\033\\", NULL, "\033[>1;277;0c", "\033[?65;4;6;18;22c", 2,
	 2, "\033[8l", "\033[8h", .env = NULL},
	{"kitty", "xterm-256color", "\033P>|kitty(0.26.5)\033\\", NULL, "\033[>1;4000;26c", "\033[?62;c", 0, 2, NULL,
	 NULL, .env = NULL},
	{"iterm2", "xterm-256color", "\033P>|iTerm2 3.7.0\033\\", "\033P!|6954726D\033\\", "\033[>65;100;1c",
	 "\033[?65;4;6;22c", 0, 2, NULL, NULL, .env = NULL},
	{"qterminal", "xterm-256color", NULL, NULL, "\033[>0;115;0c", "\033[?1;2c", -1, -1, NULL, NULL, .env = NULL},
	{"putty", "xterm-256color", NULL, NULL, "\033[>0;136;0c", "\033[?6c", -1, -1, NULL, NULL, .env = NULL},
	{"apple", "xterm-256color", NULL, NULL, NULL, "\033[?1;2c", -1, -1, NULL, NULL, .env = NULL},
	{"latin", "xterm", NULL, NULL, "\033[>41;379;0c", "\033[?64;1;2c", -1, -1, NULL, NULL, .env = NULL},
	{"contour", "xterm-256color", "\033P>|contour 0.6.0\033\\", NULL, "\033[>65;600;0c", "\033[?65;4;6;22c", 1, 2,
	 "\033[8l", "\033[8h", .env = NULL},
	{"contour-0.4", "xterm-256color", "\033P>|contour 0.4.3\033\\", NULL, "\033[>65;403;0c", "\033[?65;4;6;22c", 0, 2,
	 NULL, NULL, .env = NULL},
	{"swiftterm", "xterm-256color", "\033P>|SwiftTerm(1.20.0)\033\\", NULL, "\033[>65;20;1c",
	 "\033[?65;1;2;6;21;22;17;28c", 1, 0, "\033[8l", "\033[8h", .env = NULL},
	{"cosmic", "xterm-256color", NULL, NULL, "\033[>0;2500;1c", "\033[?6c", 0, 2, NULL, NULL,
	 .env = "XDG_CURRENT_DESKTOP=COSMIC"},
	{"ghostty", "xterm-256color", "\033P>|ghostty 1.2.0\033\\", NULL, "\033[>1;10;0c", "\033[?62;22c", 0, 2, NULL,
	 NULL, .env = NULL},
	{"foot", "xterm-256color", "\033P>|foot(1.13.1)\033\\", "\033P!|464f4f54\033\\", "\033[>1;011301;0c", "\033[?62;4;22c", 0,
	 2, NULL, NULL, .env = NULL},
	{"alacritty", "alacritty", NULL, NULL, "\033[>0;2400;1c", "\033[?6c", 0, 2, NULL, NULL, .env = NULL},
	{"alacritty-0.11", "alacritty", NULL, NULL, "\033[>0;1100;1c", "\033[?6c", -1, -1, NULL, NULL, .env = NULL},
	{"urxvt", "rxvt-unicode-256color", NULL, NULL, "\033[>85;95;0c", "\033[?1;2c", -1, -1, NULL, NULL, .env = NULL},
	{"st", "st-256color", NULL, "\033[?6c", "\033[?6c", "\033[?6c", -1, -1, NULL, NULL, .env = NULL},
	{"windows", "xterm-256color", NULL, "\033P!|00000000\033\\", "\033[>0;10;1c", "\033[?61;4;6;7;14;21;22c", 0, 2,
	 NULL, NULL, .env = NULL},
	{"xterm.js", "xterm-256color", "\033P>|xterm.js(5.5.0)\033\\", NULL, "\033[>0;276;0c", "\033[?1;2c", 0, 0,
	 NULL, NULL, .env = NULL},
	{"mosh", "xterm-256color", NULL, NULL, "\033[>1;10;0c", "\033[?62c", -1, -1, NULL, NULL, .env = NULL},
	{"zellij", "xterm-256color", "\033P>|Zellij(4301)\033\\", NULL, "\033[>1;4301;0c", "\033[?62;4c", -1, 2, NULL,
	 NULL, .behind = "vte"},
	{"tmux-open", "tmux-256color", "\033P>|tmux 3.3a\033\\", NULL, "\033[>84;0;0c", "\033[?1;2;4c", -1, -1, NULL,
	 NULL, .behind = "vte", .passage = "\033Ptmux;"},
	{"tmux-shut", "tmux-256color", "\033P>|tmux 3.3a\033\\", NULL, "\033[>84;0;0c", "\033[?1;2;4c", -1, -1, NULL,
	 NULL, .behind = "vte"},
	{"tmux-konsole", "tmux-256color", "\033P>|tmux 3.3a\033\\", NULL, "\033[>84;0;0c", "\033[?1;2;4c", -1, -1, NULL,
	 NULL, .behind = "konsole", .passage = "\033Ptmux;"},
	{"tmux-xterm", "tmux-256color", "\033P>|tmux 3.3a\033\\", NULL, "\033[>84;0;0c", "\033[?1;2;4c", -1, -1, NULL,
	 NULL, .behind = "xterm", .passage = "\033Ptmux;"},
	{"screen", "screen-256color", NULL, NULL, "\033[>83;40900;0c", "\033[?1;2c", -1, -1, NULL, NULL,
	 .behind = "vte", .passage = "\033P"},
	{"silent", "xterm-256color", NULL, NULL, NULL, NULL, -1, -1, NULL, NULL, .env = NULL},
	{"vt100", "vt100", NULL, NULL, NULL, "\033[?1;0c", -1, -1, NULL, NULL, .env = NULL},
	{"linux", "linux", NULL, NULL, NULL, "\033[?6c", -1, -1, NULL, NULL, .env = NULL},
	{"dumb", "dumb", NULL, NULL, NULL, NULL, -1, -1, NULL, NULL, .env = NULL},
	{"nameless", "", NULL, NULL, NULL, NULL, -1, -1, NULL, NULL, .env = NULL},
	{"unset", NULL, NULL, NULL, NULL, NULL, -1, -1, NULL, NULL, .env = NULL},
	{"unknown", "no-such-terminal", NULL, NULL, NULL, NULL, -1, -1, NULL, NULL, .env = NULL},
	{"hostile", "xterm-256color",
	 "\033P>|VTE(\001\002%n%s[8;1$y" A125("AAAAAAAA") "\033\\", "\033P!|" A125("zzzzzzzz") "\033\\",
	 "\033[>" A125("99999999;") "c\377\200\302\233", "\033]52;c;cQ==\a\033[?" A125("1;") "c", 99999, 99999, NULL,
	 NULL, .env = NULL},
};

const struct profile *fake_profile(const char *name)
{
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		if (strcmp(profiles[i].name, name) == 0)
			return &profiles[i];
	}
	return NULL;
}

void fake_init(struct fake *fake, const struct profile *profile)
{
	*fake = (struct fake){.profile = profile, .cleared = true};
	fake->utf8 = strcmp(profile->name, "latin") != 0;
	const struct profile *shown = profile->behind != NULL ? fake_profile(profile->behind) : profile;
	fake->implicit = shown->off != NULL && shown->mode_8 != 2;
	buf_init(&fake->answers, BUF_NO_MAX);
}

void fake_done(struct fake *fake)
{
	buf_done(&fake->answers);
}

static void answer(struct fake *fake, const char *s)
{
	if (s != NULL)
		buf_add(&fake->answers, s, strlen(s));
}

static void answer_mode_8(struct fake *fake)
{
	int n = fake->profile->mode_8;
	if (n == 1 || n == 2)
		n = fake->implicit ? 1 : 2;
	if (n >= 0)
		buf_addf(&fake->answers, "\033[8;%d$y", n);
}

static void switched(struct fake *fake, bool implicit)
{
	fake->implicit = implicit;
	fake->cleared = false;
}

/* What a multiplexer lets through is read by the terminal behind it. */
static bool pass(struct fake *fake)
{
	const struct profile *p = fake->profile;
	size_t skip = p->passage != NULL ? strlen(p->passage) : 0;
	if (skip == 0 || strncmp(fake->sequence, p->passage, skip) != 0)
		return false;
	char inner[sizeof fake->sequence];
	size_t n = 0;
	for (size_t i = skip; i + 2 < fake->n; i++) {
		inner[n++] = fake->sequence[i];
		if (skip > 2 && fake->sequence[i] == '\033')
			i++; /* doubled */
	}
	fake->n = 0;
	fake->profile = fake_profile(p->behind);
	fake_read(fake, (struct str){inner, n});
	fake->profile = p;
	return true;
}

/* A whole control sequence was read. */
static void act(struct fake *fake)
{
	const struct profile *p = fake->profile;
	const char *s = fake->sequence;
	if (pass(fake))
		return;
	if (strcmp(s, "\033[>q") == 0)
		answer(fake, p->xtversion);
	else if (strcmp(s, "\033[=c") == 0)
		answer(fake, p->da3);
	else if (strcmp(s, "\033[>c") == 0)
		answer(fake, p->da2);
	else if (strcmp(s, "\033[c") == 0)
		answer(fake, p->da1);
	else if (strcmp(s, "\033[8$p") == 0)
		answer_mode_8(fake);
	else if (strcmp(s, "\033[?2026$p") == 0 && p->mode_2026 >= 0)
		buf_addf(&fake->answers, "\033[?2026;%d$y", p->mode_2026);
	else if (strcmp(s, "\033[6n") == 0 && p->da1 != NULL)
		buf_addf(&fake->answers, "\033[3;%dR", fake->col + 1);
	else if (strcmp(s, "\033[2J") == 0)
		fake->cleared = true;
	else if (strcmp(s, "\033[?1049h") == 0 || strcmp(s, "\033[?1049l") == 0)
		fake->alternate = s[7] == 'h';
	else if (p->off != NULL && strcmp(s, p->off) == 0)
		switched(fake, false);
	else if (p->on != NULL && strcmp(s, p->on) == 0)
		switched(fake, true);
}

static bool is_whole(const char *s, size_t n)
{
	char last = s[n - 1];
	if (n < 2)
		return false;
	if (s[1] == '[')
		return n > 2 && last >= 0x40 && last <= 0x7E;
	if (s[1] == ']' || s[1] == 'P' || s[1] == '_')
		return (last == '\a' && s[1] == ']') || (last == '\\' && s[n - 2] == '\033' && n > 2);
	return last >= 0x30;
}

void fake_read(struct fake *fake, struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++) {
		char c = bytes.p[i];
		if (fake->n == 0 && c != '\033') {
			bool continues = ((unsigned char)c & 0xC0) == 0x80 && fake->utf8;
			fake->col = c == '\r' ? 0 : fake->col + !continues;
			if ((unsigned char)c > ' ' && fake->alternate && !fake->cleared)
				fake->stale = true;
			continue;
		}
		if (fake->n + 1 < sizeof fake->sequence)
			fake->sequence[fake->n++] = c;
		if (is_whole(fake->sequence, fake->n)) {
			fake->sequence[fake->n] = '\0';
			act(fake);
			fake->n = 0;
		}
	}
}
