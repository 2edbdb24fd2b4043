/*
 * xapian index DIR FILE.jsonl N | xapian ask DIR SECONDS: the same articles
 * and queries as a peer is given them, with its Arabic stemmer and positions.
 * Queries are read from standard input, one a line, phrases in quotes.
 */
#include <xapian.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>
#include <algorithm>

static double cpu_ms()
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static std::string member(const std::string &line, const char *name)
{
	size_t start = line.find(name);
	if (start == std::string::npos)
		return "";
	start += std::string(name).size();
	size_t end = start;
	while (end < line.size() && line[end] != '"')
		end += line[end] == '\\' ? 2 : 1;
	return line.substr(start, end - start);
}

static int index(const char *dir, const char *file, long most)
{
	Xapian::WritableDatabase db(dir, Xapian::DB_CREATE_OR_OVERWRITE);
	Xapian::TermGenerator generator;
	generator.set_stemmer(Xapian::Stem("arabic"));
	std::ifstream in(file);
	std::string line;
	double start = cpu_ms();
	long n = 0;
	for (; n < most && std::getline(in, line); n++) {
		Xapian::Document document;
		generator.set_document(document);
		generator.set_termpos(0);
		generator.index_text(member(line, "\"title\": \""), 5);
		generator.increase_termpos();
		generator.index_text(member(line, "\"body\": \""));
		document.add_value(0, Xapian::sortable_serialise((double)n));
		db.add_document(document);
		if (n % 500 == 499)
			db.commit();
	}
	db.commit();
	printf("  xapian: %.0f articles a second of the processor\n", (double)n * 1e3 / (cpu_ms() - start));
	return 0;
}

static int ask(const char *dir)
{
	Xapian::Database db(dir);
	Xapian::Enquire enquire(db);
	Xapian::QueryParser parser;
	parser.set_stemmer(Xapian::Stem("arabic"));
	parser.set_database(db);
	parser.set_default_op(Xapian::Query::OP_AND);
	parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
	parser.set_max_expansion(20, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT);
	std::string line;
	std::vector<double> times;
	while (std::getline(std::cin, line)) {
		bool ranked = line.find(" sort:rank") != std::string::npos;
		if (ranked)
			line = line.substr(0, line.find(" sort:rank"));
		double start = cpu_ms();
		unsigned flags = Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD;
		enquire.set_query(parser.parse_query(line, flags));
		enquire.set_weighting_scheme(ranked ? static_cast<const Xapian::Weight &>(Xapian::BM25Weight())
		                                    : static_cast<const Xapian::Weight &>(Xapian::BoolWeight()));
		if (ranked)
			enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
		else
			enquire.set_docid_order(Xapian::Enquire::DESCENDING);
		enquire.get_mset(0, 20);
		times.push_back(cpu_ms() - start);
	}
	std::sort(times.begin(), times.end());
	if (!times.empty())
		printf("  %-40s %8.3f %8.3f %8.3f ms of %zu\n", "xapian", times[times.size() / 2], times[times.size() * 99 / 100],
		       times.back(), times.size());
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 5 && std::string(argv[1]) == "index")
		return index(argv[2], argv[3], atol(argv[4]));
	return argc == 3 && std::string(argv[1]) == "ask" ? ask(argv[2]) : 2;
}
