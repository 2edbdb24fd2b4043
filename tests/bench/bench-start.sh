# From start to the first screen, and resident memory then: a small file, a
# folder of 10,000 files, a file of 1 GB; beside less on the small file.
. "$top_srcdir/tests/bench/common.sh"
need less less
small=$top_srcdir/data/samples/ar-02-velanor-key.txt
mkdir "$scratch/folder"
i=0
while [ $i -lt 10000 ]; do
	cp "$small" "$scratch/folder/article-$i.txt"
	i=$((i + 1))
done
news 1000 "$scratch/large"
"$jarida" show --raw --order=visual --width=80 "$small" >"$scratch/visual"
echo "milliseconds to the last byte of the first screen, bytes, resident KB:"
for what in "less $scratch/visual" "$jarida $small" "$jarida $scratch/folder" "$jarida $scratch/large"; do
	# shellcheck disable=SC2086
	printf '%-60s %s\n' "${what##*/}" "$("$bench/pty" -n 21 $what)"
done
