// The peer of arcd: the same documents and questions with Xapian and its Arabic stemmer.
#include <xapian.h>

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	Xapian::WritableDatabase db("", Xapian::DB_BACKEND_INMEMORY);
	Xapian::Stem stem("arabic");
	Xapian::TermGenerator generator;
	generator.set_stemmer(stem);
	std::ifstream documents(argv[1]), questions(argv[2]);
	for (std::string line; std::getline(documents, line);) {
		Xapian::Document document;
		generator.set_document(document);
		generator.index_text(line);
		db.add_document(document);
	}
	db.commit();
	Xapian::QueryParser parser;
	parser.set_stemmer(stem);
	parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
	parser.set_default_op(Xapian::Query::OP_OR);
	for (std::string line; std::getline(questions, line);) {
		std::size_t tab = line.find('\t');
		Xapian::Enquire enquire(db);
		enquire.set_query(parser.parse_query(line.substr(tab + 1), 0));
		std::cout << line.substr(0, tab);
		Xapian::MSet found = enquire.get_mset(0, 10);
		for (Xapian::MSetIterator i = found.begin(); i != found.end(); ++i)
			std::cout << ' ' << *i;
		std::cout << '\n';
	}
	return 0;
}
