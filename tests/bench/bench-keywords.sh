# From start to the first screen of an article of 1 MB: without keywords, and
# with 10,000 of them at each level. Beside it what reading the list alone
# takes, on a small article. To be: not more than 1.5 times without.
. "$top_srcdir/tests/bench/common.sh"
news 1 "$scratch/article"
small=$top_srcdir/data/samples/ar-02-velanor-key.txt

# Every word of the samples, then phrases of two of them.
tr -s '[:space:][:punct:]' '\n\n' <"$scratch/once" | LC_ALL=C sort -u | awk 'length > 5 { word[n++] = $0 }
	END {
		for (i = 0; i < n && lines < 10000; i++) { print word[i]; lines++ }
		for (i = 0; lines < 10000; i++) { print word[i % n], word[(i * 7 + int(i / n) + 1) % n]; lines++ }
	}' >"$scratch/words"

# list NAME OPTIONS: a configuration of them.
list() { sed "s/^/keyword $2/" "$scratch/words" >"$scratch/$1"; }

: >"$scratch/none"
list folded ""
list exact "-exact "
list stem "-stem "
echo "keywords: $(wc -l <"$scratch/words"); milliseconds to the first screen, bytes, resident KB:"
for run in none folded exact stem; do
	for file in "$scratch/article" "$small"; do
		printf '%-8s %-24s %s\n' "$run" "${file##*/}" \
			"$("$bench/pty" -n 21 "$jarida" --config="$scratch/$run" "$file")"
	done
done
