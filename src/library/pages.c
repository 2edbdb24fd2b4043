#include "config.h"

#include "library/pages.h"

#include "base/buf.h"
#include "base/file.h"
#include "library/body.h"

#include <unistd.h>

enum {
	PAGE_B = 4096, /* open.c makes them so */
	LEAF = 0x0D,
	FIRST_HEADER_B = 100,
	MAX_ROW_B = BODY_MAX_B + (1 << 20)
};

struct pages {
	int fd;
	const char *place;
	unsigned char page[PAGE_B], more[PAGE_B];
	struct buf row;
	struct err *err;
};

static unsigned number_of(const unsigned char *p, int n)
{
	unsigned number = 0;
	for (int i = 0; i < n; i++)
		number = number << 8 | p[i];
	return number;
}

/* Seven bits a byte, the highest first, the ninth whole; returns the bytes taken, 0 when it is cut. */
static size_t varint(const unsigned char *p, size_t n, uint64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < n && i < 9; i++) {
		if (i == 8) {
			*out = *out << 8 | p[i];
			return 9;
		}
		*out = *out << 7 | (p[i] & 0x7F);
		if (p[i] < 0x80)
			return i + 1;
	}
	return 0;
}

static int read_page(struct pages *pages, uint32_t number, unsigned char *page)
{
	ssize_t n = file_read_at(pages->fd, pages->place, (char *)page, PAGE_B, (uint64_t)(number - 1) * PAGE_B,
	                         pages->err);
	return n < 0 ? (int)n : n == PAGE_B;
}

/* How much of a row of n bytes is in its own page. */
static size_t local_length(size_t n)
{
	enum { MOST = PAGE_B - 35, LEAST = (PAGE_B - 12) * 32 / 255 - 23 };
	if (n <= MOST)
		return n;
	size_t length = LEAST + (n - LEAST) % (PAGE_B - 4);
	return length <= MOST ? length : LEAST;
}

/* The whole row into pages->row: what is in the page, and what goes on in others. 1, or 0 when it is none. */
static int collect(struct pages *pages, const unsigned char *p, size_t room, uint64_t n)
{
	size_t local = local_length((size_t)n);
	buf_clear(&pages->row);
	if (n > MAX_ROW_B || local + (local < n ? 4 : 0) > room)
		return 0;
	buf_add(&pages->row, (const char *)p, local);
	uint32_t next = local < n ? number_of(p + local, 4) : 0;
	while (pages->row.n < n) {
		int status = next > 0 ? read_page(pages, next, pages->more) : 0;
		if (status <= 0)
			return status;
		size_t left = (size_t)n - pages->row.n;
		buf_add(&pages->row, (const char *)pages->more + 4, left < PAGE_B - 4 ? left : PAGE_B - 4);
		next = number_of(pages->more, 4);
	}
	return 1;
}

/* The bytes of a value of that serial type. */
static uint64_t length_of(uint64_t type)
{
	static const uint8_t lengths[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
	return type < 12 ? lengths[type] : (type - 12) / 2;
}

static struct field field_of(uint64_t type, struct str bytes)
{
	struct field field = {.type = 'r', .bytes = bytes};
	if (type == 0) {
		field.type = 'n';
	} else if (type <= 6) {
		const unsigned char *p = (const unsigned char *)bytes.p;
		uint64_t number = p[0] & 0x80 ? ~UINT64_C(0) : 0;
		for (size_t i = 0; i < bytes.n; i++)
			number = number << 8 | p[i];
		field.type = 'i';
		field.number = (int64_t)number;
	} else if (type == 8 || type == 9) {
		field.type = 'i';
		field.number = type == 9;
	} else if (type >= 12) {
		field.type = type % 2 == 0 ? 'b' : 't';
	}
	return field;
}

/* Take the row apart; the number of its fields, 0 when it is none. */
static int take_apart(struct str row, struct field *fields)
{
	const unsigned char *p = (const unsigned char *)row.p;
	uint64_t header, type;
	size_t at = varint(p, row.n, &header);
	if (at == 0 || header > row.n || header < at)
		return 0;
	size_t value = (size_t)header;
	int n = 0;
	while (at < header) {
		size_t taken = varint(p + at, (size_t)header - at, &type);
		uint64_t length = length_of(type);
		if (taken == 0 || n == PAGES_MAX_FIELDS || length > row.n - value)
			return 0;
		fields[n++] = field_of(type, str_sub(row, value, value + (size_t)length));
		at += taken;
		value += (size_t)length;
	}
	return value == row.n ? n : 0;
}

static int rows_of_page(struct pages *pages, size_t start,
                        int (*take)(void *to, int64_t number, const struct field *fields, int n), void *to)
{
	const unsigned char *page = pages->page;
	unsigned n = number_of(page + start + 3, 2);
	if (page[start] != LEAF || start + 8 + (size_t)n * 2 > PAGE_B)
		return 0;
	for (unsigned i = 0; i < n; i++) {
		uint64_t length, number;
		struct field fields[PAGES_MAX_FIELDS];
		size_t at = number_of(page + start + 8 + (size_t)i * 2, 2);
		if (at >= PAGE_B)
			continue;
		size_t taken = varint(page + at, PAGE_B - at, &length);
		size_t more = taken > 0 ? varint(page + at + taken, PAGE_B - at - taken, &number) : 0;
		at += taken + more;
		if (more == 0 || at > PAGE_B)
			continue;
		int status = collect(pages, page + at, PAGE_B - at, length);
		int n_fields = status > 0 ? take_apart(buf_str(&pages->row), fields) : 0;
		if (n_fields > 0)
			status = take(to, (int64_t)number, fields, n_fields);
		else if (status > 0)
			status = 0;
		if (status != 0)
			return status;
	}
	return 0;
}

int pages_each_row(const char *place, int (*take)(void *to, int64_t number, const struct field *fields, int n),
                   void *to, struct err *err)
{
	struct pages pages = {.place = place, .err = err};
	pages.fd = file_open(place, err);
	if (pages.fd < 0)
		return pages.fd;
	buf_init(&pages.row, BUF_NO_MAX);
	int status = 0;
	for (uint32_t number = 1; status == 0; number++) {
		int there = read_page(&pages, number, pages.page);
		if (there <= 0) {
			status = there;
			break;
		}
		status = rows_of_page(&pages, number == 1 ? FIRST_HEADER_B : 0, take, to);
	}
	buf_done(&pages.row);
	close(pages.fd);
	return status;
}
