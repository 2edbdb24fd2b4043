#include "config.h"

#include "ucd.h"

#include "bidi.h"

#include <stdlib.h>
#include <string.h>

bool ucd_open(struct ucd_file *file, const char *name)
{
	const char *folder = getenv("JARIDA_UCD");
	char path[4096];
	if (folder == NULL)
		folder = "/usr/share/unicode";
	snprintf(path, sizeof path, "%s/%s", name[0] == '/' ? "" : folder, name);
	*file = (struct ucd_file){.stream = fopen(path, "r"), .name = name};
	return file->stream != NULL;
}

bool ucd_there(void)
{
	struct ucd_file file;
	if (!ucd_open(&file, "BidiTest.txt"))
		return false;
	ucd_close(&file);
	return true;
}

void ucd_close(struct ucd_file *file)
{
	fclose(file->stream);
	free(file->text);
}

static void give_up(const struct ucd_file *file, const char *what)
{
	printf("Bail out! %s:%lu: %s\n", file->name, file->number, what);
	exit(1);
}

/* The next line that is neither empty nor a comment, comments cut off. */
static bool next_line(struct ucd_file *file)
{
	while (getline(&file->text, &file->cap, file->stream) >= 0) {
		file->number++;
		file->text[strcspn(file->text, "#\r\n")] = '\0';
		if (file->text[strspn(file->text, " \t")] != '\0')
			return true;
	}
	return false;
}

/* The next word of the field into *word; false at its end, which is left behind. */
static bool next_word(char **p, char **word)
{
	*p += strspn(*p, " \t");
	*word = *p;
	*p += strcspn(*p, " \t;");
	if (*word != *p) {
		if (**p != ';' && **p != '\0')
			*(*p)++ = '\0';
		return true;
	}
	if (**p == ';')
		(*p)++;
	return false;
}

static unsigned long number(const struct ucd_file *file, const char *word, int radix)
{
	char *end;
	unsigned long value = strtoul(word, &end, radix);
	if (end == word || (*end != '\0' && *end != ';'))
		give_up(file, "not a number");
	return value;
}

static void must_fit(const struct ucd_file *file, size_t n)
{
	if (n == UCD_MAX_CP)
		give_up(file, "more characters than there is room for");
}

static void read_levels(const struct ucd_file *file, char **p, struct ucd_bidi_case *c)
{
	char *word;
	size_t n = 0;
	while (next_word(p, &word)) {
		must_fit(file, n);
		c->levels[n++] = word[0] == 'x' ? REF_REMOVED : (uint8_t)number(file, word, 10);
	}
	c->n = n;
}

static void read_order(const struct ucd_file *file, char **p, struct ucd_bidi_case *c)
{
	char *word;
	c->n_order = 0;
	while (next_word(p, &word)) {
		must_fit(file, c->n_order);
		c->order[c->n_order++] = number(file, word, 10);
	}
}

bool ucd_next_character_case(struct ucd_file *file, struct ucd_bidi_case *c)
{
	if (!next_line(file))
		return false;
	char *p = file->text, *word;
	size_t n = 0;
	while (next_word(&p, &word)) {
		must_fit(file, n);
		c->cp[n++] = (uint32_t)number(file, word, 16);
	}
	for (int field = 0; field < 2; field++) {
		if (!next_word(&p, &word))
			give_up(file, "a direction is missing");
		*(field == 0 ? &c->base_wanted : &c->base) = (int)number(file, word, 10);
		next_word(&p, &word);
	}
	read_levels(file, &p, c);
	if (c->n != n)
		give_up(file, "not as many levels as characters");
	read_order(file, &p, c);
	return true;
}

static uint8_t class_named(const struct ucd_file *file, const char *word, size_t n)
{
	for (unsigned class = 0; class < N_BIDI_CLASSES; class++) {
		if (strlen(ref_class_name(class)) == n && strncmp(ref_class_name(class), word, n) == 0)
			return (uint8_t)class;
	}
	give_up(file, "no such class");
	return 0;
}

bool ucd_next_class_case(struct ucd_file *file, struct ucd_bidi_case *c)
{
	while (next_line(file)) {
		char *p = file->text, *word;
		if (strncmp(p, "@Levels:", 8) == 0) {
			p += 8;
			read_levels(file, &p, c);
			continue;
		}
		if (strncmp(p, "@Reorder:", 9) == 0) {
			p += 9;
			read_order(file, &p, c);
			continue;
		}
		size_t n = 0;
		while (next_word(&p, &word)) {
			must_fit(file, n);
			c->classes[n++] = class_named(file, word, strcspn(word, "; \t"));
		}
		if (n != c->n || !next_word(&p, &word))
			give_up(file, "not as many classes as levels, or no directions");
		c->bases = (unsigned)number(file, word, 16);
		c->base = -1;
		return true;
	}
	return false;
}

bool ucd_next_break_case(struct ucd_file *file, struct ucd_break_case *c)
{
	if (!next_line(file))
		return false;
	char *p = file->text, *word;
	c->n = 0;
	for (bool sign = true; next_word(&p, &word); sign = !sign) {
		if (!sign) {
			must_fit(file, c->n);
			c->cp[c->n++] = (uint32_t)number(file, word, 16);
		} else if (strcmp(word, "\u00F7") == 0) {
			c->breaks[c->n] = true;
		} else if (strcmp(word, "\u00D7") == 0) {
			c->breaks[c->n] = false;
		} else {
			give_up(file, "neither a break nor none");
		}
	}
	return true;
}
