"""related-peers.py CORPUS.jsonl [noisy]: the halves of bench-related.sh among their peers, which get all terms.

Raw cosine of tf·idf, SQLite's FTS5 (unicode61, bm25), and Xapian (bm25, Arabic stemmer) where python3-xapian is there.
"""
import collections, json, math, random, re, sqlite3, sys, tempfile

OTHER = {'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ة': 'ه', 'ى': 'ي', 'ؤ': 'و', 'ئ': 'ي'}
random.seed(7)


def respelled(text):
    return ''.join(OTHER[c] if c in OTHER and random.random() < .5 else c for c in text)


def read(path, noisy):
    for line in open(path, encoding='utf-8'):
        body = json.loads(line)['body']
        spaces = [m.start() for m in re.finditer(' ', body)]
        at = spaces[len(spaces) // 2] + 1 if spaces else 0
        yield (respelled(body[:at]) if noisy else body[:at]), body[at:]


def words(text):
    return re.findall(r'\w+(?:[\u064b-\u0652]\w*)*', text)


def report(name, ranked, n):
    mrr = recall = asked = 0
    for i in range(1, n, 2):
        found = ranked(i)
        asked += 1
        if i in found:
            mrr += 1 / (found.index(i) + 1)
            recall += 1
    print('%-8s of %d halves: MRR@10 %.4f, recall@10 %.4f' % (name, asked, mrr / asked, recall / asked), flush=True)


def cosine(halves):
    postings, df = collections.defaultdict(list), collections.Counter()
    texts = [collections.Counter(words(second)) for _, second in halves]
    for counts in texts:
        df.update(counts.keys())
    idf = {word: math.log(len(texts) / n) for word, n in df.items()}
    for i, counts in enumerate(texts):
        norm = math.sqrt(sum((tf * idf[word]) ** 2 for word, tf in counts.items())) or 1
        for word, tf in counts.items():
            postings[word].append((i, tf * idf[word] / norm))

    def ranked(i):
        scores = collections.Counter()
        for word, tf in collections.Counter(words(halves[i][0])).items():
            for k, weight in postings.get(word, ()):
                scores[k] += tf * idf[word] * weight
        return [k for k, _ in scores.most_common(10)]
    return ranked


def fts5(halves):
    db = sqlite3.connect(':memory:')
    db.execute("CREATE VIRTUAL TABLE f USING fts5(b, content='', tokenize='unicode61')")
    db.executemany('INSERT INTO f(rowid, b) VALUES(?, ?)', ((i, second) for i, (_, second) in enumerate(halves)))

    def ranked(i):
        query = ' OR '.join('"%s"' % word for word in set(words(halves[i][0])))
        rows = db.execute('SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10', (query,)) if query else ()
        return [row[0] for row in rows]
    return ranked


def xapian_stemmed(halves, xapian):
    db = xapian.WritableDatabase(tempfile.mkdtemp(), xapian.DB_CREATE_OR_OPEN)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem('arabic'))

    def document(text):
        doc = xapian.Document()
        generator.set_document(doc)
        generator.index_text(text)
        return doc
    for _, second in halves:
        db.add_document(document(second))
    db.commit()

    def ranked(i):
        terms = [xapian.Query(item.term, item.wdf) for item in document(halves[i][0])]
        enquire = xapian.Enquire(db)
        enquire.set_query(xapian.Query(xapian.Query.OP_OR, terms))
        enquire.set_weighting_scheme(xapian.BM25Weight())
        return [match.docid - 1 for match in enquire.get_mset(0, 10)]
    return ranked


def main():
    halves = list(read(sys.argv[1], 'noisy' in sys.argv[2:]))
    report('cosine', cosine(halves), len(halves))
    report('FTS5', fts5(halves), len(halves))
    try:
        import xapian
    except ImportError:
        print('Xapian skipped: no module xapian (package python3-xapian)')
        return
    report('Xapian', xapian_stemmed(halves, xapian), len(halves))


main()
